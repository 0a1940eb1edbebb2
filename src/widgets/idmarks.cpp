// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/idmarks.h"

#include "reader/textscanner.h"

#include <QPalette>

namespace embedscope {

namespace {

/// A ground on which text of the editor can be read as well as on its own.
QColor tint(const QPalette &palette)
{
    constexpr double share = 0.3;
    const QColor base = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Highlight);
    const auto mixed = [](int from, int to) { return static_cast<int>(from + (to - from) * share); };
    return {mixed(base.red(), accent.red()), mixed(base.green(), accent.green()),
            mixed(base.blue(), accent.blue())};
}

} // namespace

IdMarks::IdMarks(QTextDocument &document) : QSyntaxHighlighter(&document)
{
    m_otherFormat.setUnderlineStyle(QTextCharFormat::DashUnderline);
}

void IdMarks::setIds(const QSet<QString> &tasks, const QSet<QString> &others)
{
    if (tasks == m_tasks && others == m_others)
        return;
    m_tasks = tasks;
    m_others = others;
    rehighlight();
}

void IdMarks::setColours(const QPalette &palette)
{
    m_taskFormat.setBackground(tint(palette));
    m_otherFormat.setUnderlineColor(palette.color(QPalette::Text));
    rehighlight();
}

void IdMarks::highlightBlock(const QString &text)
{
    TextScanner scanner(text);
    while (scanner.next()) {
        const QString word = scanner.word().toString().toLower();
        const auto length = static_cast<int>(word.size());
        if (m_tasks.contains(word))
            setFormat(static_cast<int>(scanner.begin()), length, m_taskFormat);
        else if (m_others.contains(word))
            setFormat(static_cast<int>(scanner.begin()), length, m_otherFormat);
    }
}

} // namespace embedscope

#include "moc_idmarks.cpp"
