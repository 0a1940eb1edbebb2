// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pasteedit.h"

#include "widgets/droppedtext.h"

namespace embedscope {

PasteEdit::PasteEdit(QWidget *parent) : QPlainTextEdit(parent) { }

bool PasteEdit::isTooLong(QStringView text)
{
    constexpr qsizetype longestText = 200'000;
    constexpr qsizetype longestLine = 10'000;
    if (text.size() > longestText)
        return true;
    for (const QStringView line : text.tokenize(u'\n')) {
        if (line.size() > longestLine)
            return true;
    }
    return false;
}

bool PasteEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return DroppedText::canTake(*source);
}

void PasteEdit::insertFromMimeData(const QMimeData *source)
{
    Q_EMIT pasted(*source);
}

} // namespace embedscope

#include "moc_pasteedit.cpp"
