// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoarguments.h"

#include "demo/democrowd.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr int mostPerMinute = 1'000'000;
constexpr int mostDelayMs = 600'000;
constexpr qsizetype longestKey = 512;

/// Empty where all is well.
using Sentence = QString;

Sentence phrase(const char *text)
{
    return QCoreApplication::translate("embedscope", text);
}

/// Sets `number` to the whole number from `least` to `most` that `text` spells.
bool readNumber(const QString &text, quint64 least, quint64 most, quint64 *number)
{
    const bool hasOnlyDigits =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool isNumber = false;
    *number = text.toULongLong(&isNumber);
    return isNumber && hasOnlyDigits && *number >= least && *number <= most;
}

Sentence noNumber(const QString &text, const QString &option, quint64 least, quint64 most)
{
    return phrase("\"%1\" is not understood: %2 needs a whole number from %3 to %4.")
        .arg(text, option)
        .arg(least)
        .arg(most);
}

Sentence readInto(const QString &text, const QString &option, int least, int most, int *target)
{
    quint64 number = 0;
    if (!readNumber(text, static_cast<quint64>(least), static_cast<quint64>(most), &number))
        return noNumber(text, option, static_cast<quint64>(least), static_cast<quint64>(most));
    *target = static_cast<int>(number);
    return {};
}

Sentence readPort(const QString &text, DemoArguments &into)
{
    quint64 number = 0;
    if (!readNumber(text, 0, std::numeric_limits<quint16>::max(), &number))
        return phrase("\"%1\" is no port: --port needs a number from 0 to 65535.").arg(text);
    into.port = static_cast<quint16>(number);
    return {};
}

Sentence readSeed(const QString &text, DemoArguments &into)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    if (!readNumber(text, 0, most, &into.options.seed))
        return noNumber(text, u"--seed"_s, 0, most);
    return {};
}

Sentence readCrowd(const QString &text, DemoArguments &into)
{
    return readInto(text, u"--crowd"_s, 0, DemoCrowd::most, &into.options.crowd);
}

Sentence readKey(const QString &text, DemoArguments &into)
{
    const bool isVisible =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c <= u'~'; });
    if (text.isEmpty() || text.size() > longestKey || !isVisible)
        return phrase("A key of --key has 1 to 512 visible ASCII characters and no space.");
    into.options.key = text.toLatin1();
    return {};
}

Sentence readFault(const QString &text, DemoArguments &into)
{
    DemoFaults &faults = into.options.faults;
    const QString kind = text.section(u'=', 0, 0);
    const QString value = text.section(u'=', 1);
    if (text == "no-list"_L1) {
        faults.hasNoList = true;
        return {};
    }
    const QString option = u"--fault "_s + kind;
    int number = 0;
    if (kind == "rate"_L1) {
        const Sentence bad = readInto(value, option, 1, mostPerMinute, &number);
        faults.ratePerMinute = number;
        return bad;
    }
    if (kind == "delay"_L1) {
        const Sentence bad = readInto(value, option, 0, mostDelayMs, &number);
        faults.delay = std::chrono::milliseconds(number);
        return bad;
    }
    const std::pair<QLatin1StringView, int *> percentages[] = {
        {"error"_L1, &faults.errorPercent},       {"cut"_L1, &faults.cutPercent},
        {"drop"_L1, &faults.dropPercent},         {"hang"_L1, &faults.hangPercent},
        {"redirect"_L1, &faults.redirectPercent}, {"html"_L1, &faults.htmlPercent},
        {"wrong"_L1, &faults.wrongPercent},
    };
    for (const auto &[name, percent] : percentages) {
        if (kind == name)
            return readInto(value, option, 0, 100, percent);
    }
    return phrase(
               "\"%1\" is no fault: there are rate, error, cut, drop, delay, hang, redirect, html, wrong and "
               "no-list.")
        .arg(text);
}

/// An option with a value: how it is read, and what to say where the value is missing.
struct ValuedOption
{
    QLatin1StringView name;
    Sentence (*read)(const QString &value, DemoArguments &into);
    const char *needs;
};

constexpr ValuedOption valuedOptions[] = {
    {"--port"_L1, readPort,
     QT_TRANSLATE_NOOP("embedscope", "The option --port needs a number from 0 to 65535.")},
    {"--seed"_L1, readSeed, QT_TRANSLATE_NOOP("embedscope", "The option --seed needs a whole number.")},
    {"--crowd"_L1, readCrowd, QT_TRANSLATE_NOOP("embedscope", "The option --crowd needs a number of tasks.")},
    {"--key"_L1, readKey, QT_TRANSLATE_NOOP("embedscope", "The option --key needs the key to accept.")},
    {"--fault"_L1, readFault,
     QT_TRANSLATE_NOOP("embedscope", "The option --fault needs a fault, such as error=5.")},
};

bool readFlag(const QString &argument, DemoArguments &into)
{
    if (argument == "--until-stdin-closes"_L1)
        into.untilStdinCloses = true;
    else if (argument == "--print-crowd"_L1)
        into.printsCrowd = true;
    else
        return false;
    return true;
}

} // namespace

std::variant<DemoArguments, QString> readDemoArguments(const QStringList &arguments)
{
    DemoArguments result;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (readFlag(argument, result))
            continue;
        const QString name = argument.section(u'=', 0, 0);
        const auto *const option =
            std::find_if(std::begin(valuedOptions), std::end(valuedOptions),
                         [&name](const ValuedOption &each) { return each.name == name; });
        if (option == std::end(valuedOptions))
            return phrase("The demo service has no option \"%1\".").arg(name);
        const bool isJoined = name.size() < argument.size();
        if (!isJoined && i + 1 == arguments.size())
            return phrase(option->needs);
        const QString value = isJoined ? argument.sliced(name.size() + 1) : arguments[++i];
        if (const Sentence bad = option->read(value, result); !bad.isEmpty())
            return bad;
    }
    if (result.options.faults.percentInAll() > 100)
        return phrase("The percentages of --fault are more than 100 together.");
    return result;
}

} // namespace embedscope
