// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/idfinder.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace embedscope {

/// Finds task IDs in a text that changes while one types: off the GUI thread, a moment after the last change;
/// only the result for the latest text is told.
class IdSearch final : public QObject
{
    Q_OBJECT

public:
    enum class Rule {
        Find, ///< 24 hex digits, wherever they stand
        EveryLine, ///< every line is an ID of any form, on purpose
    };

    /// What was found, and the text as it may be shown.
    struct Found
    {
        FoundIds ids;
        QString text; ///< without keys
        QString firstLines; ///< the beginning of `text`, short enough for a label
        QStringList leftOutLines; ///< a sentence for each word left out (at most 1,000)
        bool hidKeys = false; ///< `text` is not what was searched: something looked like a key
    };

    explicit IdSearch(QObject *parent = nullptr);

    void start(const QString &text, Rule rule);
    /// A result is still to come.
    bool isUnderWay() const { return !m_isTold; }

    /// The search itself; pure, safe on any thread.
    static Found find(const QString &text, Rule rule);

    /// Why a line is left out under the rule EveryLine; `word` is empty for a key.
    static QString otherLineSentence(int line, QStringView word);

Q_SIGNALS:
    void found(const embedscope::IdSearch::Found &found);

private:
    void run();
    void finish();

    QTimer m_pause; // since the last change
    QFutureWatcher<Found> m_watcher;
    QString m_text;
    Rule m_rule = Rule::Find;
    bool m_isLatest = true; // the search that runs, or ran last, is for the latest text
    bool m_isTold = true; // and so is the result that was told last
};

} // namespace embedscope
