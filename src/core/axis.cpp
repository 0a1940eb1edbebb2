// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/axis.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

struct AxisWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

constexpr auto quadrantPrefix = "page/"_L1;

} // namespace

QString axisTitle(AxisUnit unit)
{
    switch (unit) {
    case AxisUnit::Pages:
        return AxisWords::tr("page");
    case AxisUnit::Chunks:
        return AxisWords::tr("chunk");
    case AxisUnit::Seconds:
    case AxisUnit::None:
        break;
    }
    return {};
}

qint64 placeNumber(AxisUnit unit, double place)
{
    constexpr double most = 1e15; // whole numbers of a double, and far from overflow
    constexpr double rounding = 1e-9; // a boundary belongs to what begins there
    const auto number = static_cast<qint64>(std::floor(std::clamp(place, -most, most) + rounding));
    return unit == AxisUnit::Pages ? number + 1 : number;
}

QString placeName(AxisUnit unit, double place)
{
    return std::isfinite(place) ? QString::number(placeNumber(unit, place)) : u"—"_s;
}

QString placeText(AxisUnit unit, double place)
{
    return unit == AxisUnit::Pages ? AxisWords::tr("page %1").arg(placeName(unit, place))
                                   : AxisWords::tr("chunk %1").arg(placeName(unit, place));
}

QString stretchText(AxisUnit unit, double start, double end)
{
    constexpr double rounding = 1e-6; // an end is not part of what it ends
    const double last = end - rounding;
    if (!(last > start) || placeNumber(unit, last) == placeNumber(unit, start))
        return placeText(unit, start);
    return (unit == AxisUnit::Pages ? AxisWords::tr("pages %1 – %2") : AxisWords::tr("chunks %1 – %2"))
        .arg(placeName(unit, start), placeName(unit, last));
}

QString stretchCountText(AxisUnit unit, size_t count)
{
    if (unit == AxisUnit::Pages)
        return count == 1 ? AxisWords::tr("1 page") : AxisWords::tr("%1 pages").arg(count);
    if (unit == AxisUnit::Chunks)
        return count == 1 ? AxisWords::tr("1 chunk") : AxisWords::tr("%1 chunks").arg(count);
    if (count == 0)
        return AxisWords::tr("no clips");
    return count == 1 ? AxisWords::tr("1 clip") : AxisWords::tr("%1 clips").arg(count);
}

QString distanceText(AxisUnit unit, double distance)
{
    const QString number = QString::number(distance, 'g', 6);
    if (unit == AxisUnit::Pages)
        return distance == 1 ? AxisWords::tr("1 page") : AxisWords::tr("%1 pages").arg(number);
    return distance == 1 ? AxisWords::tr("1 chunk") : AxisWords::tr("%1 chunks").arg(number);
}

double startNumber(AxisUnit unit, double start)
{
    return unit == AxisUnit::Pages ? start + 1 : start;
}

double endNumber(AxisUnit unit, double end)
{
    return unit == AxisUnit::Chunks ? end - 1 : end;
}

QByteArray unitWord(AxisUnit unit)
{
    switch (unit) {
    case AxisUnit::Seconds:
        return "s";
    case AxisUnit::Pages:
        return "page";
    case AxisUnit::Chunks:
        return "chunk";
    case AxisUnit::None:
        break;
    }
    return "none";
}

AxisUnit unitOfWord(QStringView word)
{
    if (word == "page"_L1)
        return AxisUnit::Pages;
    if (word == "chunk"_L1)
        return AxisUnit::Chunks;
    return word == "none"_L1 ? AxisUnit::None : AxisUnit::Seconds;
}

bool isLocalScope(QStringView scope)
{
    return scope == "clip"_L1 || scope == "page"_L1 || scope == "chunk"_L1 || isQuadrantScope(scope);
}

bool isQuadrantScope(QStringView scope)
{
    return scope.startsWith(quadrantPrefix);
}

int rankOfScope(QStringView scope)
{
    if (scope == "clip"_L1)
        return 0;
    return !isLocalScope(scope) ? 3 : isQuadrantScope(scope) ? 2 : 1;
}

QString wholeScope(const QString &scope)
{
    return isQuadrantScope(scope) ? u"page"_s : scope;
}

QString quadrantOf(const QString &scope)
{
    return isQuadrantScope(scope) ? scope.mid(quadrantPrefix.size()) : QString();
}

} // namespace embedscope
