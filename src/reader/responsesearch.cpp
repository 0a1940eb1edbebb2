// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/responsesearch.h"

#include "core/taskid.h"
#include "reader/answerform.h"
#include "reader/jsonscanner.h"
#include "reader/readlimits.h"
#include "reader/spelling.h"

#include <QHash>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr int deepestOfSearch = JsonScanner::mostDepth;
constexpr size_t mostTexts = 10'000;
/// A shorter string holds no response.
constexpr qint64 leastText = 60;
/// So often the search begins again behind a document that is broken.
constexpr int mostRestarts = 32;

bool isMedium(const std::string &name)
{
    return std::ranges::any_of(olderContainers, [&](std::string_view each) { return folded(each) == folded(name); });
}

/// An item that was found, and to which of the search's groups it belongs (0: it names none).
struct Item
{
    ByteRange bytes;
    int task = 0;
    int media = 0;
};

/// What is known of an object or array while it is scanned.
struct Frame
{
    bool isObject = false;
    qint64 begin = 0;
    std::string key; ///< in the object around it
    bool isVector = false; ///< an array under the name of a vector
    bool holdsObjects = false;

    QString id;
    bool hasStatus = false;
    bool hasVector = false;
    bool hasDatabaseVector = false;
    bool hasPages = false;
    bool hasInvocation = false;
    int task = 0;
    int media = 0;

    std::vector<Item> items; ///< of an array
    std::vector<FoundResponse> responses; ///< that are still to learn what the objects around them say
    bool holdsAnything = false; ///< items or tasks were found in it
};

/// Names that say what a member is and not whose: "data", "segments", "task".
bool isOfForm(const QString &name)
{
    constexpr std::array names = {"data"_L1,   "segments"_L1, "task"_L1,       "tasks"_L1,      "response"_L1,       "responses"_L1,
                                  "result"_L1, "results"_L1,  "embeddings"_L1, "segmentations"_L1, "output"_L1,     "items"_L1};
    return name.isEmpty() || std::ranges::find(names, name.toLower()) != names.end() || isMedium(name.toStdString());
}

/// The older form has a list for each medium in one object: together they are one task's.
void mergeMedia(std::vector<FoundResponse> &responses)
{
    const auto first = std::ranges::find_if(responses, &FoundResponse::isOfMedium);
    if (first == responses.end())
        return;
    for (auto other = std::next(first); other != responses.end(); ++other) {
        if (other->isOfMedium && first->owners.size() == 1 && other->owners.size() == 1)
            first->items.insert(first->items.end(), other->items.begin(), other->items.end());
    }
    const auto rest = std::remove_if(std::next(first), responses.end(), [](const FoundResponse &each) {
        return each.isOfMedium && each.owners.size() == 1;
    });
    responses.erase(rest, responses.end());
}

/// One search: follows the scanner's events.
class Search final
{
public:
    explicit Search(QIODevice &device) : m_device(device) { }
    FoundResponses run(const std::function<bool()> &isCancelled);

private:
    using Event = JsonScanner::Event;
    using Kind = JsonScanner::Kind;

    bool scanFrom(qint64 byte, const std::function<bool()> &isCancelled);
    void take(const Event &event);
    void open(const Event &event);
    void close(const Event &event);
    void closeArray(const Frame &frame);
    void closeObject(Frame &frame, const Event &event);
    void noteText(const Event &event);
    void giveUp(Frame &frame, Frame *around);
    void endCut();
    void put(FoundResponse response);
    void putGroups(Frame &frame, std::vector<Item> items, bool isLoose);
    void endLoose();
    int groupOf(const std::string &name);
    void fault(qint64 byte, const QString &what);
    std::optional<qint64> nextLine(qint64 byte);

    QIODevice &m_device;
    FoundResponses m_found;
    JsonScanner m_scanner{deepestOfSearch, deepestOfSearch};
    std::vector<Frame> m_frames;
    std::vector<Item> m_loose; ///< items that are documents of their own: JSON Lines
    std::vector<QString> m_groups; ///< names of tasks and media, from 1
    QHash<QString, int> m_groupNumbers;
    bool m_wasComma = false;
    bool m_isTooDeep = false;
};

FoundResponses Search::run(const std::function<bool()> &isCancelled)
{
    qint64 from = 0;
    for (int restarts = 0; scanFrom(from, isCancelled) && !m_frames.empty(); ++restarts) {
        const qint64 begin = m_frames.front().begin;
        const auto next = nextLine(begin);
        if (next && restarts < mostRestarts) { // a damaged line of many: what follows may be whole
            fault(begin, u"this line is cut off or broken"_s);
            endCut();
            from = *next;
            continue;
        }
        fault(m_scanner.position(), u"the file ends in the middle of an object or list: it was cut off"_s);
        endCut();
        break;
    }
    endLoose();
    std::ranges::stable_sort(m_found.responses, {}, &FoundResponse::begin);
    return std::move(m_found);
}

/// False where it was cancelled, or the device failed.
bool Search::scanFrom(qint64 byte, const std::function<bool()> &isCancelled)
{
    constexpr qint64 blockSize = 1 << 20;
    QByteArray block(blockSize, Qt::Uninitialized);
    m_scanner = JsonScanner(deepestOfSearch, deepestOfSearch);
    m_scanner.skip(byte);
    if (!m_device.seek(byte))
        return false;
    for (;;) {
        if (isCancelled && isCancelled()) {
            m_found.wasCancelled = true;
            return false;
        }
        const qint64 count = m_device.read(block.data(), blockSize);
        if (count < 0)
            fault(m_scanner.position(), m_device.errorString());
        if (count <= 0)
            return count == 0;
        m_scanner.addBlock(block.constData(), static_cast<size_t>(count));
        Event event;
        while (m_scanner.next(event))
            take(event);
    }
}

/// The next line behind `byte` that begins as a document of JSON Lines does; nothing where none follows.
std::optional<qint64> Search::nextLine(qint64 byte)
{
    constexpr qint64 blockSize = 1 << 16;
    if (!m_device.seek(byte))
        return std::nullopt;
    bool isAtStart = false;
    for (qint64 at = byte;;) {
        const QByteArray block = m_device.read(blockSize);
        if (block.isEmpty())
            return std::nullopt;
        for (const char c : block) {
            if (isAtStart && (c == '{' || c == '['))
                return at;
            isAtStart = c == '\n';
            ++at;
        }
    }
}

void Search::take(const Event &event)
{
    const bool wasComma = std::exchange(m_wasComma, event.kind == Kind::Comma);
    switch (event.kind) {
    case Kind::Open:
        return open(event);
    case Kind::Close:
        if (wasComma)
            fault(event.begin, u"a comma stands before this bracket"_s);
        return close(event);
    case Kind::TooDeep:
        if (!std::exchange(m_isTooDeep, true))
            fault(event.begin, u"objects and lists are nested deeper than %1"_s.arg(deepestOfSearch));
        return;
    case Kind::Text:
        return noteText(event);
    case Kind::Key:
        if (event.depth > 0 && !m_frames.empty()) {
            const std::string key = folded(m_scanner.keyAt(event.depth));
            Frame &frame = m_frames.back();
            frame.hasStatus = frame.hasStatus || key == "status";
            frame.hasPages = frame.hasPages || key == "pageinfo";
            frame.hasInvocation = frame.hasInvocation || key == "invocationarn";
        }
        return;
    case Kind::Other: // a number, a word, or text between documents
    case Kind::Comma:
        return;
    }
}

void Search::open(const Event &event)
{
    Frame frame;
    frame.isObject = event.byte == '{';
    frame.begin = event.begin;
    if (!m_frames.empty()) {
        Frame &parent = m_frames.back();
        if (parent.isObject)
            frame.key = m_scanner.keyAt(event.depth - 1);
        else
            parent.holdsObjects = parent.holdsObjects || frame.isObject;
        const bool isInVector = !parent.isObject && parent.isVector; // a vector nested in a list
        frame.isVector = !frame.isObject && (isInVector || itemFieldName(frame.key) == "embedding" || isDatabaseVectorName(frame.key));
    }
    m_frames.push_back(std::move(frame));
}

void Search::close(const Event &event)
{
    if (m_frames.empty())
        return;
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    if (frame.isObject)
        closeObject(frame, event);
    else
        closeArray(frame);
    giveUp(frame, m_frames.empty() ? nullptr : &m_frames.back());
}

/// What was found in it goes on to what stands around it, or is complete.
void Search::giveUp(Frame &frame, Frame *around)
{
    if (!frame.items.empty())
        putGroups(frame, std::exchange(frame.items, {}), false);
    for (FoundResponse &response : frame.responses) {
        if (around)
            around->responses.push_back(std::move(response));
        else
            put(std::move(response));
    }
    if (around)
        around->holdsAnything = around->holdsAnything || frame.holdsAnything || !frame.responses.empty();
}

/// What came whole before the cut is kept; of what is cut nothing is, as it would be taken for a whole.
void Search::endCut()
{
    while (!m_frames.empty()) {
        for (FoundResponse &response : m_frames.back().responses) {
            if (!response.owners.empty())
                put(std::move(response));
        }
        m_frames.pop_back();
    }
}

void Search::closeArray(const Frame &frame)
{
    if (!frame.isVector || frame.holdsObjects || m_frames.empty() || !m_frames.back().isObject)
        return;
    Frame &parent = m_frames.back();
    if (isDatabaseVectorName(frame.key))
        parent.hasDatabaseVector = true;
    else
        parent.hasVector = true;
}

void Search::closeObject(Frame &frame, const Event &event)
{
    const ByteRange bytes{frame.begin, event.end - frame.begin};
    if (frame.hasVector && frame.responses.empty()) {
        const Item item{bytes, frame.task, frame.media};
        if (m_frames.empty()) {
            m_loose.push_back(item);
        } else if (m_frames.back().isObject) {
            FoundResponse response;
            response.items = {bytes};
            response.begin = frame.begin;
            response.name = QString::fromStdString(frame.key);
            m_frames.back().responses.push_back(std::move(response));
        } else {
            m_frames.back().items.push_back(item);
        }
        return;
    }
    if (frame.hasDatabaseVector && frame.responses.empty() && m_found.stranger == FoundResponses::Stranger::None)
        m_found.stranger = FoundResponses::Stranger::DatabaseRecords;
    if (frame.hasPages)
        m_found.stranger = FoundResponses::Stranger::ListPage;
    if (frame.hasInvocation && frame.responses.empty())
        m_found.stranger = FoundResponses::Stranger::BedrockJob;
    if (isMedium(frame.key)) {
        for (FoundResponse &response : frame.responses)
            response.isOfMedium = true;
    } else {
        mergeMedia(frame.responses);
    }
    for (FoundResponse &response : frame.responses) {
        response.owners.push_back(bytes);
        if (isOfForm(response.name))
            response.name = QString::fromStdString(frame.key);
        if (response.id.isEmpty())
            response.id = frame.id;
        if (response.id.isEmpty() && isServiceId(QString::fromStdString(frame.key)))
            response.id = QString::fromStdString(frame.key); // a map by ID
    }
    if (frame.responses.empty() && !frame.holdsAnything && frame.hasStatus && isServiceId(frame.id)) {
        if (m_found.tasks.size() < most::partsOfFile)
            m_found.tasks.push_back(bytes);
        frame.holdsAnything = true;
    }
}

/// Items that name different tasks, or else different videos, are different responses.
void Search::putGroups(Frame &frame, std::vector<Item> items, bool isLoose)
{
    const bool byTask = std::ranges::any_of(items, [](const Item &item) { return item.task > 0; });
    const bool byMedia = !byTask && (isLoose || std::ranges::all_of(items, [](const Item &item) { return item.media > 0; }));
    QHash<int, size_t> places;
    for (const Item &item : items) {
        const int group = byTask ? item.task : byMedia ? item.media : 0;
        auto place = places.constFind(group);
        if (place == places.cend()) {
            FoundResponse response;
            response.begin = item.bytes.begin;
            const QString name = group > 0 ? m_groups.at(static_cast<size_t>(group) - 1) : QString();
            if (byTask)
                response.id = name;
            response.name = group > 0 ? name : QString::fromStdString(frame.key);
            if (response.id.isEmpty() && isServiceId(QString::fromStdString(frame.key)))
                response.id = QString::fromStdString(frame.key);
            place = places.insert(group, frame.responses.size());
            frame.responses.push_back(std::move(response));
        }
        frame.responses[*place].items.push_back(item.bytes);
    }
}

void Search::endLoose()
{
    if (m_loose.empty())
        return;
    Frame frame;
    putGroups(frame, std::move(m_loose), true);
    for (FoundResponse &response : frame.responses)
        put(std::move(response));
}

void Search::put(FoundResponse response)
{
    if (m_found.responses.size() < most::partsOfFile)
        m_found.responses.push_back(std::move(response));
    else if (m_found.responses.size() == most::partsOfFile)
        fault(response.begin, u"from here on responses are left out: there are more than %1"_s.arg(most::partsOfFile));
}

void Search::noteText(const Event &event)
{
    if (m_frames.empty())
        return;
    Frame &frame = m_frames.back();
    if (frame.isObject && event.depth > 0) {
        const std::string &key = m_scanner.keyAt(event.depth);
        const std::string_view task = taskFieldName(key);
        if (task == "_id")
            frame.id = QString::fromStdString(m_scanner.text());
        if (isTaskName(key))
            frame.task = groupOf(m_scanner.text());
        else if (isMediaName(key) && frame.media == 0)
            frame.media = groupOf(m_scanner.text());
        constexpr qint64 leastEncoded = 16; // a vector as base64
        if (itemFieldName(key) == "embedding" && event.end - event.begin >= leastEncoded)
            frame.hasVector = true;
    }
    if (event.end - event.begin >= leastText && m_found.texts.size() < mostTexts) {
        const std::string_view begin = m_scanner.rawText();
        if (begin.starts_with('{') || begin.starts_with('['))
            m_found.texts.push_back({event.begin, event.end - event.begin});
    }
}

int Search::groupOf(const std::string &name)
{
    const QString text = QString::fromStdString(name);
    if (text.isEmpty())
        return 0;
    int &number = m_groupNumbers[text];
    if (number == 0) {
        m_groups.push_back(text);
        number = static_cast<int>(m_groups.size());
    }
    return number;
}

void Search::fault(qint64 byte, const QString &what)
{
    if (m_found.faults.size() < most::faultsOfFile)
        m_found.faults.push_back({byte, what});
}

} // namespace

FoundResponses findResponses(QIODevice &device, const std::function<bool()> &isCancelled)
{
    return Search(device).run(isCancelled);
}

} // namespace embedscope
