// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/safename.h"

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

QString FileNames::take(const QString &name)
{
    QString free = name;
    while (m_taken.contains(free.toLower()))
        free = name + u'-' + QString::number(++m_taken[name.toLower()]);
    m_taken.insert(free.toLower(), 1);
    return free;
}

} // namespace embedscope
