// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/helptext.h"
#include "app/words.h"
#include "models/idwords.h"
#include "models/taskwords.h"
#include "reader/idfinder.h"

#include <QCommandLineParser>
#include <QHash>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using MaybeError = std::optional<UsageError>;

/// An argument inside of a sentence: on one line, and never a key.
QString shown(const QString &argument)
{
    return u'"' + oneLine(withoutKeys(argument), 80) + u'"';
}

/// Knows which of its options take a value, to find one that stands in the place of a value.
class OptionParser final : public QCommandLineParser
{
public:
    void addOption(const QCommandLineOption &option)
    {
        QCommandLineParser::addOption(option);
        for (const QString &name : option.names())
            m_takesValue.insert((name.size() > 1 ? u"--"_s : u"-"_s) + name, !option.valueName().isEmpty());
    }
    /// `--output --wait` would write a file of that name.
    MaybeError optionAsValue(const QStringList &arguments) const
    {
        for (qsizetype i = 0; i + 1 < arguments.size() && arguments[i] != "--"_L1; ++i) {
            if (!m_takesValue.value(arguments[i]))
                continue;
            const QString value = arguments[++i].section(u'=', 0, 0);
            if (m_takesValue.contains(value))
                return UsageError{AppWords::tr("The option %1 needs a value, but the option %2 follows. For a value of that "
                                               "name write %1=%2.")
                                      .arg(arguments[i - 1], value)};
        }
        return std::nullopt;
    }

private:
    QHash<QString, bool> m_takesValue; // by name, with its dashes
};

QCommandLineOption flag(const QString &name)
{
    return QCommandLineOption(name);
}

QCommandLineOption valued(const QString &name)
{
    return QCommandLineOption(name, {}, u"value"_s);
}

/// Options that the window and fetch both have.
void addCommonOptions(OptionParser &parser)
{
    parser.addOption(valued(u"base-url"_s));
    parser.addOption(valued(u"api-key-file"_s));
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    parser.addOption(QCommandLineOption(QStringList{u"v"_s, u"version"_s}));
}

UsageError parserError(const QCommandLineParser &parser)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (unknown.contains("api-key"_L1) || unknown.contains("key"_L1))
        return {AppWords::tr(
            "A key is never given on the command line, where other users of this computer can see it: "
            "use the variable TWELVELABS_API_KEY or --api-key-file.")};
    return {oneLine(withoutKeys(parser.errorText()))};
}

QString refusalSentence(ServiceAddress::Refusal refusal, const QString &text, const QString &origin)
{
    switch (refusal) {
    case ServiceAddress::Refusal::NotHttps:
        return AppWords::
            tr("The base URL %1 from %2 is refused: it must begin with https, because the API key travels "
               "to it. Only this computer itself (127.0.0.1, localhost) may be asked over http.")
                .arg(shown(text), origin);
    case ServiceAddress::Refusal::HasCredentials: // not shown: it holds a password
        return AppWords::tr("The base URL from %1 is refused: it must not hold a user name or a password.")
            .arg(origin);
    case ServiceAddress::Refusal::HasQuery:
        return AppWords::tr("The base URL %1 from %2 is refused: it must not have a part behind ? or #.")
            .arg(shown(text), origin);
    case ServiceAddress::Refusal::NotAUrl:
        break;
    }
    return AppWords::tr("%1 from %2 is no base URL. It looks like https://api.twelvelabs.io/v1.3.")
        .arg(shown(text), origin);
}

/// Sets `address` from --base-url, else from the environment, else leaves it as it is.
template <class Address>
MaybeError readAddress(const QCommandLineParser &parser, const QProcessEnvironment &environment, Address &address)
{
    const QString variable = u"TWELVELABS_BASE_URL"_s;
    const bool isOption = parser.isSet(u"base-url"_s);
    const QString text = isOption ? parser.value(u"base-url"_s) : environment.value(variable);
    if (!isOption && text.trimmed().isEmpty())
        return std::nullopt;
    ServiceAddress::Refusal refusal{};
    const auto read = ServiceAddress::fromString(text, &refusal);
    if (!read)
        return UsageError{refusalSentence(refusal, text, isOption ? u"--base-url"_s : variable)};
    address = *read;
    return std::nullopt;
}

MaybeError readKeyFile(const QCommandLineParser &parser, QString &keyFile)
{
    keyFile = parser.value(u"api-key-file"_s);
    if (parser.isSet(u"api-key-file"_s) && keyFile.isEmpty())
        return UsageError{AppWords::tr("The option --api-key-file needs the name of a file.")};
    return std::nullopt;
}

/// Sets `duration` where the option was given: a number of seconds from `least` (in seconds) up.
template <class Duration>
MaybeError readSeconds(const QCommandLineParser &parser, const QString &name, double least,
                       Duration &duration)
{
    constexpr double most = 1'000'000; // eleven days; results live for seven
    if (!parser.isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const double seconds = parser.value(name).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds))
        return UsageError{
            AppWords::tr("%1 is no number of seconds for --%2.").arg(shown(parser.value(name)), name)};
    if (seconds < least || seconds > most)
        return UsageError{AppWords::tr("The option --%1 takes from %2 to %3 seconds.")
                              .arg(name, QString::number(least), QString::number(most, 'f', 0))};
    duration = std::chrono::milliseconds(std::llround(seconds * 1000));
    return std::nullopt;
}

bool isUrl(const QString &argument)
{
    return argument.startsWith("https://"_L1, Qt::CaseInsensitive) || argument.startsWith("http://"_L1, Qt::CaseInsensitive);
}

/// The task that a URL of the service or of its pages is about.
std::variant<TaskId, UsageError> idOfUrl(const QString &url)
{
    const std::vector<TaskId> taken = findTaskIds(url).taken();
    if (taken.size() == 1)
        return taken.front();
    return UsageError{AppWords::tr("%1 is no URL of a task: it has no task ID of 24 hex digits in it.").arg(shown(url))};
}

/// The ID that an argument spells, or why it is none.
std::variant<TaskId, UsageError> readId(const QString &argument)
{
    if (isUrl(argument))
        return idOfUrl(argument);
    if (const auto reason = brokenIdReason(argument))
        return UsageError{brokenIdSentence(*reason, argument.size(), shown(argument))};
    if (!otherIds(argument).empty())
        return otherIds(argument).front();
    if (TaskId::fromString(argument)) // it could be one, and looks like a key
        return UsageError{
            AppWords::tr("An argument looks like an API key. A key is never given on the command line, "
                         "where other users of this computer can see it.")};
    if (argument.contains(u'/') || argument.contains(u'.'))
        return UsageError{AppWords::tr("%1 is no task ID. IDs in a file are found with: embedscope fetch - < FILE.")
                              .arg(shown(argument))};
    return UsageError{
        AppWords::tr("%1 is no task ID: an ID has only letters, digits, - and _, and at most 128 of them.")
            .arg(shown(argument))};
}

CommandLine parseWindow(const QStringList &arguments, const QProcessEnvironment &environment)
{
    OptionParser parser;
    addCommonOptions(parser);
    parser.addOption(flag(u"demo"_s));
    if (const MaybeError error = parser.optionAsValue(arguments))
        return *error;
    const bool isParsed = parser.parse(arguments);
    if (parser.isSet(u"help"_s))
        return TextRequest{mainHelp()};
    if (parser.isSet(u"version"_s))
        return TextRequest{versionText()};
    if (!isParsed)
        return parserError(parser);

    WindowOptions options;
    options.demo = parser.isSet(u"demo"_s);
    if (!options.demo) { // the demo ignores both
        if (const MaybeError error = readAddress(parser, environment, options.address))
            return *error;
        if (const MaybeError error = readKeyFile(parser, options.keyFile))
            return *error;
    }
    for (const QString &argument : parser.positionalArguments()) {
        if (!isUrl(argument) && (argument.contains(u'/') || argument.contains(u'.'))) {
            options.files += argument;
            continue;
        }
        if (argument == "fetch"_L1 || argument == "convert"_L1 || argument == "audit"_L1 || argument == "demo-service"_L1)
            return UsageError{AppWords::tr("The word %1 must come first, before all options.").arg(argument)};
        if (argument == "-"_L1)
            return UsageError{
                AppWords::tr("The window does not read standard input; \"embedscope fetch -\" does.")};
        auto id = readId(argument);
        if (auto *const error = std::get_if<UsageError>(&id))
            return *error;
        options.ids.push_back(std::get<TaskId>(std::move(id)));
    }
    return options;
}

MaybeError readIds(const QStringList &arguments, FetchOptions &options)
{
    if (arguments.isEmpty())
        return UsageError{
            AppWords::tr("There is no task ID. Give IDs as arguments, or - to find them in standard input.")};
    options.readsInput = arguments == QStringList{u"-"_s};
    if (options.readsInput)
        return std::nullopt;
    for (const QString &argument : arguments) {
        if (argument == "-"_L1)
            return UsageError{AppWords::tr("Give either task IDs or -, not both.")};
        auto id = readId(argument);
        if (auto *const error = std::get_if<UsageError>(&id))
            return *error;
        options.ids.push_back(std::get<TaskId>(std::move(id)));
    }
    return std::nullopt;
}

std::optional<ExportFormat> readFormat(const QString &name)
{
    if (name == "json"_L1)
        return ExportFormat::Json;
    if (name == "jsonl"_L1)
        return ExportFormat::JsonLines;
    if (name == "csv"_L1)
        return ExportFormat::Csv;
    if (name == "npy"_L1)
        return ExportFormat::Npy;
    return std::nullopt;
}

/// Options that the format has no place for.
MaybeError checkContents(const OutputOptions &options)
{
    if (options.contents.measures && options.format != ExportFormat::Json && options.format != ExportFormat::Csv)
        return UsageError{AppWords::tr("The option --measures is for --format json and csv alone; npy has the "
                                       "norms anyway.")};
    if (!options.contents.vectors && options.format == ExportFormat::Npy)
        return UsageError{AppWords::tr("The option --no-vectors is not for --format npy, which holds nothing "
                                       "else.")};
    if (options.contents.float64 && options.format != ExportFormat::Npy)
        return UsageError{AppWords::tr("The option --float64 is for --format npy alone; the other formats have "
                                       "the service's own digits.")};
    if (options.contents.safeCells && options.format != ExportFormat::Csv && options.format != ExportFormat::Npy)
        return UsageError{AppWords::tr("The option --safe-cells is for --format csv and npy alone: the others have no "
                                       "cells.")};
    const bool isFolder = options.contents.onePerTask || options.format == ExportFormat::Npy;
    if (isFolder && options.output.isEmpty())
        return UsageError{AppWords::tr("This export is a folder of files: name it with --output.")};
    return std::nullopt;
}

MaybeError readOutput(const QCommandLineParser &parser, OutputOptions &options)
{
    options.force = parser.isSet(u"force"_s);
    options.quiet = parser.isSet(u"quiet"_s);
    options.output = parser.value(u"output"_s);
    if (parser.isSet(u"output"_s) && options.output.isEmpty())
        return UsageError{
            AppWords::tr("The option --output needs the name of a file, or - for standard output.")};
    for (const auto &standardOutput : {u"-"_s, u"/dev/stdout"_s, u"/dev/fd/1"_s, u"/proc/self/fd/1"_s}) {
        if (options.output == standardOutput)
            options.output.clear();
    }
    options.contents.vectors = !parser.isSet(u"no-vectors"_s);
    options.contents.measures = parser.isSet(u"measures"_s);
    options.contents.float64 = parser.isSet(u"float64"_s);
    options.contents.onePerTask = parser.isSet(u"one-per-task"_s);
    options.contents.safeCells = parser.isSet(u"safe-cells"_s);
    if (parser.isSet(u"format"_s)) {
        const QString name = parser.value(u"format"_s);
        const auto format = readFormat(name);
        if (!format)
            return UsageError{AppWords::tr("%1 is no format: --format takes json, jsonl, csv or npy.")
                                  .arg(shown(name))};
        options.format = *format;
    }
    return checkContents(options);
}

void addOutputOptions(OptionParser &parser)
{
    for (const auto &name :
         {u"force"_s, u"quiet"_s, u"no-vectors"_s, u"measures"_s, u"float64"_s, u"one-per-task"_s, u"safe-cells"_s})
        parser.addOption(flag(name));
    parser.addOption(valued(u"output"_s));
    parser.addOption(valued(u"format"_s));
}

CommandLine parseConvert(const QStringList &arguments)
{
    OptionParser parser;
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    parser.addOption(QCommandLineOption(QStringList{u"v"_s, u"version"_s}));
    addOutputOptions(parser);
    parser.addOption(flag(u"keep-going"_s));
    if (const MaybeError error = parser.optionAsValue(arguments))
        return *error;
    const bool isParsed = parser.parse(arguments);
    if (parser.isSet(u"help"_s))
        return TextRequest{convertHelp()};
    if (parser.isSet(u"version"_s))
        return TextRequest{versionText()};
    if (!isParsed)
        return parserError(parser);
    ConvertOptions options;
    if (const MaybeError error = readOutput(parser, options))
        return *error;
    options.keepGoing = parser.isSet(u"keep-going"_s);
    options.files = parser.positionalArguments();
    if (options.files.isEmpty())
        return UsageError{AppWords::tr("There is no file to convert. Give exports or answers as arguments.")};
    if (options.files.count(u"-"_s) > 1)
        return UsageError{AppWords::tr("Standard input can be read once. Give - once.")};
    return options;
}

MaybeError readRate(const QCommandLineParser &parser, int &rate)
{
    constexpr int most = 6000; // as in the window's settings
    const QString name = u"rate"_s;
    if (!parser.isSet(name))
        return std::nullopt;
    bool isNumber = false;
    rate = parser.value(name).toInt(&isNumber);
    if (!isNumber || rate < 1 || rate > most)
        return UsageError{AppWords::tr("The option --rate takes from 1 to %1 requests a minute, not %2.")
                              .arg(QString::number(most), shown(parser.value(name)))};
    return std::nullopt;
}

CommandLine parseFetch(const QStringList &arguments, const QProcessEnvironment &environment)
{
    OptionParser parser;
    addCommonOptions(parser);
    addOutputOptions(parser);
    parser.addOption(flag(u"wait"_s));
    for (const auto &name : {u"timeout"_s, u"interval"_s, u"rate"_s})
        parser.addOption(valued(name));
    if (const MaybeError error = parser.optionAsValue(arguments))
        return *error;
    const bool isParsed = parser.parse(arguments);
    if (parser.isSet(u"help"_s))
        return TextRequest{fetchHelp()};
    if (parser.isSet(u"version"_s))
        return TextRequest{versionText()};
    if (!isParsed)
        return parserError(parser);

    constexpr double shortestTimeout = 0.001;
    constexpr double shortestInterval = 1; // a tight loop would only use up the account's requests
    FetchOptions options;
    options.wait = parser.isSet(u"wait"_s);
    MaybeError error = readAddress(parser, environment, options.address);
    if (!error)
        error = readKeyFile(parser, options.keyFile);
    if (!error)
        error = readSeconds(parser, u"timeout"_s, shortestTimeout, options.timeout);
    if (!error)
        error = readSeconds(parser, u"interval"_s, shortestInterval, options.interval);
    if (!error)
        error = readRate(parser, options.rate);
    if (!error)
        error = readOutput(parser, options);
    if (!error)
        error = readIds(parser.positionalArguments(), options);
    if (error)
        return *error;
    return options;
}

CommandLine parseAudit(const QStringList &arguments)
{
    OptionParser parser;
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    parser.addOption(QCommandLineOption(QStringList{u"v"_s, u"version"_s}));
    parser.addOption(flag(u"keep-going"_s));
    for (const auto &name : {u"format"_s, u"fail-on"_s})
        parser.addOption(valued(name));
    if (const MaybeError error = parser.optionAsValue(arguments))
        return *error;
    const bool isParsed = parser.parse(arguments);
    if (parser.isSet(u"help"_s))
        return TextRequest{auditHelp()};
    if (parser.isSet(u"version"_s))
        return TextRequest{versionText()};
    if (!isParsed)
        return parserError(parser);
    AuditOptions options;
    options.keepGoing = parser.isSet(u"keep-going"_s);
    const QString format = parser.isSet(u"format"_s) ? parser.value(u"format"_s) : u"text"_s;
    if (format != "text"_L1 && format != "json"_L1 && format != "junit"_L1)
        return UsageError{AppWords::tr("%1 is no format: --format takes text, json or junit.").arg(shown(format))};
    options.format = format == "json"_L1 ? AuditFormat::Json : format == "junit"_L1 ? AuditFormat::JUnit : AuditFormat::Text;
    const QString level = parser.isSet(u"fail-on"_s) ? parser.value(u"fail-on"_s) : u"error"_s;
    if (level != "error"_L1 && level != "warning"_L1)
        return UsageError{AppWords::tr("The option --fail-on takes error or warning, not %1.").arg(shown(level))};
    options.failOn = level == "warning"_L1 ? Severity::Warning : Severity::Error;
    options.files = parser.positionalArguments();
    if (options.files.isEmpty())
        return UsageError{AppWords::tr("There is no file to audit. Give exports or responses as arguments, or - for standard input.")};
    if (options.files.count(u"-"_s) > 1)
        return UsageError{AppWords::tr("Standard input can be read once. Give - once.")};
    return options;
}

CommandLine parseDemoService(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument == "-h"_L1 || argument == "--help"_L1)
            return TextRequest{demoServiceHelp()};
    }
    return DemoServiceOptions{arguments};
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const QString command = arguments.value(1);
    if (command == "demo-service"_L1)
        return parseDemoService(arguments.sliced(2));
    if (command == "fetch"_L1)
        return parseFetch(arguments.sliced(1), environment);
    if (command == "convert"_L1)
        return parseConvert(arguments.sliced(1));
    if (command == "audit"_L1)
        return parseAudit(arguments.sliced(1));
    return parseWindow(arguments, environment);
}

} // namespace embedscope
