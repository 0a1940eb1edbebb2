// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedanswer.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

QString ArchivedAnswer::fileName(bool packed) const
{
    constexpr qsizetype hashBytesInName = 8;
    const QString hash = QString::fromLatin1(sha256.first(std::min(sha256.size(), hashBytesInName)).toHex());
    return id.toString() + u'-' + hash + (packed ? u".json.zst"_s : u".json"_s);
}

std::optional<ArchivedAnswer> ArchivedAnswer::fromFileName(const QString &name)
{
    static const QRegularExpression pattern(u"\\A([A-Za-z0-9_-]{1,128})-([0-9a-f]{16})\\.json(\\.zst)?\\z"_s);
    const auto match = pattern.match(name);
    const auto id = TaskId::fromString(match.capturedView(1));
    if (!match.hasMatch() || !id)
        return std::nullopt;
    return ArchivedAnswer{.id = *id,
                          .sha256 = QByteArray::fromHex(match.captured(2).toLatin1()),
                          .isPacked = match.capturedLength(3) > 0};
}

} // namespace embedscope
