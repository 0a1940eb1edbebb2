// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace embedscope {

/// What a task's segments lie on. Segment::startSec and endSec count in this unit from 0: page 3 of a document is [2, 3), chunk 0
/// of a text [0, 1). Whatever draws, compares or orders them needs no more than the numbers; who names a place asks here.
enum class AxisUnit {
    Seconds, ///< of a video or of sound
    Pages, ///< of a PDF; named from 1
    Chunks, ///< of a text; named from 0
    None, ///< an image, a query: there is no place to name
};

/// Places of this unit have whole numbers as names.
constexpr bool isCounted(AxisUnit unit)
{
    return unit == AxisUnit::Pages || unit == AxisUnit::Chunks;
}

/// What the axis is called in a chart: "page", "chunk"; empty for seconds, which the labels show by themselves, and for none.
QString axisTitle(AxisUnit unit);
/// "3": the name of the page or chunk in which `place` lies; a dash for NaN. Of a counted unit only.
QString placeName(AxisUnit unit, double place);
/// The same as a number: 3.
qint64 placeNumber(AxisUnit unit, double place);
/// "page 3". Of a counted unit only.
QString placeText(AxisUnit unit, double place);
/// "page 3", "pages 3 – 5": what lies from `start` to `end`. Of a counted unit only.
QString stretchText(AxisUnit unit, double start, double end);
/// "1 page", "6 pages", "3 chunks", "no clips": so many different stretches of the axis; of seconds and none they are clips.
QString stretchCountText(AxisUnit unit, size_t count);
/// "2 pages": how much lies between two places. Of a counted unit only.
QString distanceText(AxisUnit unit, double distance);

/// What files write as start and end of a stretch: seconds as they are, else the numbers of its first and last page or chunk.
double startNumber(AxisUnit unit, double start);
double endNumber(AxisUnit unit, double end);

/// "s", "page", "chunk", "none": how files call the unit.
QByteArray unitWord(AxisUnit unit);
AxisUnit unitOfWord(QStringView word); ///< Seconds for any other

/// Whether segments of this scope divide the media: clip, page, chunk. `metadata.embedding_scopes` asks for any of them as "local".
bool isLocalScope(QStringView scope);
/// A quarter of a page has a lane of its own, called "page/" and the quadrant; the whole page is "page".
bool isQuadrantScope(QStringView scope);
/// By what scopes are ordered: clips, pages and chunks, quadrants, others.
int rankOfScope(QStringView scope);
/// "page" of "page/top_left"; any other scope as it is.
QString wholeScope(const QString &scope);
QString quadrantOf(const QString &scope); ///< empty for none

} // namespace embedscope
