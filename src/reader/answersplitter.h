// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/answerform.h"
#include "reader/jsonscanner.h"

#include <QString>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QIODevice;

namespace embedscope {

struct ReadLimits;

/// Cuts an answer, while it is read, into the items of its top-level "data" arrays (in the older form: of
/// "segments" in "video_embedding" and the like) and the *skeleton*: all that stands outside of them, with
/// "data":[] in their place. Items are lent in runs, each a JSON array of
/// its own: the comma (or bracket) on either side of a run is a bracket while it is lent. So every comma ends
/// up in exactly one text that a JSON parser sees: if it finds all runs and the skeleton whole, the answer is
/// whole. The JsonScanner tracks strings and depth; what stands between is for the parser to judge.
class AnswerSplitter final
{
public:
    enum class Step {
        Items, ///< items() holds the next run
        End, ///< the answer ended; skeleton() is complete
        Failed, ///< see fault()
    };

    /// A run of whole items as the text of a JSON array, in the splitter's buffer: valid until the next call
    /// of next().
    struct Items
    {
        const char *text = nullptr;
        size_t size = 0; ///< in bytes, with both brackets
        size_t allocated = 0; ///< bytes that may be read from `text` on: at least size + SIMDJSON_PADDING
        AnswerForm form = AnswerForm::V2; ///< of the array: "data" is V2, "segments" V1
        bool opensArray = false; ///< the first run of an array
        bool closesArray = false; ///< the last one; a run without items is right only where both hold
    };

    /// Why the answer cannot be cut.
    struct Fault
    {
        bool ofDevice = false; ///< the device could not be read; `what` is its own word for it
        qint64 byte = 0; ///< where in the answer, from 0
        QString what;
    };

    /// `device`, open for reading, and `limits` must outlive the splitter.
    AnswerSplitter(QIODevice &device, const ReadLimits &limits);
    AnswerSplitter(const AnswerSplitter &) = delete;
    AnswerSplitter &operator=(const AnswerSplitter &) = delete;
    ~AnswerSplitter();

    Step next();

    const Items &items() const { return m_items; }
    const std::string &skeleton() const { return m_skeleton; }
    const Fault &fault() const { return m_fault; }

    /// Where in the answer the byte at `place`, inside of items(), stands.
    qint64 byteOfItems(const char *place) const;
    /// Where in the answer the byte at `index` of skeleton() stands.
    qint64 byteOfSkeleton(size_t index) const;

private:
    enum class Event { Exhausted, ArrayOpened, ArrayClosed, Failed };
    /// What was left out of the skeleton in front of its byte `index`: the items of an array, or a BOM.
    struct Gap
    {
        size_t index = 0;
        qint64 bytes = 0; ///< how many; while the array is open, where in the answer its items begin
    };

    Event scan();
    Event take(const JsonScanner::Event &event);
    void showMember(std::string_view key);
    bool isOfItems() const;
    Event close(int depth);
    bool endItem();

    Step lend(size_t end, bool closesArray);
    void takeBack();
    bool toSkeleton(size_t end);
    bool fill();
    void makeRoom();
    Step finish();
    bool checkItemSize(size_t end);
    bool fail(qint64 byte, const QString &what);
    qint64 byteOf(size_t index) const { return m_bufferByte + static_cast<qint64>(index); }
    size_t indexOf(qint64 byte) const { return static_cast<size_t>(byte - m_bufferByte); }

    QIODevice &m_device;
    const ReadLimits &m_limits;

    std::unique_ptr<char[]> m_buffer;
    size_t m_capacity = 0;
    size_t m_end = 0; ///< bytes in the buffer
    size_t m_scan = 0; ///< behind what was scanned of them last
    qint64 m_bufferByte = 0; ///< where in the answer the buffer begins
    bool m_atStart = true;

    JsonScanner m_scanner;
    bool m_rootClosed = false;
    int m_itemsDepth = 2; ///< of an array of items: the root is 1, its members 2; in the older form one more

    bool m_inItems = false;
    bool m_opensArray = false;
    size_t m_runStart = 0; ///< the bracket or comma in front of the run
    size_t m_itemStart = 0; ///< the bracket or comma in front of the item that is being scanned
    size_t m_skeletonStart = 0; ///< first byte that is not in the skeleton yet

    Items m_items;
    bool m_lent = false;
    size_t m_lentEnd = 0;
    char m_lentFirst = 0;
    char m_lentLast = 0;

    std::string m_skeleton;
    std::vector<Gap> m_gaps;
    Fault m_fault;
};

} // namespace embedscope
