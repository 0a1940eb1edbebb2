// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/audit.h"
#include "core/taskid.h"
#include "exporting/exporter.h"
#include "net/serviceaddress.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

namespace embedscope {

/// `embedscope [OPTIONS] [ID|FILE ...]`: open the window.
struct WindowOptions
{
    std::optional<ServiceAddress> address; ///< where one was named; not used with `demo`
    QString keyFile; ///< empty: none was named
    bool demo = false;
    std::vector<TaskId> ids;
    QStringList files;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(); ///< where the key is looked for
};

/// Where an export goes, and what is in it.
struct OutputOptions
{
    QString output; ///< a path; empty: standard output
    bool force = false; ///< an existing output is replaced
    ExportFormat format = ExportFormat::Json;
    ExportOptions contents;
    bool quiet = false; ///< no lines about states
};

/// `embedscope convert`: exports what files hold. Nothing is asked.
struct ConvertOptions : OutputOptions
{
    QStringList files;
    bool keepGoing = false; ///< a file that holds no response keeps the others from nothing
};

enum class AuditFormat { Text, Json, JUnit };

/// `embedscope audit`: says what the audit finds in files.
struct AuditOptions
{
    QStringList files;
    AuditFormat format = AuditFormat::Text;
    Severity failOn = Severity::Error; ///< what makes the exit status 1
    bool keepGoing = false;
};

/// `embedscope fetch`: ask without a window, and export.
struct FetchOptions : OutputOptions
{
    bool wait = false; ///< until all are settled; else one round
    std::optional<std::chrono::milliseconds> timeout;
    std::chrono::milliseconds interval{5000};
    int rate = 0; ///< requests a minute at most; 0: none was named
    ServiceAddress address;
    QString keyFile;
    std::vector<TaskId> ids; ///< in the order given; the same one may stand twice
    bool readsInput = false; ///< IDs are found in standard input; `ids` is empty
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(); ///< where the key is looked for
};

/// `embedscope demo-service`: what follows is read by the demo room.
struct DemoServiceOptions
{
    QStringList arguments;
};

/// `--help`, `--version`: this text goes to standard output, and nothing else happens.
struct TextRequest
{
    QString text;
};

/// The arguments cannot be followed; a whole sentence says why. Never holds what looks like a key.
struct UsageError
{
    QString sentence;
};

using CommandLine = std::variant<WindowOptions, FetchOptions, ConvertOptions, AuditOptions, DemoServiceOptions, TextRequest,
                                 UsageError>;

/// Understands the arguments (the program's name first) and the variables that stand in for missing ones. A
/// pure function: no file is touched, no application object is needed.
CommandLine parseCommandLine(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace embedscope
