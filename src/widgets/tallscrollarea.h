// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace embedscope {

/// Scrolls what it holds up and down where there is too little height for it; never narrower than that needs.
class TallScrollArea final : public QScrollArea
{
    Q_OBJECT

public:
    explicit TallScrollArea(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace embedscope
