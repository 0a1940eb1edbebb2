// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/helptext.h"
#include "support/testprogram.h"

#include <QRegularExpression>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What arguments and variables mean. No application object is made here: none may be needed.
class TestCommandLine final : public QObject
{
    Q_OBJECT

private:
    static constexpr auto idA = "64f8d2c7e4a1b37f8a9c5d12";
    static constexpr auto idB = "64f8d2c7e4a1b37f8a9c5d13";

    static CommandLine parse(const QString &arguments, const QString &baseUrl = {})
    {
        QProcessEnvironment environment;
        if (!baseUrl.isNull())
            environment.insert(u"TWELVELABS_BASE_URL"_s, baseUrl);
        return parseCommandLine(QStringList{u"embedscope"_s} + arguments.split(u' ', Qt::SkipEmptyParts),
                                environment);
    }
    template <class Options> static Options parsedAs(const CommandLine &line)
    {
        if (const auto *const error = std::get_if<UsageError>(&line))
            qWarning("%s", qPrintable(error->sentence));
        return std::holds_alternative<Options>(line) ? std::get<Options>(line) : Options{};
    }
    static QStringList texts(const std::vector<TaskId> &ids)
    {
        QStringList list;
        for (const TaskId &id : ids)
            list += id.toString();
        return list;
    }
    static QString sentenceOf(const CommandLine &line)
    {
        const auto *const error = std::get_if<UsageError>(&line);
        return error ? error->sentence : QString();
    }

private Q_SLOTS:
    void theWindowAlone()
    {
        const auto options = parsedAs<WindowOptions>(parse({}));
        QVERIFY(!options.address);
        QVERIFY(!options.demo);
        QVERIFY(options.ids.empty());
        QVERIFY(options.files.isEmpty());
    }

    void theWindowWithEverything()
    {
        const auto options = parsedAs<WindowOptions>(parse(
            u"--base-url https://example.com/v9/ %1 --api-key-file k ids.txt my-own_ID /tmp/x ./%2"_s.arg(
                QLatin1StringView(idA), QLatin1StringView(idB))));
        QCOMPARE(options.address->toString(), u"https://example.com/v9"_s);
        QCOMPARE(options.keyFile, u"k"_s);
        QCOMPARE(texts(options.ids), (QStringList{QLatin1StringView(idA), u"my-own_ID"_s}));
        QCOMPARE(options.files, (QStringList{u"ids.txt"_s, u"/tmp/x"_s, u"./"_s + QLatin1StringView(idB)}));
    }

    void theDemoIgnoresTheBaseUrl()
    {
        const auto options =
            parsedAs<WindowOptions>(parse(u"--demo --base-url http://example.com"_s, u"ftp://x"_s));
        QVERIFY(options.demo);
        QVERIFY(options.keyFile.isEmpty());
    }

    void fetchAlone()
    {
        const auto options = parsedAs<FetchOptions>(parse(u"fetch "_s + QLatin1StringView(idA)));
        QVERIFY(!options.wait);
        QVERIFY(!options.timeout);
        QVERIFY(options.interval == 5s);
        QCOMPARE(options.rate, 0);
        QVERIFY(options.output.isEmpty());
        QVERIFY(!options.force);
        QVERIFY(!options.quiet);
        QVERIFY(!options.readsInput);
        QCOMPARE(options.format, ExportFormat::Json);
        QCOMPARE(texts(options.ids), QStringList{QLatin1StringView(idA)});
    }

    void fetchWithEverything()
    {
        const auto options =
            parsedAs<FetchOptions>(parse(u"fetch --wait --timeout 1.5 --interval=2 --rate 30 b --base-url "
                                         u"http://127.0.0.1:8080/v1.3 --api-key-file k "
                                         "--output out.json --force --format jsonl --quiet a b"_s));
        QVERIFY(options.wait);
        QVERIFY(options.timeout == 1500ms);
        QVERIFY(options.interval == 2s);
        QCOMPARE(options.rate, 30);
        QCOMPARE(options.address.toString(), u"http://127.0.0.1:8080/v1.3"_s);
        QCOMPARE(options.keyFile, u"k"_s);
        QCOMPARE(options.output, u"out.json"_s);
        QVERIFY(options.force);
        QVERIFY(options.quiet);
        QCOMPARE(options.format, ExportFormat::JsonLines);
        QCOMPARE(texts(options.ids), (QStringList{u"b"_s, u"a"_s, u"b"_s}));
    }

    void fetchFromStandardInput()
    {
        const auto options = parsedAs<FetchOptions>(parse(u"fetch --output - -"_s));
        QVERIFY(options.readsInput);
        QVERIFY(options.ids.empty());
        QVERIFY(options.output.isEmpty());
    }

    void aValueMayHaveTheNameOfAnOption()
    {
        QCOMPARE(parsedAs<FetchOptions>(parse(u"fetch a --output=--wait"_s)).output, u"--wait"_s);
        QCOMPARE(parsedAs<FetchOptions>(parse(u"fetch a --output --waiting"_s)).output, u"--waiting"_s);
        QCOMPARE(texts(parsedAs<FetchOptions>(parse(u"fetch -- --output --wait"_s)).ids), (QStringList{u"--output"_s, u"--wait"_s}));
    }

    void anIdMayBeginWithADash()
    {
        QCOMPARE(texts(parsedAs<FetchOptions>(parse(u"fetch -- -x --wait"_s)).ids),
                 (QStringList{u"-x"_s, u"--wait"_s}));
    }

    void theBaseUrlComesFromTheOptionFirst()
    {
        const QString variable = u"https://variable.example/v1"_s;
        const QString option = u"--base-url https://option.example/v1 "_s;
        const auto serviceOf = [](const CommandLine &line) {
            return parsedAs<FetchOptions>(line).address.toString();
        };
        QCOMPARE(serviceOf(parse(u"fetch "_s + option + u"a"_s, variable)), u"https://option.example/v1"_s);
        QCOMPARE(serviceOf(parse(u"fetch a"_s, variable)), variable);
        QCOMPARE(serviceOf(parse(u"fetch a"_s, u""_s)), u"https://api.twelvelabs.io/v1.3"_s);
        QCOMPARE(parsedAs<WindowOptions>(parse({}, variable)).address->toString(), variable);
    }

    void theDemoServiceGetsItsOwnArguments()
    {
        QCOMPARE(parsedAs<DemoServiceOptions>(parse(u"demo-service --port 80"_s)).arguments,
                 (QStringList{u"--port"_s, u"80"_s}));
    }

    void helpAndVersion()
    {
        QCOMPARE(parsedAs<TextRequest>(parse(u"--help"_s)).text, mainHelp());
        QCOMPARE(parsedAs<TextRequest>(parse(u"-h --nonsense"_s)).text, mainHelp());
        QCOMPARE(parsedAs<TextRequest>(parse(u"fetch --help"_s)).text, fetchHelp());
        QCOMPARE(parsedAs<TextRequest>(parse(u"fetch a --interval 0 -h"_s)).text, fetchHelp());
        QCOMPARE(parsedAs<TextRequest>(parse(u"demo-service --help"_s)).text, demoServiceHelp());
        QCOMPARE(parsedAs<TextRequest>(parse(u"--version"_s)).text, versionText());
        QCOMPARE(parsedAs<TextRequest>(parse(u"fetch -v"_s)).text, versionText());
        QVERIFY(QRegularExpression(u"^embedscope \\d+\\.\\d+\\.\\d+\n$"_s).match(versionText()).hasMatch());
    }

    void convertOptions()
    {
        const auto options = parsedAs<ConvertOptions>(
            parse(u"convert --format npy a.json --float64 --output out --force --quiet b"_s));
        QCOMPARE(options.files, (QStringList{u"a.json"_s, u"b"_s}));
        QCOMPARE(options.format, ExportFormat::Npy);
        QVERIFY(options.contents.float64 && options.contents.vectors && options.force && options.quiet);
        QCOMPARE(options.output, u"out"_s);
        const auto json = parsedAs<ConvertOptions>(
            parse(u"convert a --measures --no-vectors --one-per-task --output o"_s));
        QVERIFY(json.contents.measures && !json.contents.vectors && json.contents.onePerTask);
        QCOMPARE(parsedAs<TextRequest>(parse(u"convert --help"_s)).text, convertHelp());
    }

    /// Every option that a help names is understood; the values are such as each of them takes.
    void helpNamesNothingThatDoesNotExist()
    {
        static const QRegularExpression option(u"^  (?:-\\w, )?--([a-z0-9-]+)( \\S+)?"_s,
                                               QRegularExpression::MultilineOption);
        const QHash<QString, QString> values{{u"base-url"_s, u"https://x.example"_s},
                                             {u"format"_s, u"json"_s},
                                             {u"timeout"_s, u"2"_s},
                                             {u"interval"_s, u"2"_s},
                                             {u"rate"_s, u"2"_s},
                                             {u"fail-on"_s, u"warning"_s}};
        // What an option needs besides itself.
        const QHash<QString, QString> others{{u"float64"_s, u" --format npy --output x"_s},
                                             {u"one-per-task"_s, u" --output x"_s},
                                             {u"safe-cells"_s, u" --format csv"_s}};
        int checked = 0;
        for (const auto &[help, command] :
             {std::pair{mainHelp(), u""_s}, std::pair{fetchHelp(), u"fetch a "_s},
              std::pair{convertHelp(), u"convert a.json "_s}, std::pair{auditHelp(), u"audit a.json "_s}}) {
            auto matches = option.globalMatch(help);
            while (matches.hasNext()) {
                const auto match = matches.next();
                QString arguments = command + u"--"_s + match.captured(1);
                if (!match.captured(2).isEmpty())
                    arguments += u' ' + values.value(match.captured(1), u"x"_s);
                arguments += others.value(match.captured(1));
                QVERIFY2(sentenceOf(parse(arguments)).isEmpty(), qPrintable(arguments));
                ++checked;
            }
        }
        QCOMPARE(checked, 5 + 17 + 12 + 5);
    }

    void badUsage_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("says"); // a part of the sentence
        QTest::newRow("no ID") << u"fetch"_s << u"no task ID"_s;
        QTest::newRow("no ID, options") << u"fetch --wait"_s << u"no task ID"_s;
        QTest::newRow("a file") << u"fetch ids.txt"_s << u"\"ids.txt\""_s;
        QTest::newRow("a digit missing") << u"fetch 68a1c0de000000000000028"_s << u"has 23 hex digits instead of 24"_s;
        QTest::newRow("a digit missing, window") << u"68a1c0de000000000000028"_s << u"has 23 hex digits instead of 24"_s;
        QTest::newRow("a letter for a digit") << u"fetch 68a1c0de0000000000000l28"_s << u"other characters than 0-9 and a-f"_s;
        QTest::newRow("a URL of no task") << u"fetch https://h/videos/68a1c0de0000000000000028"_s << u"no URL of a task"_s;
        QTest::newRow("a path") << u"fetch a/b"_s << u"\"a/b\""_s;
        QTest::newRow("not ASCII") << u"fetch é"_s << u"\"é\""_s;
        QTest::newRow("too long") << u"fetch "_s + QString(129, u'a') << u"128"_s;
        QTest::newRow("in the window") << u"a:b"_s << u"\"a:b\""_s;
        QTest::newRow("input and IDs") << u"fetch - a"_s << u"not both"_s;
        QTest::newRow("IDs and input") << u"fetch a -"_s << u"not both"_s;
        QTest::newRow("input for the window") << u"-"_s << u"standard input"_s;
        QTest::newRow("a late command") << u"--demo fetch"_s << u"first"_s;
        QTest::newRow("unknown option") << u"fetch --nope a"_s << u"'nope'"_s;
        QTest::newRow("an option of fetch") << u"--wait"_s << u"'wait'"_s;
        QTest::newRow("an option of the window") << u"fetch --demo a"_s << u"'demo'"_s;
        QTest::newRow("value missing") << u"fetch a --timeout"_s << u"--timeout"_s;
        QTest::newRow("value too many") << u"fetch --wait=1 a"_s << u"--wait"_s;
        QTest::newRow("no rate") << u"fetch --rate 0 a"_s << u"--rate"_s;
        QTest::newRow("a rate that is no number") << u"fetch --rate many a"_s << u"--rate"_s;
        QTest::newRow("too high a rate") << u"fetch --rate 6001 a"_s << u"--rate"_s;
        QTest::newRow("negative timeout") << u"fetch --timeout -1 a"_s << u"--timeout"_s;
        QTest::newRow("no time") << u"fetch --timeout 0 a"_s << u"--timeout"_s;
        QTest::newRow("timeout of words") << u"fetch --timeout soon a"_s << u"\"soon\""_s;
        QTest::newRow("timeout with a unit") << u"fetch --timeout 5s a"_s << u"\"5s\""_s;
        QTest::newRow("timeout nan") << u"fetch --timeout nan a"_s << u"\"nan\""_s;
        QTest::newRow("timeout inf") << u"fetch --timeout inf a"_s << u"\"inf\""_s;
        QTest::newRow("timeout without end") << u"fetch --timeout 1e300 a"_s << u"--timeout"_s;
        QTest::newRow("empty timeout") << u"fetch --timeout= a"_s << u"--timeout"_s;
        QTest::newRow("interval 0") << u"fetch --interval 0 a"_s << u"from 1 "_s;
        QTest::newRow("a tight loop") << u"fetch --interval 0.9 a"_s << u"from 1 "_s;
        QTest::newRow("interval, comma") << u"fetch --interval 1,5 a"_s << u"\"1,5\""_s;
        QTest::newRow("convert nothing") << u"convert --format csv"_s << u"no file"_s;
        QTest::newRow("convert input") << u"convert - a -"_s << u"once"_s;
        QTest::newRow("safe cells") << u"convert a --safe-cells"_s << u"--safe-cells"_s;
        QTest::newRow("measures") << u"convert a --format npy --output o --measures"_s << u"--measures"_s;
        QTest::newRow("no vectors") << u"convert a --format npy --no-vectors --output x"_s << u"--no-vectors"_s;
        QTest::newRow("float64") << u"fetch a --float64"_s << u"--float64"_s;
        QTest::newRow("npy to standard output") << u"fetch a --format npy"_s << u"--output"_s;
        QTest::newRow("one per task to standard output") << u"fetch a --one-per-task --output -"_s << u"--output"_s;
        QTest::newRow("format") << u"fetch --format xml a"_s << u"\"xml\""_s;
        QTest::newRow("no output") << u"fetch --output= a"_s << u"--output"_s;
        for (const auto &option : {u"--wait"_s, u"--force"_s, u"-h"_s, u"--format=csv"_s, u"--help"_s})
            QTest::addRow("%s for a value", qPrintable(option)) << u"fetch --output "_s + option + u" a"_s << u"--output"_s;
        QTest::newRow("an option for a value, convert") << u"convert a --output --force"_s << u"the option --force follows"_s;
        QTest::newRow("an option for a value, window") << u"--api-key-file --demo"_s << u"the option --demo follows"_s;
        QTest::newRow("no key file") << u"fetch --api-key-file= a"_s << u"--api-key-file"_s;
        QTest::newRow("http") << u"fetch --base-url http://example.com/v1 a"_s << u"https"_s;
        QTest::newRow("http, window") << u"--base-url http://example.com/v1"_s << u"https"_s;
        QTest::newRow("http on this network") << u"fetch --base-url http://192.168.1.1 a"_s << u"https"_s;
        QTest::newRow("another scheme") << u"fetch --base-url ftp://example.com/v1 a"_s << u"https"_s;
        QTest::newRow("a query") << u"fetch --base-url https://example.com/?a a"_s << u"?"_s;
        QTest::newRow("no URL") << u"fetch --base-url example a"_s << u"\"example\""_s;
        QTest::newRow("empty URL") << u"fetch --base-url= a"_s << u"--base-url"_s;
    }
    void badUsage()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, says);
        const QString sentence = sentenceOf(parse(arguments));
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    }

    void aRefusedVariableIsNamed()
    {
        const QString sentence = sentenceOf(parse(u"fetch a"_s, u"http://example.com"_s));
        QVERIFY2(sentence.contains("TWELVELABS_BASE_URL"_L1), qPrintable(sentence));
        QVERIFY2(sentence.contains("https"_L1), qPrintable(sentence));
    }

    void secretsAreNotRepeated_data()
    {
        QTest::addColumn<QString>("arguments");
        const QString key = u"tlk_SECRETSECRETSECRETSECRET1234"_s;
        QTest::newRow("as an ID") << u"fetch "_s + key;
        QTest::newRow("as an ID of the window") << key;
        QTest::newRow("as part of another") << u"fetch a/"_s + key;
        QTest::newRow("as an option") << u"fetch --api-key "_s + key;
        QTest::newRow("with an option") << u"fetch --api-key="_s + key;
        QTest::newRow("as an option's name") << u"fetch --"_s + key;
        QTest::newRow("as a format") << u"fetch --format "_s + key + u" a"_s;
        QTest::newRow("in the URL") << u"fetch --base-url https://user:SECRET@example.com a"_s;
    }
    void secretsAreNotRepeated()
    {
        QFETCH(QString, arguments);
        const QString sentence = sentenceOf(parse(arguments));
        QVERIFY(!sentence.isEmpty());
        QVERIFY2(!sentence.contains("SECRET"_L1), qPrintable(sentence));
    }
};

EMBEDSCOPE_TEST(TestCommandLine)
#include "tst_commandline.moc"
