// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/helptext.h"

namespace embedscope {

QString versionText()
{
    return QStringLiteral("embedscope " EMBEDSCOPE_VERSION "\n");
}

QString mainHelp()
{
    return QStringLiteral(R"(Watch, inspect and export video and audio embedding tasks.

Usage:
  embedscope [OPTIONS] [ID|FILE ...]     open the window
  embedscope fetch [OPTIONS] [ID ... | -]
                                         fetch and export without a window
  embedscope convert [OPTIONS] FILE ...  export again what files hold, offline
  embedscope audit [OPTIONS] FILE ...    say what is wrong with what files hold
  embedscope demo-service [OPTIONS]      run the built-in demo service alone

An argument with / or . in it is a file. Answers and exports in it are shown, without
asking the service; in any other file task IDs are looked for.

Options of the window:
  --base-url URL       the service; otherwise TWELVELABS_BASE_URL, otherwise
                       https://api.twelvelabs.io/v1.3
  --api-key-file FILE  a file that holds the API key and nothing else; otherwise
                       the first of TWELVELABS_API_KEY, TWELVE_LABS_API_KEY and
                       TL_API_KEY that is not empty, otherwise the keyring
  --demo               open the window on the built-in demo service, with its
                       tasks; needs no key and ignores yours
  -h, --help           print this; "embedscope fetch --help" tells about fetch
  -v, --version        print the version
)");
}

QString fetchHelp()
{
    return QStringLiteral(R"(Fetch the answers of embedding tasks and export them.

Usage: embedscope fetch [OPTIONS] [ID ... | -]

With - the task IDs are found in standard input: JSON, logs, curl lines, URLs, CSV.
What is named a task is taken, and what nothing names; not what is named a video,
an asset, an index. What was not taken is told in one line; a word that looks like
a broken ID makes the exit status 1. A URL of a task counts as its ID.

Options:
  --wait               ask until all tasks are settled; otherwise there is one
                       round: each is asked until it answers, three times within
                       a minute at most
  --timeout S          end after S seconds; what has not answered is a problem
  --interval S         seconds between two questions about a task, from 1
                       (default: 5)
  --rate N             requests a minute, at most: 1 to 6000. The service's own
                       limit counts where it is smaller (default: from 60 up to
                       600 while the service refuses none)
  --output FILE|-      where the export goes (default: -, standard output)
                       For npy and --one-per-task it is a folder
  --force              replace FILE if it exists; in a folder, the files of the
                       same names
  --format F           json: one document with tasks and problems (default);
                       jsonl: one answer a line; csv: one segment a row; npy: a
                       NumPy matrix for each task, modality and scope
  --no-vectors         json, jsonl, csv: leave the vectors out
  --measures           json: norm, dimension and uncertainty of each segment beside
                       the answers; csv: also unit, quadrant and uncertainty
  --float64            npy: doubles instead of float32
  --one-per-task       a folder with a file for each task; npy is so anyway
  --safe-cells         csv, npy: texts that a spreadsheet would take for formulas
                       (= + - @) get a ' in front; numbers stay as they are
  --quiet              no lines about states on standard error
  --base-url URL       the service; otherwise TWELVELABS_BASE_URL, otherwise
                       https://api.twelvelabs.io/v1.3
  --api-key-file FILE  a file that holds the API key and nothing else; otherwise
                       the first of TWELVELABS_API_KEY, TWELVE_LABS_API_KEY and
                       TL_API_KEY that is not empty, otherwise the keyring
  -h, --help           print this
  -v, --version        print the version

Standard error carries a line for each change of a state: ID, state and perhaps a
sentence, separated by tabs. Where nothing can be sent for 10 s, it says why and
until when.

Exit status:
  0    all tasks are ready
  1    anything else settled, or not ready in time
  2    bad usage, no task ID found, or a refused URL
  3    no API key, or the service refused it
  4    the output cannot be written
  130  interrupted by SIGINT; 143 by SIGTERM, 129 by SIGHUP
The export is written on all but 2 and 4; on 3 where anything was fetched.
)");
}

QString auditHelp()
{
    return QStringLiteral(R"(Say what the audit finds in responses. Asks nobody, needs no key.

Usage: embedscope audit [OPTIONS] FILE|- ...

With - standard input is read. A FILE is whatever "embedscope convert" reads. To audit
tasks of the service: embedscope fetch ID ... | embedscope audit -

Each finding is a line of standard output: task ID, severity, modality and scope, place,
sentence, with tabs between them. The last line of each task has its health.

Options:
  --format F           text (default); json: one document; junit: XML with a test
                       case for each task
  --fail-on LEVEL      error (default) or warning: what makes the exit status 1
  --keep-going         audit the other files where one holds no response
  -h, --help           print this
  -v, --version        print the version

Exit status:
  0    nothing was found at that level or above
  1    something was, or a file was left out with --keep-going
  2    bad usage, or a file without any response
  4    the output cannot be written
  130  interrupted by SIGINT; 143 by SIGTERM, 129 by SIGHUP
)");
}

QString convertHelp()
{
    return QStringLiteral(R"(Export what files hold in another format. Asks nobody, needs no key.

Usage: embedscope convert [OPTIONS] FILE|- ...

With - standard input is read. A FILE, which may be a pipe, is an export of this
program or anything that holds responses: as the service, its SDKs or Amazon Bedrock
write them, in lists, maps, JSON Lines, logs or HAR files, in UTF-8 or UTF-16, packed
with gzip or zstd or not.

Options:
  --output FILE|-      where the export goes (default: -, standard output).
                       For npy and --one-per-task it is a folder
  --force              replace FILE if it exists; in a folder, the files of the
                       same names
  --format F           json: one document with tasks and problems (default);
                       jsonl: one answer a line; csv: one segment a row; npy: a
                       NumPy matrix for each task, modality and scope
  --no-vectors         json, jsonl, csv: leave the vectors out
  --measures           json: norm, dimension and uncertainty of each segment beside
                       the answers; csv: also unit, quadrant and uncertainty
  --float64            npy: doubles instead of float32
  --one-per-task       a folder with a file for each task; npy is so anyway
  --safe-cells         csv, npy: texts that a spreadsheet would take for formulas
                       (= + - @) get a ' in front; numbers stay as they are
  --keep-going         convert the other files where one holds no response
  --quiet              no lines about states on standard error
  -h, --help           print this
  -v, --version        print the version

Exit status:
  0    all tasks are ready
  1    any other task, or something in a file could not be read
  2    bad usage, or a file without any answer
  4    the output cannot be written
  130  interrupted by SIGINT (143 by SIGTERM, 129 by SIGHUP). No FILE is written;
       standard output or a pipe may have got a part
)");
}

QString demoServiceHelp()
{
    return QStringLiteral(R"(Run the built-in demo service on this computer until it is interrupted.

Usage: embedscope demo-service [--port N] [OPTIONS]

Prints its URL, the key that it accepts, and its tasks, a line each.

Options:
  --port N        the port; otherwise a free one
  --key TEXT      accept this key instead of "demo"; no real one, please: other
                  users of this computer can see it
  --crowd N       N more small tasks, up to 20000; most end within five minutes
  --print-crowd   print these, too
  --fault FAULT   go wrong on purpose; may be repeated:
                    rate=N      at most N requests in any 60 s, then 429
                    error=P     P percent of the answers are 503
                    cut=P       P percent end in the middle of the body
                    drop=P      P percent: closed without an answer
                    hang=P      P percent never come
                    redirect=P  P percent lead to a port where nobody listens
                    html=P      P percent are a captive portal's page
                    wrong=P     P percent are another task's answer
                    delay=MS    every answer comes MS milliseconds later
                    no-list     the list of tasks is a 404
  --seed N        other faults at other requests, and other ends of the crowd;
                  the same seed repeats a run (default: 1)
  -h, --help      print this
)");
}

} // namespace embedscope
