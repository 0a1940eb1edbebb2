// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/safename.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

QString safeName(const QString &text)
{
    constexpr qsizetype longest = 60;
    if (text.isEmpty())
        return u"unnamed"_s;
    QString name = text.left(longest);
    for (QChar &c : name) {
        const bool isFine = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || c == u'_' || c == u'-';
        c = isFine ? c : QChar(u'-');
    }
    return name;
}

/// At most FileNames::longest bytes.
static QString shortened(const QString &name)
{
    constexpr qsizetype hashDigits = 16;
    if (name.size() <= FileNames::longest)
        return name;
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    return name.left(FileNames::longest - hashDigits - 1) + u'-' + QString::fromLatin1(hash.first(hashDigits));
}

QString FileNames::take(const QString &wanted)
{
    const QString name = shortened(wanted);
    QString free = name;
    while (m_taken.contains(free.toLower()))
        free = name + u'-' + QString::number(++m_taken[name.toLower()]);
    m_taken.insert(free.toLower(), 1);
    return free;
}

} // namespace embedscope
