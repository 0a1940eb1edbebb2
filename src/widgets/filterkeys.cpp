// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterkeys.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace embedscope {

FilterKeys::FilterKeys(QLineEdit &edit, std::function<void()> goOn) : QObject(&edit), m_edit(edit), m_goOn(std::move(goOn))
{
    edit.installEventFilter(this);
}

bool FilterKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape)
        m_edit.clear();
    if (key != Qt::Key_Escape && key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QObject::eventFilter(watched, event);
    m_goOn();
    return true;
}

} // namespace embedscope
