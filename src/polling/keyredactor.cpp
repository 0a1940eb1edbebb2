// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keyredactor.h"

#include "reader/idfinder.h"

#include <QUrl>

namespace embedscope {

KeyRedactor::KeyRedactor(const ApiKey &key)
{
    constexpr qsizetype shortest = 8; // nobody's secret ("demo"), and words would suffer
    const QByteArray &value = key.value();
    if (value.size() < shortest)
        return;
    m_forms = {QString::fromLatin1(value),
               QString::fromLatin1(QUrl::toPercentEncoding(QString::fromLatin1(value))),
               QString::fromLatin1(value.toBase64(QByteArray::OmitTrailingEquals))};
}

QString KeyRedactor::redact(const QString &text) const
{
    QString redacted = withoutKeys(text);
    for (const QString &form : m_forms)
        redacted.replace(form, QStringLiteral("***"));
    return redacted;
}

} // namespace embedscope
