// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace embedscope {

/// Takes a number with a decimal dot or a decimal comma, whatever the locale is, for a comma that is dropped in silence makes
/// 5 of 0,05; takes it once it is finished; and shows it with a dot, as the program does everywhere, and no digits in vain.
class DecimalBox final : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit DecimalBox(QWidget *parent = nullptr);

    QValidator::State validate(QString &input, int &position) const override;
    QString textFromValue(double value) const override;
};

} // namespace embedscope
