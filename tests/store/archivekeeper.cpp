// SPDX-License-Identifier: GPL-3.0-or-later
// archivekeeper FOLDER LOG COUNT: stores COUNT answers in the archive FOLDER, packs every second and removes every fifth.
// What it is about to do and what was acknowledged it notes in LOG, which is memory that is mapped: so a note takes no call
// of the system that could be made to fail, and outlives a kill. For tst_archivefaults, which runs it under strace.
#include "net/bodysink.h"
#include "net/spoolfolder.h"
#include "store/answerarchive.h"
#include "store/archivetext.h"

#include <QFile>

#include <cstring>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

class Log final
{
public:
    explicit Log(const QString &path) : m_file(path)
    {
        constexpr qint64 size = 1 << 16;
        if (!m_file.open(QFile::ReadWrite) || !m_file.resize(size))
            qFatal("no log");
        m_next = m_file.map(0, size);
    }
    void note(const char *what, int number, const QString &sentence = {})
    {
        const QByteArray line = QByteArray(what) + ' ' + QByteArray::number(number) + ' ' + sentence.toUtf8() + '\n';
        std::memcpy(m_next, line.constData(), static_cast<size_t>(line.size()));
        m_next += line.size();
    }

private:
    QFile m_file;
    uchar *m_next = nullptr;
};

AnswerBytes arrived(SpoolFolder &spool, const QByteArray &text)
{
    BodySink sink(spool, 1 << 30);
    if (sink.append(text))
        return {};
    const auto bytes = sink.finish();
    return bytes ? *bytes : AnswerBytes();
}

void keep(AnswerArchive &archive, Log &log, int number, const AnswerBytes &bytes)
{
    log.note("store", number);
    const auto stored = archive.store(test::archiveId(number), bytes);
    log.note(stored ? "stored" : "failed", number, stored ? QString() : stored.failure().detail);
    if (!stored)
        return;
    if (number % 2 == 1) {
        const auto packed = archive.pack(*stored);
        log.note(packed ? "packed" : "packfailed", number, packed ? QString() : packed.failure().detail);
    }
    if (number % 5 == 4) {
        log.note("remove", number);
        const auto failure = archive.remove(*stored);
        log.note(failure ? "removefailed" : "removed", number, failure ? failure->detail : QString());
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    const QString folder = QFile::decodeName(argv[1]);
    Log log(QFile::decodeName(argv[2]));
    const int count = QByteArray(argv[3]).toInt();
    SpoolFolder spool(AnswerArchive::incomingFolder(folder));
    std::vector<AnswerBytes> answers;
    for (int i = 0; i < count; ++i) // small ones stay in memory, large ones arrive in the archive
        answers.push_back(arrived(spool, test::archiveText(i, test::archiveTextSize(i))));
    // What is counted begins here: strace sees this call.
    (void)!::write(-1, "begin", 5);
    AnswerArchive archive(folder);
    for (int i = 0; i < count; ++i)
        keep(archive, log, i, answers[static_cast<size_t>(i)]);
    (void)!::write(-1, "end", 3);
    log.note("end", count);
    return 0;
}
