// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/itemvisitor.h"

#include "reader/answerform.h"
#include "reader/answersplitter.h"
#include "reader/jsonwalker.h"
#include "reader/pythonnumbers.h"

#include <QIODevice>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

Failure changedSince(const QString &detail)
{
    return {.kind = FailureKind::Unreadable, .detail = detail};
}

std::string_view withoutSpace(std::string_view token)
{
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

bool hasFinding(const EmbeddingTask &task, FindingKind kind, QLatin1String detail = {})
{
    return std::any_of(task.findings.begin(), task.findings.end(), [&](const Finding &finding) {
        return finding.kind == kind && !finding.firstPosition && finding.detail == detail;
    });
}

/// One visit of one answer's items.
class ItemVisit final
{
public:
    ItemVisit(const ItemVisitor &visit, AnswerForm form)
        : m_visit(visit), m_form(form), m_keys(itemKeys(form))
    {
    }

    /// False where the grammar is broken, or the visitor wants no more: then wasEnded().
    bool readRun(const AnswerSplitter::Items &run);

    bool wasEnded() const { return m_ended; }
    size_t visited() const { return m_visited; }
    QString fault() const { return QString::fromLatin1(m_walker.fault().what); }

private:
    bool readItem(JsonWalker::Value &value);
    bool readField(ItemKey key, JsonWalker::Value &value);
    bool readVector(JsonWalker::Value &value);

    const ItemVisitor &m_visit;
    AnswerForm m_form;
    ItemKeys m_keys;
    JsonWalker m_walker;
    AnswerItem m_item;
    std::string m_modality;
    std::string m_scope;
    std::vector<std::string_view> m_texts;
    std::vector<double> m_numbers;
    quint32 m_position = 0;
    size_t m_visited = 0;
    bool m_ended = false;
};

bool ItemVisit::readRun(const AnswerSplitter::Items &run)
{
    JsonWalker::Array items;
    if (!m_walker.open(run.text, run.size, run.allocated) || !m_walker.rootArray(items))
        return false;
    for (auto result : items) {
        JsonWalker::Value item;
        if (const auto error = std::move(result).get(item))
            return m_walker.failBefore(error);
        const bool isObject = JsonWalker::kind(item) == JsonWalker::Kind::Object;
        if (!(isObject ? readItem(item) : m_walker.skip(item)))
            return false;
        ++m_position;
    }
    return true;
}

bool ItemVisit::readItem(JsonWalker::Value &value)
{
    const char *const begin = m_walker.place();
    JsonWalker::Object object;
    if (const auto error = value.get_object().get(object))
        return m_walker.failBefore(error);
    m_item = {};
    m_item.position = m_position;
    m_modality.clear();
    m_scope.clear();
    m_texts.clear();
    m_numbers.clear();
    for (auto result : object) {
        JsonWalker::Field field;
        std::string_view name;
        if (const auto error = std::move(result).get(field))
            return m_walker.failBefore(error);
        if (!m_walker.readKey(field, name))
            return false;
        const auto key =
            static_cast<size_t>(std::find(m_keys.begin(), m_keys.end(), name) - m_keys.begin());
        if (!(key < m_keys.size() ? readField(ItemKey(key), field.value()) : m_walker.skip(field.value())))
            return false;
    }
    m_item.raw = withoutSpace({begin, static_cast<size_t>(m_walker.place() - begin)});
    m_item.modality = m_form == AnswerForm::V1 ? todaysModality(m_modality) : m_modality;
    m_item.scope = m_form == AnswerForm::V1 ? todaysScope(m_scope) : m_scope;
    m_item.texts = m_texts;
    m_item.numbers = m_numbers;
    ++m_visited;
    m_ended = !m_visit(m_item);
    return !m_ended;
}

/// The value replaces what an earlier one of the same key left.
bool ItemVisit::readField(ItemKey key, JsonWalker::Value &value)
{
    const JsonWalker::Kind kind = JsonWalker::kind(value);
    const auto number = [&] { return kind == JsonWalker::Kind::Number ? withoutSpace(value.raw_json_token()) : std::string_view(); };
    switch (key) {
    case ItemKey::Embedding:
        m_texts.clear();
        m_numbers.clear();
        m_item.hasVector = kind == JsonWalker::Kind::Array;
        return m_item.hasVector ? readVector(value) : m_walker.skip(value);
    case ItemKey::Option:
    case ItemKey::Scope: {
        std::string_view text;
        if (!(kind == JsonWalker::Kind::String ? m_walker.readString(value, text) : m_walker.skip(value)))
            return false;
        (key == ItemKey::Option ? m_modality : m_scope) = text;
        return true;
    }
    case ItemKey::Start:
        m_item.start = number();
        break;
    case ItemKey::End:
        m_item.end = number();
        break;
    case ItemKey::StartPage:
        m_item.startPage = number();
        break;
    case ItemKey::EndPage:
        m_item.endPage = number();
        break;
    case ItemKey::Chunk:
        m_item.chunk = number();
        break;
    case ItemKey::Quadrant:
    case ItemKey::Uncertainty:
    case ItemKey::Unknown:
        break;
    }
    return m_walker.skip(value);
}

bool ItemVisit::readVector(JsonWalker::Value &value)
{
    JsonWalker::Array numbers;
    if (const auto error = value.get_array().get(numbers))
        return m_walker.failBefore(error);
    for (auto result : numbers) {
        JsonWalker::Value element;
        if (const auto error = std::move(result).get(element))
            return m_walker.failBefore(error);
        double number = std::numeric_limits<double>::quiet_NaN();
        std::string_view text;
        if (JsonWalker::kind(element) == JsonWalker::Kind::Number) {
            text = withoutSpace(element.raw_json_token());
            if (!m_walker.readNumber(element, number))
                return false;
        } else if (!m_walker.skip(element)) {
            return false;
        }
        m_texts.push_back(text);
        m_numbers.push_back(number);
    }
    return true;
}

/// Which array of items counts: the last one called "data".
struct CountedArray
{
    AnswerForm form = AnswerForm::V2;
    int number = 0; ///< from 1; 0 means any
};

std::optional<Failure> failureOf(const AnswerSplitter &splitter)
{
    const AnswerSplitter::Fault &fault = splitter.fault();
    if (fault.ofDevice)
        return Failure{.kind = FailureKind::Network, .detail = fault.what};
    return changedSince(fault.what);
}

int countArrays(QIODevice &device, const ReadLimits &limits)
{
    AnswerSplitter splitter(device, limits);
    int count = 0;
    while (splitter.next() == AnswerSplitter::Step::Items)
        count += splitter.items().opensArray && splitter.items().form == AnswerForm::V2 ? 1 : 0;
    return count;
}

std::optional<Failure> visitArray(QIODevice &device, const CountedArray &counted, size_t expected,
                                  const ItemVisitor &visit, const ReadLimits &limits,
                                  const std::function<bool()> &isCancelled)
{
    AnswerSplitter splitter(device, limits);
    ItemVisit items(visit, counted.form);
    int number = 0;
    for (;;) {
        if (isCancelled && isCancelled())
            return Failure{.kind = FailureKind::Cancelled};
        const AnswerSplitter::Step step = splitter.next();
        if (step == AnswerSplitter::Step::Failed)
            return failureOf(splitter);
        if (step == AnswerSplitter::Step::End)
            break;
        if (splitter.items().form != counted.form)
            continue;
        number += splitter.items().opensArray ? 1 : 0;
        if (counted.number != 0 && counted.number != number)
            continue;
        if (!items.readRun(splitter.items())) {
            if (items.wasEnded())
                return std::nullopt;
            return changedSince(items.fault());
        }
    }
    if (items.visited() != expected)
        return changedSince(u"its items are not those of before: the file was changed meanwhile"_s);
    return std::nullopt;
}

} // namespace

std::optional<Failure> visitItems(QIODevice &device, const EmbeddingTask &task, const ItemVisitor &visit,
                                  const ReadLimits &limits, const std::function<bool()> &isCancelled)
{
    if (task.segments.empty())
        return std::nullopt;
    const bool mayHaveWords = contains(task.findings, FindingKind::VectorNotNumeric)
        || contains(task.findings, FindingKind::VectorNotFinite) || contains(task.findings, FindingKind::FieldOdd);
    if (mayHaveWords && dynamic_cast<PythonNumbers *>(&device) == nullptr) { // as readTask() did
        PythonNumbers replaced(device);
        return visitItems(replaced, task, visit, limits, isCancelled);
    }
    try {
        CountedArray counted;
        if (hasFinding(task, FindingKind::OlderForm)) {
            counted.form = AnswerForm::V1;
        } else if (hasFinding(task, FindingKind::DuplicateKey, "data"_L1)) {
            counted.number = countArrays(device, limits);
            if (!device.seek(0))
                return Failure{.kind = FailureKind::Network, .detail = device.errorString()};
        }
        return visitArray(device, counted, task.segments.size(), visit, limits, isCancelled);
    } catch (const std::bad_alloc &) {
        return changedSince(u"there is not enough memory to hold an item of the answer"_s);
    }
}

} // namespace embedscope
