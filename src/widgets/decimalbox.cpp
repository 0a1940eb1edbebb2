// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decimalbox.h"

namespace embedscope {

DecimalBox::DecimalBox(QWidget *parent) : QDoubleSpinBox(parent)
{
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    setLocale(plain);
    setKeyboardTracking(false); // half a number is none: what is typed counts once it is finished
}

QValidator::State DecimalBox::validate(QString &input, int &position) const
{
    input.replace(u',', u'.');
    return QDoubleSpinBox::validate(input, position);
}

QString DecimalBox::textFromValue(double value) const
{
    QString text = QString::number(value, 'f', decimals());
    while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.')))
        text.chop(1);
    return text;
}

} // namespace embedscope

#include "moc_decimalbox.cpp"
