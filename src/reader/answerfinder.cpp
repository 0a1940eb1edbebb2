// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/answerfinder.h"

#include "reader/jsonscanner.h"
#include "reader/readlimits.h"

#include <QByteArray>
#include <QIODevice>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// The envelope's elements are objects at this depth, their members too: nothing deeper is looked at.
constexpr int elementDepth = 3;

/// What is known of an object that may be an answer while it is scanned.
struct Candidate
{
    FoundAnswer answer;
    bool hasId = false;
    bool hasStatus = false;
    bool hasData = false;
    bool hasOlder = false;
    bool hasPages = false; ///< "page_info": the service's list of tasks

    bool looksLikeAnswer() const { return hasStatus || hasData || hasOlder; }
};

/// One search: follows the scanner's events.
class AnswerSearch final
{
public:
    FoundAnswers run(QIODevice &device, const std::function<bool()> &isCancelled);

private:
    using Event = JsonScanner::Event;
    using Kind = JsonScanner::Kind;
    enum class Root { None, Object, Array };
    enum class Part { None, Answer, Problem, Measures };

    void take(const Event &event);
    void open(const Event &event);
    void close(const Event &event);
    void note(Candidate &candidate, const Event &event);
    void noteRoot(const Event &event);
    void checkElement(const Event &event);
    Part partAt(const Event &event) const;
    void endRoot(const Event &event);
    void endFile();
    void fault(qint64 byte, const QString &what, bool isOfText = false);
    void keepAnswer(const FoundAnswer &answer);
    template<class T>
    void keep(std::vector<T> FoundAnswers::*list, const T &part, size_t mostOfThem);
    bool isOfList(int depth) const;

    FoundAnswers m_found;
    JsonScanner m_scanner{elementDepth};
    bool m_hasBom = false;
    Root m_root = Root::None;
    Candidate m_whole; ///< the root, should it be an answer
    FoundEnvelope m_envelope;
    bool m_isEnvelope = false;
    bool m_isOtherVersion = false;
    Part m_part = Part::None; ///< what is being scanned inside of the root
    int m_partDepth = 0;
    Candidate m_element;
    size_t m_strangers = 0; ///< elements of lists that are no answers
    qint64 m_leftOut = 0;
    qint64 m_firstLeftOut = 0;
    FoundAnswers m_inner; ///< what the root holds, until it is known what the root is
};

FoundAnswers AnswerSearch::run(QIODevice &device, const std::function<bool()> &isCancelled)
{
    constexpr qint64 leastBlock = 1 << 12; // not every device knows its size
    constexpr qint64 mostBlock = 1 << 20; // most files of a folder are far smaller
    const qint64 blockSize = std::clamp(device.size(), leastBlock, mostBlock);
    QByteArray block(blockSize, Qt::Uninitialized);
    bool isFirst = true;
    for (;;) {
        if (isCancelled && isCancelled()) {
            m_found.wasCancelled = true;
            return m_found;
        }
        const qint64 count = device.read(block.data(), blockSize);
        if (count < 0)
            fault(m_scanner.position(), device.errorString());
        if (count <= 0)
            break;
        if (std::exchange(isFirst, false))
            m_hasBom = block.startsWith("\xEF\xBB\xBF");
        m_scanner.addBlock(block.constData(), static_cast<size_t>(count));
        Event event;
        while (m_scanner.next(event))
            take(event);
    }
    endFile();
    if (m_leftOut > 0) // told in any case
        m_found.faults.push_back({m_firstLeftOut, u"%1 parts of this file from here on are left out: they are no answers, or more than "
                                                  "the %2 that a file may hold"_s.arg(m_leftOut).arg(most::partsOfFile)});
    return std::move(m_found);
}

void AnswerSearch::take(const Event &event)
{
    if (event.kind == Kind::Open)
        return open(event);
    if (event.kind == Kind::Close)
        return close(event);
    if (event.depth == 0) {
        if (m_hasBom && event.begin == 0)
            return;
        fault(event.begin, u"this is no JSON object or array; the rest of the line is left out"_s, true);
        m_scanner.skipLine();
        return;
    }
    if (m_part == Part::Answer && event.depth == m_partDepth)
        note(m_element, event);
    else if (m_part == Part::None && event.depth == 1 && m_root == Root::Object)
        noteRoot(event);
    if (m_part == Part::None && event.kind != Kind::Comma && isOfList(event.depth))
        checkElement(event);
}

/// Whether what stands at this depth is an element of a list of answers.
bool AnswerSearch::isOfList(int depth) const
{
    if (m_root == Root::Array)
        return depth == 1;
    return m_root == Root::Object && depth == 2 && m_scanner.keyAt(1) == "tasks";
}

void AnswerSearch::checkElement(const Event &event)
{
    if (m_root == Root::Array || m_isEnvelope)
        fault(event.begin, u"this element of the list is no object, so it is no answer"_s);
}

void AnswerSearch::open(const Event &event)
{
    if (event.depth == 1) {
        m_root = event.byte == '{' ? Root::Object : Root::Array;
        m_whole = {};
        m_whole.answer.bytes.begin = event.begin;
        m_envelope = {};
        m_isEnvelope = m_isOtherVersion = false;
        m_inner = {};
        m_part = Part::None;
        ++m_found.documents;
        return;
    }
    if (m_part != Part::None)
        return;
    m_part = partAt(event);
    if (m_part == Part::None) {
        if (event.byte == '[' && isOfList(event.depth - 1))
            checkElement(event);
        return;
    }
    m_partDepth = event.depth;
    m_element = {};
    m_element.answer.bytes.begin = event.begin;
}

/// What the bracket that has just opened is the beginning of.
AnswerSearch::Part AnswerSearch::partAt(const Event &event) const
{
    if (event.byte != '{')
        return Part::None;
    if (isOfList(event.depth - 1))
        return Part::Answer;
    if (m_root != Root::Object || event.depth != elementDepth)
        return Part::None;
    if (m_scanner.keyAt(1) == "problems")
        return Part::Problem;
    return m_scanner.keyAt(1) == "measures" ? Part::Measures : Part::None;
}

void AnswerSearch::note(Candidate &candidate, const Event &event)
{
    const std::string &key = m_scanner.keyAt(event.depth);
    if (event.kind == Kind::Key) {
        candidate.hasId = candidate.hasId || key == "_id";
        candidate.hasStatus = candidate.hasStatus || key == "status";
        candidate.hasData = candidate.hasData || key == "data";
        candidate.hasOlder = candidate.hasOlder || isOlderContainer(key);
        candidate.hasPages = candidate.hasPages || key == "page_info";
    } else if (key == "_id" && event.kind != Kind::Comma) {
        candidate.answer.id = event.kind == Kind::Text ? QString::fromStdString(m_scanner.text()) : QString();
    }
}

void AnswerSearch::noteRoot(const Event &event)
{
    note(m_whole, event);
    const std::string &key = m_scanner.keyAt(1);
    const bool isText = event.kind == Kind::Text;
    if (key == "format" && isText)
        m_isEnvelope = m_scanner.text() == "embedscope-export";
    else if (key == "exported_at" && isText)
        m_envelope.exportedAt = QString::fromStdString(m_scanner.text());
    else if (key == "service" && isText)
        m_envelope.service = QString::fromStdString(m_scanner.text());
    else if (key == "version" && event.kind == Kind::Other)
        m_isOtherVersion = event.byte != '1';
}

void AnswerSearch::close(const Event &event)
{
    if (event.depth == 1)
        return endRoot(event);
    if (m_part == Part::None || event.depth != m_partDepth)
        return;
    m_element.answer.bytes.size = event.end - m_element.answer.bytes.begin;
    if (m_part == Part::Answer) {
        m_element.answer.form = m_element.hasOlder && !m_element.hasData ? AnswerForm::V1 : AnswerForm::V2;
        m_element.answer.looksLikeAnswer = m_element.looksLikeAnswer();
        keepAnswer(m_element.answer);
    } else if (m_part == Part::Problem) {
        keep(&FoundAnswers::problems, {m_element.answer.bytes, {}}, most::partsOfFile);
    } else {
        keep(&FoundAnswers::measures, {m_element.answer.bytes, QString::fromStdString(m_scanner.keyAt(2))}, most::partsOfFile);
    }
    m_part = Part::None;
}

void AnswerSearch::keepAnswer(const FoundAnswer &answer)
{
    // Of what is no answer a few are shown, so that a list of millions of small objects is not kept.
    const bool isTold = answer.looksLikeAnswer || m_strangers++ < most::faultsOfFile;
    keep(&FoundAnswers::answers, answer, isTold ? most::partsOfFile : 0);
}

template<class T>
void AnswerSearch::keep(std::vector<T> FoundAnswers::*list, const T &part, size_t mostOfThem)
{
    if ((m_found.*list).size() + (m_inner.*list).size() < mostOfThem) {
        (m_inner.*list).push_back(part);
        return;
    }
    if (m_leftOut++ == 0)
        m_firstLeftOut = part.bytes.begin;
}

void AnswerSearch::endRoot(const Event &event)
{
    const qint64 begin = m_whole.answer.bytes.begin;
    const auto append = [](auto &to, const auto &from) { to.insert(to.end(), from.begin(), from.end()); };
    if (m_isEnvelope && m_isOtherVersion) {
        fault(begin, u"this export has a newer format than this program reads, which is version 1"_s);
    } else if (m_isEnvelope || m_root == Root::Array) {
        append(m_found.answers, m_inner.answers);
        append(m_found.problems, m_inner.problems);
        append(m_found.measures, m_inner.measures);
        if (m_isEnvelope)
            m_found.envelopes.push_back(m_envelope);
    } else if (m_whole.hasPages && !m_whole.hasStatus) {
        fault(begin, u"this is a page of the service's list of tasks, which holds no vectors"_s);
    } else if (m_whole.looksLikeAnswer()) {
        m_whole.answer.bytes.size = event.end - begin;
        m_whole.answer.form = m_whole.hasOlder && !m_whole.hasData ? AnswerForm::V1 : AnswerForm::V2;
        m_inner = {}; // what looked like parts of an export is the answer's own
        keepAnswer(m_whole.answer);
        append(m_found.answers, m_inner.answers);
    } else {
        fault(begin, u"this object is neither an answer of the service nor an export"_s);
    }
    m_root = Root::None;
    m_part = Part::None;
}

void AnswerSearch::endFile()
{
    if (m_scanner.depth() == 0 && !m_scanner.isInString())
        return;
    const qint64 end = m_scanner.position();
    const bool hasElements = m_root == Root::Array || (m_root == Root::Object && m_isEnvelope); // that is not over yet
    // What came whole before the cut is kept.
    if (hasElements && !m_isOtherVersion)
        endRoot({Kind::Close, '}', 1, end, end});
    fault(end, u"the file ends in the middle%1: it was cut off"_s.arg(hasElements ? u" of a list"_s
                                                                                  : u" of an answer"_s));
}

void AnswerSearch::fault(qint64 byte, const QString &what, bool isOfText)
{
    if (m_found.faults.size() < most::faultsOfFile)
        m_found.faults.push_back({byte, what, isOfText});
}

} // namespace

FoundAnswers findAnswers(QIODevice &device, const std::function<bool()> &isCancelled)
{
    return AnswerSearch().run(device, isCancelled);
}

} // namespace embedscope
