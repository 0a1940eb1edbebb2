// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace embedscope {

/// A label of one line of plain text that ends in "…" where there is no room for all of it; the tool tip has it whole.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    /// What is to be read of the text at this width.
    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace embedscope
