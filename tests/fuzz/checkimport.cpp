// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/answerfinder.h"
#include "reader/responsesearch.h"
#include "reader/responsewriter.h"
#include "reader/taskreader.h"

#include <QBuffer>
#include <QIODevice>

#include <simdjson.h>

#include <algorithm>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

namespace {

constexpr size_t mostFaults = 100;

/// Bytes that come in pieces, as from a disk that has no more at a time.
class PiecewiseDevice final : public QIODevice
{
public:
    PiecewiseDevice(const QByteArray &bytes, qint64 piece) : m_bytes(bytes), m_piece(piece)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min({most, m_piece, m_bytes.size() - m_at});
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_piece;
    qint64 m_at = 0;
};

FoundAnswers findIn(const QByteArray &bytes, qint64 piece)
{
    PiecewiseDevice device(bytes, piece);
    return findAnswers(device);
}

QString describe(const ByteRange &range)
{
    return u"%1+%2"_s.arg(range.begin).arg(range.size);
}

QString describe(const FoundAnswers &found)
{
    QString text = u"%1 documents\n"_s.arg(found.documents);
    for (const FoundAnswer &answer : found.answers)
        text += u"answer %1 %2 %3 %4\n"_s.arg(describe(answer.bytes), answer.id)
                    .arg(answer.form == AnswerForm::V1).arg(answer.looksLikeAnswer);
    for (const FoundPart &part : found.problems)
        text += u"problem %1\n"_s.arg(describe(part.bytes));
    for (const FoundPart &part : found.measures)
        text += u"measures %1 %2\n"_s.arg(describe(part.bytes), part.id);
    for (const FoundEnvelope &envelope : found.envelopes)
        text += u"envelope %1 %2\n"_s.arg(envelope.exportedAt, envelope.service);
    for (const FoundFault &fault : found.faults)
        text += u"fault %1 %2\n"_s.arg(fault.byte).arg(fault.what);
    return text;
}

/// Every part begins with its bracket, lies in the file, and shares no byte with another one.
QString checkRanges(const FoundAnswers &found, const QByteArray &bytes)
{
    std::vector<ByteRange> ranges;
    for (const FoundAnswer &answer : found.answers)
        ranges.push_back(answer.bytes);
    if (!std::ranges::is_sorted(ranges, {}, &ByteRange::begin))
        return u"the answers are not in the file's order"_s;
    for (const auto *const parts : {&found.problems, &found.measures}) {
        for (const FoundPart &part : *parts)
            ranges.push_back(part.bytes);
    }
    std::ranges::sort(ranges, {}, &ByteRange::begin);
    qint64 end = 0;
    for (const ByteRange &range : ranges) {
        if (range.begin < end || range.size < 2 || range.size > bytes.size() - range.begin)
            return u"a part lies in another one, or outside of the file: "_s + describe(range);
        end = range.begin + range.size;
        const char last = bytes.at(end - 1); // a bracket of the wrong kind closes as well
        if (bytes.at(range.begin) != '{' || (last != '}' && last != ']'))
            return u"a part is no object: "_s + describe(range);
    }
    return {};
}

QString checkFaults(const FoundAnswers &found, const QByteArray &bytes)
{
    if (found.faults.size() > mostFaults)
        return u"%1 faults"_s.arg(found.faults.size());
    for (const FoundFault &fault : found.faults) {
        if (fault.byte < 0 || fault.byte > bytes.size() || fault.what.isEmpty())
            return u"a fault stands nowhere, or says nothing"_s;
    }
    return {};
}

/// Cut out of the file, an answer is the same answer: that is how it is read.
QString checkAlone(const FoundAnswer &answer, const QByteArray &bytes)
{
    const FoundAnswers alone = findIn(bytes.mid(answer.bytes.begin, answer.bytes.size), bytes.size());
    if (alone.documents != 1)
        return u"an answer is %1 documents"_s.arg(alone.documents);
    // As an element of a list it may look like an export, or a page of the service's list; and what is none is a fault.
    if (!alone.envelopes.empty() || !alone.faults.empty())
        return {};
    const bool isSame = alone.answers.size() == 1 && alone.answers[0].bytes.size == answer.bytes.size
        && alone.answers[0].id == answer.id && alone.answers[0].form == answer.form && answer.looksLikeAnswer;
    return isSame ? QString() : u"an answer is another one where it stands alone: "_s + describe(alone);
}

bool isCutOff(const FoundAnswers &found)
{
    return std::ranges::any_of(found.faults, [](const FoundFault &fault) { return fault.what.contains("cut off"_L1); });
}

/// Against simdjson's DOM parser, which sees all of one whole document at once.
QString checkAgainstTree(const FoundAnswers &found, std::string_view text)
{
    namespace dom = simdjson::dom;
    const simdjson::padded_string padded(text);
    dom::parser parser;
    dom::element root;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS || (!root.is_object() && !root.is_array()))
        return {};
    if (found.documents != 1 || isCutOff(found))
        return u"a whole document is not taken for one"_s;
    dom::array list;
    if (root.get(list) == simdjson::SUCCESS) {
        size_t objects = 0;
        size_t others = 0;
        for (const dom::element &each : list)
            ++(each.is_object() ? objects : others);
        // Of objects that look like no answer only a few are kept, and one fault tells of the others.
        const auto answers = static_cast<size_t>(std::ranges::count_if(found.answers, &FoundAnswer::looksLikeAnswer));
        const size_t strangers = found.answers.size() - answers;
        const size_t leftOut = objects - std::min(objects, found.answers.size());
        const size_t told = std::min(others, mostFaults) + (leftOut > 0 ? 1 : 0);
        const bool isAll = found.answers.size() <= objects && (leftOut == 0 || strangers == mostFaults)
            && found.faults.size() == told;
        return isAll ? QString() : u"of a list of %1 objects and %2 others come:\n%3"_s.arg(objects).arg(others).arg(describe(found));
    }
    int ids = 0;
    QString id;
    bool looksLikeAnswer = false;
    for (const auto &[key, value] : dom::object(root)) {
        if (key == "format" || key == "page_info")
            return {}; // an export, or a page
        looksLikeAnswer = looksLikeAnswer || key == "status" || key == "data" || isOlderContainer(key);
        std::string_view name;
        if (key == "_id" && ++ids == 1 && value.get(name) == simdjson::SUCCESS && name.size() <= 100)
            id = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    if (found.answers.size() != (looksLikeAnswer ? 1 : 0) || found.faults.empty() != looksLikeAnswer)
        return u"one object is taken for\n"_s + describe(found);
    return looksLikeAnswer && ids == 1 && !id.isEmpty() && found.answers[0].id != id ? u"the ID is another one: "_s + id : QString();
}

/// Items lie in the file and in its order, and what is written once more has as many as were found.
QString checkResponses(QByteArray bytes)
{
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    const FoundResponses found = findResponses(device);
    for (const FoundResponse &response : found.responses) {
        qint64 end = 0;
        for (const ByteRange &item : response.items) {
            if (item.begin < end || item.size < 2 || item.size > bytes.size() - item.begin || bytes.at(item.begin) != '{')
                return u"an item stands nowhere: "_s + describe(item);
            end = item.begin + item.size;
        }
        QBuffer written;
        written.open(QIODevice::ReadWrite);
        if (!writeResponse(device, response, written))
            return u"a response could not be written"_s;
        const auto task = readTask(AnswerBytes::fromMemory(written.data()), TaskId());
        if (task && task->segments.size() != response.items.size())
            return u"%1 items were found, and %2 are read"_s.arg(response.items.size()).arg(task->segments.size());
    }
    return {};
}

} // namespace

QString checkImport(const QByteArray &bytes)
{
    const FoundAnswers found = findIn(bytes, std::max<qint64>(1, bytes.size()));
    for (const qint64 piece : {3, 37}) { // no shorter: the first piece must show a byte order mark
        if (const QString other = describe(findIn(bytes, piece)); other != describe(found))
            return u"pieces of %1 bytes give\n%2 and not\n%3"_s.arg(piece).arg(other, describe(found));
    }
    if (found.documents < static_cast<int>(found.envelopes.size()) || (found.documents == 0 && !found.answers.empty()))
        return u"%1 documents"_s.arg(found.documents);
    for (const QString &broken : {checkRanges(found, bytes), checkFaults(found, bytes)}) {
        if (!broken.isEmpty())
            return broken;
    }
    for (const FoundAnswer &answer : found.answers) {
        if (const QString broken = checkAlone(answer, bytes); !broken.isEmpty())
            return broken;
    }
    std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3); // the parser knows no byte order mark
    const QString broken = checkAgainstTree(found, text);
    return broken.isEmpty() ? checkResponses(bytes) : broken;
}

} // namespace embedscope::fuzz
