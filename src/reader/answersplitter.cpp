// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/answersplitter.h"

#include "reader/readlimits.h"

#include <QIODevice>

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr size_t smallestBuffer = 16;
constexpr int dataDepth = 2; ///< the root is 1, the array of items 2

} // namespace

AnswerSplitter::AnswerSplitter(QIODevice &device, const ReadLimits &limits)
    : m_device(device), m_limits(limits), m_scanner(1, limits.depth)
{
    // A small answer (most are: "processing") needs no large buffer.
    qint64 wanted = limits.windowBytes;
    if (!device.isSequential())
        wanted = std::min(wanted, device.size() - device.pos() + 1);
    m_capacity = std::max(smallestBuffer, static_cast<size_t>(std::max<qint64>(wanted, 0)));
    m_buffer = std::make_unique_for_overwrite<char[]>(m_capacity + simdjson::SIMDJSON_PADDING);
}

AnswerSplitter::~AnswerSplitter() = default;

AnswerSplitter::Step AnswerSplitter::next()
{
    takeBack();
    for (;;) {
        switch (scan()) {
        case Event::ArrayOpened:
            if (!toSkeleton(m_scan))
                return Step::Failed;
            m_inItems = m_opensArray = true;
            m_runStart = m_itemStart = m_scan - 1;
            m_gaps.push_back({m_skeleton.size(), byteOf(m_scan)});
            break;
        case Event::ArrayClosed:
            m_inItems = false;
            m_gaps.back().bytes = byteOf(m_scan - 1) - m_gaps.back().bytes;
            return checkItemSize(m_scan - 1) ? lend(m_scan - 1, true) : Step::Failed;
        case Event::Failed:
            return Step::Failed;
        case Event::Exhausted:
            if (!(m_inItems ? checkItemSize(m_end) : toSkeleton(m_end)))
                return Step::Failed;
            if (m_inItems && m_itemStart > m_runStart)
                return lend(m_itemStart, false);
            if (!fill())
                return m_fault.what.isEmpty() ? finish() : Step::Failed;
            break;
        }
    }
}

/// Goes on to the next place where something must be done, or to the end of the bytes at hand.
AnswerSplitter::Event AnswerSplitter::scan()
{
    JsonScanner::Event event;
    while (m_scanner.next(event)) {
        m_scan = indexOf(event.end);
        if (const Event found = take(event); found != Event::Exhausted)
            return found;
    }
    m_scan = m_end;
    return Event::Exhausted;
}

/// Exhausted means: nothing to do, go on.
AnswerSplitter::Event AnswerSplitter::take(const JsonScanner::Event &event)
{
    using Kind = JsonScanner::Kind;
    const bool isOutside = event.depth == 0 || (event.depth == 1 && event.kind == Kind::Open);
    if (isOutside && (event.byte != '{' || m_rootClosed)) {
        fail(event.begin,
             m_rootClosed ? u"something follows after the end of the answer's object"_s
                          : u"the answer is not a JSON object, which begins with {"_s);
        return Event::Failed;
    }
    if (event.kind == Kind::TooDeep) {
        fail(event.begin, u"objects and arrays are nested deeper than %1"_s.arg(m_limits.depth));
        return Event::Failed;
    }
    if (event.kind == Kind::Key && event.depth == 1)
        showMember(m_scanner.keyAt(1));
    else if (event.kind == Kind::Open && event.byte == '[' && event.depth == m_itemsDepth && isOfItems())
        return Event::ArrayOpened;
    else if (event.kind == Kind::Close)
        return close(event.depth); // whether the bracket is of the right kind, the parser will see
    else if (event.kind == Kind::Comma && m_inItems && event.depth == m_itemsDepth)
        return endItem() ? Event::Exhausted : Event::Failed;
    return Event::Exhausted;
}

/// A member of the root begins: only as deep as its items may stand, things are told.
void AnswerSplitter::showMember(std::string_view key)
{
    const bool isOlder = isOlderContainer(key);
    m_itemsDepth = isOlder ? dataDepth + 1 : dataDepth;
    m_scanner.setShownDepth(isOlder || key == "data" ? m_itemsDepth : 1);
}

/// Whether the array that has just been opened, as deep as items may stand, holds them.
bool AnswerSplitter::isOfItems() const
{
    if (m_inItems)
        return false;
    if (m_itemsDepth == dataDepth)
        return m_scanner.keyAt(1) == "data";
    return m_scanner.isObjectAt(dataDepth) && m_scanner.keyAt(dataDepth) == "segments";
}

AnswerSplitter::Event AnswerSplitter::close(int depth)
{
    m_rootClosed = depth == 1;
    return m_inItems && depth == m_itemsDepth ? Event::ArrayClosed : Event::Exhausted;
}

bool AnswerSplitter::endItem()
{
    if (!checkItemSize(m_scan - 1))
        return false;
    m_itemStart = m_scan - 1;
    return true;
}

/// Lends [m_runStart, end]: the bytes at both ends, a comma or bracket each, become the brackets of an array.
AnswerSplitter::Step AnswerSplitter::lend(size_t end, bool closesArray)
{
    char *const text = m_buffer.get();
    m_lentEnd = end;
    m_lentFirst = std::exchange(text[m_runStart], '[');
    m_lentLast = std::exchange(text[end], ']');
    m_lent = true;
    m_items.text = text + m_runStart;
    m_items.size = end - m_runStart + 1;
    m_items.allocated = m_capacity + simdjson::SIMDJSON_PADDING - m_runStart;
    m_items.form = m_itemsDepth > dataDepth ? AnswerForm::V1 : AnswerForm::V2;
    m_items.opensArray = m_opensArray;
    m_items.closesArray = closesArray;
    return Step::Items;
}

void AnswerSplitter::takeBack()
{
    if (!m_lent)
        return;
    m_lent = false;
    m_opensArray = false;
    m_buffer[m_runStart] = m_lentFirst;
    m_buffer[m_lentEnd] = m_lentLast;
    m_runStart = m_lentEnd;
    m_skeletonStart = m_lentEnd;
}

/// Appends what stands between the last byte of the skeleton and `end`.
bool AnswerSplitter::toSkeleton(size_t end)
{
    m_skeleton.append(m_buffer.get() + m_skeletonStart, end - m_skeletonStart);
    m_skeletonStart = end;
    if (static_cast<qint64>(m_skeleton.size()) > m_limits.itemBytes)
        return fail(byteOf(end),
                    u"more than %1 bytes stand outside of the items of data"_s.arg(m_limits.itemBytes));
    return true;
}

/// Reads on behind what must be kept. False at the end and where the device failed.
bool AnswerSplitter::fill()
{
    makeRoom();
    const size_t before = m_end;
    while (m_end < m_capacity) {
        const qint64 count = m_device.read(m_buffer.get() + m_end, static_cast<qint64>(m_capacity - m_end));
        if (count < 0) {
            m_fault = {true, byteOf(m_end), m_device.errorString()};
            return false;
        }
        if (count == 0)
            break;
        m_end += static_cast<size_t>(count);
    }
    size_t unscanned = before;
    if (std::exchange(m_atStart, false)
        && std::string_view(m_buffer.get(), m_end).starts_with("\xEF\xBB\xBF")) {
        unscanned = m_skeletonStart = 3;
        m_scanner.skip(3);
        m_gaps.push_back({0, 3});
    }
    m_scanner.addBlock(m_buffer.get() + unscanned, m_end - unscanned);
    return m_end > before;
}

/// Moves what must be kept (the run that is not complete) to the front; where that fills the buffer, the
/// buffer grows.
void AnswerSplitter::makeRoom()
{
    const size_t keep = m_inItems ? m_runStart : m_end;
    const size_t kept = m_end - keep;
    if (kept == m_capacity) {
        const size_t capacity = 2 * m_capacity;
        auto larger = std::make_unique_for_overwrite<char[]>(capacity + simdjson::SIMDJSON_PADDING);
        std::memcpy(larger.get(), m_buffer.get(), kept);
        m_buffer = std::move(larger);
        m_capacity = capacity;
    } else {
        std::memmove(m_buffer.get(), m_buffer.get() + keep, kept);
    }
    m_bufferByte += static_cast<qint64>(keep);
    m_end -= keep;
    m_itemStart -= m_inItems ? keep : m_itemStart;
    m_runStart = 0;
    m_skeletonStart = 0;
}

AnswerSplitter::Step AnswerSplitter::finish()
{
    if (m_rootClosed)
        return Step::End;
    const bool nothingCame = m_scanner.depth() == 0 && !m_scanner.isInString();
    fail(byteOf(m_end),
         nothingCame ? u"the answer is empty"_s
                     : u"the answer ends in the middle%1: it was cut off"_s.arg(m_scanner.isInString() ? u" of a string"_s
                                                                                           : u""_s));
    return Step::Failed;
}

bool AnswerSplitter::checkItemSize(size_t end)
{
    if (static_cast<qint64>(end - m_itemStart) - 1 > m_limits.itemBytes)
        return fail(byteOf(m_itemStart), u"an item of data has more than %1 bytes"_s.arg(m_limits.itemBytes));
    return true;
}

bool AnswerSplitter::fail(qint64 byte, const QString &what)
{
    m_fault = {false, byte, what};
    return false;
}

qint64 AnswerSplitter::byteOfItems(const char *place) const
{
    return byteOf(static_cast<size_t>(place - m_buffer.get()));
}

qint64 AnswerSplitter::byteOfSkeleton(size_t index) const
{
    qint64 byte = static_cast<qint64>(index);
    for (const Gap &gap : m_gaps) {
        if (gap.index <= index)
            byte += gap.bytes;
    }
    return byte;
}

} // namespace embedscope
