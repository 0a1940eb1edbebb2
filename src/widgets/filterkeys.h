// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QLineEdit;

namespace embedscope {

/// From the field of a filter one goes on to what it found without reaching for the mouse: Return and Down do, and Esc,
/// which clears it.
class FilterKeys final : public QObject
{
public:
    /// A child of the field. `goOn`: applies what is typed at once, and gives the focus to what was found.
    FilterKeys(QLineEdit &edit, std::function<void()> goOn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit &m_edit;
    std::function<void()> m_goOn;
};

} // namespace embedscope
