// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QSet>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace embedscope {

/// Marks words in an editor: task IDs that were found on a ground of their own, other IDs underlined.
class IdMarks final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit IdMarks(QTextDocument &document);

    void setIds(const QSet<QString> &tasks, const QSet<QString> &others);
    /// The colours of these widgets from now on.
    void setColours(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QSet<QString> m_tasks; // in lower case
    QSet<QString> m_others;
    QTextCharFormat m_taskFormat;
    QTextCharFormat m_otherFormat;
};

} // namespace embedscope
