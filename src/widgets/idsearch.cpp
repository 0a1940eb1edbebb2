// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/idsearch.h"

#include "models/idwords.h"

#include <QHash>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr size_t mostLeftOutLines = 1000;

/// The first lines, each cut, so that a label can show the beginning of any text.
QString firstLinesOf(const QString &text)
{
    constexpr int mostLines = 12;
    constexpr qsizetype longestLine = 160;
    QStringList lines;
    qsizetype begin = 0;
    while (begin < text.size() && lines.size() < mostLines) {
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        const qsizetype length = end - begin;
        QString line = text.mid(begin, std::min(length, longestLine));
        lines.append(length > longestLine ? line + u'…' : line);
        begin = end + 1;
    }
    if (begin < text.size())
        lines.append(u"…"_s);
    return lines.join(u'\n');
}

/// The rule "every line": what is no ID in any form is left out, and why.
FoundIds findInEveryLine(QStringView text, QStringList &leftOutLines)
{
    FoundIds found;
    QHash<TaskId, int> places;
    int number = 0;
    for (const QStringView line : text.tokenize(u'\n')) {
        ++number;
        const QStringView word = line.trimmed();
        if (word.isEmpty())
            continue;
        if (const auto ids = otherIds(word); !ids.empty()) {
            if (!places.contains(ids.front()))
                places.insert(ids.front(), number);
            continue;
        }
        const bool isKey = withoutKeys(word) != word;
        ++found.leftOutCounts[static_cast<size_t>(isKey ? LeftOutReason::LooksLikeKey : LeftOutReason::OtherDigits)];
        if (static_cast<size_t>(leftOutLines.size()) < mostLeftOutLines)
            leftOutLines.append(IdSearch::otherLineSentence(number, isKey ? QStringView() : word));
    }
    for (const TaskId &id : otherIds(text)) // the user says that they are tasks
        found.ids.push_back({.id = id, .name = {IdReading::Task, {}}, .isTaken = true, .line = places.value(id), .around = {}});
    return found;
}

} // namespace

IdSearch::IdSearch(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(50ms);
    connect(&m_pause, &QTimer::timeout, this, &IdSearch::run);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &IdSearch::finish);
}

void IdSearch::start(const QString &text, Rule rule)
{
    m_text = text;
    m_rule = rule;
    m_isLatest = false;
    m_isTold = false;
    m_pause.start();
}

void IdSearch::run()
{
    if (m_watcher.isRunning())
        return; // one at a time; finish() goes on with the latest text
    m_isLatest = true;
    m_watcher.setFuture(QtConcurrent::run(&IdSearch::find, m_text, m_rule));
}

void IdSearch::finish()
{
    if (m_pause.isActive())
        return; // the text has changed since
    if (!m_isLatest) {
        run();
        return;
    }
    m_isTold = true;
    m_text.clear();
    Q_EMIT found(m_watcher.result());
}

IdSearch::Found IdSearch::find(const QString &text, Rule rule)
{
    Found found;
    found.text = withoutKeys(text);
    found.hidKeys = found.text != text;
    found.firstLines = firstLinesOf(found.text);
    if (rule == Rule::EveryLine) {
        found.ids = findInEveryLine(text, found.leftOutLines);
        return found;
    }
    found.ids = findTaskIds(text);
    for (const LeftOutWord &word : found.ids.leftOut)
        found.leftOutLines.append(leftOutSentence(word));
    return found;
}

QString IdSearch::otherLineSentence(int line, QStringView word)
{
    constexpr qsizetype longest = 64;
    if (word.isEmpty())
        return leftOutSentence({.text = {}, .reason = LeftOutReason::LooksLikeKey, .line = line});
    const QString shown = word.size() > longest ? QString(word.left(longest) + u'…') : word.toString();
    return tr("Line %1: %2 (no ID: 1 to 128 letters, digits, - and _)").arg(QString::number(line), shown);
}

} // namespace embedscope

#include "moc_idsearch.cpp"
