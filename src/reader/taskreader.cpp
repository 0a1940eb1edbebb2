// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/taskreader.h"

#include "reader/answersplitter.h"
#include "reader/headreader.h"
#include "reader/pythonnumbers.h"
#include "reader/segmentreader.h"
#include "reader/spelling.h"
#include "reader/taskchecks.h"

#include <QIODevice>
#include <QLocale>

#include <algorithm>
#include <new>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

Failure unreadable(const QString &detail)
{
    return {.kind = FailureKind::Unreadable, .detail = detail};
}

Failure unreadableAt(qint64 byte, bool isBefore, const QString &what)
{
    const QString place = QLocale(QLocale::English).toString(byte);
    return unreadable((isBefore ? u"just before byte %1: %2"_s : u"at byte %1: %2"_s).arg(place, what));
}

/// A text or a picture that was embedded at once has one vector, of no time and no modality.
bool isQuery(const EmbeddingTask &task)
{
    return task.id.isEmpty() && task.segments.size() == 1 && !task.segments.front().hasTimes()
        && task.modalities.front().isEmpty();
}

/// One reading of one answer: drives the splitter, and puts together what the readers of items and head have
/// found.
class TaskReading final
{
public:
    TaskReading(QIODevice &device, const ReadLimits &limits)
        : m_splitter(device, limits), m_cutOut(limits), m_older(limits, AnswerForm::V1)
    {
    }

    Result<EmbeddingTask> read(const TaskId &expected, const std::function<bool()> &isCancelled);

private:
    std::optional<Failure> readItems();
    std::optional<Failure> readHead();
    std::optional<Failure> checkHead(const TaskId &expected) const;
    EmbeddingTask assemble();

    AnswerSplitter m_splitter;
    JsonWalker m_walker;
    SegmentReader m_cutOut;
    SegmentReader m_older;
    HeadReader m_head;
};

Result<EmbeddingTask> TaskReading::read(const TaskId &expected, const std::function<bool()> &isCancelled)
{
    for (;;) {
        if (isCancelled && isCancelled())
            return Failure{.kind = FailureKind::Cancelled};
        const AnswerSplitter::Step step = m_splitter.next();
        if (step == AnswerSplitter::Step::End)
            break;
        if (step == AnswerSplitter::Step::Failed) {
            const AnswerSplitter::Fault &fault = m_splitter.fault();
            if (fault.ofDevice)
                return Failure{.kind = FailureKind::Network, .detail = fault.what};
            return unreadableAt(fault.byte, false, fault.what);
        }
        if (auto failure = readItems())
            return std::move(*failure);
    }
    if (auto failure = readHead())
        return std::move(*failure);
    if (auto failure = checkHead(expected))
        return std::move(*failure);
    return assemble();
}

std::optional<Failure> TaskReading::readItems()
{
    const AnswerSplitter::Items &run = m_splitter.items();
    // Of several "data" the last one counts; the older form has its segments in one array for each medium.
    SegmentReader &reader = run.form == AnswerForm::V1 ? m_older : m_cutOut;
    if (run.opensArray && run.form == AnswerForm::V2)
        reader.clear();
    const quint32 before = reader.itemCount();
    JsonWalker::Array items;
    const bool isWhole = m_walker.open(run.text, run.size, run.allocated) && m_walker.rootArray(items)
        && reader.read(m_walker, items, run.size) && m_walker.finish();
    if (!isWhole) {
        const JsonWalker::Fault &fault = m_walker.fault();
        return unreadableAt(m_splitter.byteOfItems(fault.place), fault.isBefore,
                            QString::fromLatin1(fault.what));
    }
    // Between two commas there must be an item; only the whole array may be empty.
    if (reader.itemCount() == before && !(run.opensArray && run.closesArray))
        return unreadableAt(m_splitter.byteOfItems(run.text), false, u"an item of data is missing"_s);
    return std::nullopt;
}

std::optional<Failure> TaskReading::readHead()
{
    std::string skeleton = m_splitter.skeleton();
    const size_t size = skeleton.size();
    skeleton.resize(size + simdjson::SIMDJSON_PADDING);
    if (m_head.read(m_walker, std::string_view(skeleton.data(), size), skeleton.size()))
        return std::nullopt;
    const JsonWalker::Fault &fault = m_walker.fault();
    const auto index = static_cast<size_t>(fault.place - skeleton.data());
    return unreadableAt(m_splitter.byteOfSkeleton(index), fault.isBefore, QString::fromLatin1(fault.what));
}

std::optional<Failure> TaskReading::checkHead(const TaskId &expected) const
{
    constexpr qsizetype longestId = 128;
    if (!m_head.status() && !m_head.isOlderForm())
        return unreadable(u"the answer has no status, or one that is not a string"_s);
    if (expected.isEmpty())
        return std::nullopt;
    if (!m_head.id())
        return Failure{.kind = FailureKind::WrongTask, .detail = u"the answer has no _id"_s};
    if (*m_head.id() != expected.toString())
        return Failure{.kind = FailureKind::WrongTask,
                       .detail = u"the answer is for the task \"%1\""_s.arg(m_head.id()->left(longestId))};
    return std::nullopt;
}

EmbeddingTask TaskReading::assemble()
{
    EmbeddingTask task;
    FindingList findings = m_head.findings();
    task.id = TaskId::fromString(m_head.id().value_or(QString())).value_or(TaskId());
    // The older form has no status where the service answered at once.
    task.statusText = m_head.status().value_or(u"ready"_s);
    if (task.statusText == "ready"_L1)
        task.state = TaskState::Ready;
    else if (task.statusText == "failed"_L1)
        task.state = TaskState::Failed;
    else if (task.statusText != "processing"_L1)
        findings.add(FindingKind::StatusUnknown, task.statusText);
    // Whoever wrote "completed" and items did not mean that they are still to come.
    if (statusName(task.statusText.toStdString()) == "ready" && m_head.hasData() && m_cutOut.itemCount() > 0)
        task.state = TaskState::Ready;
    task.createdAt = m_head.createdAt();
    task.updatedAt = m_head.updatedAt();
    task.errorMessage = m_head.errorMessage();
    task.metadata = m_head.metadata();

    if (!m_head.hasData())
        m_cutOut.clear();
    SegmentReader &data = m_head.isOlderForm() ? m_older : m_cutOut;
    if (m_head.isOlderForm())
        findings.add(FindingKind::OlderForm);
    if (!m_head.id())
        findings.add(FindingKind::IdMissing);
    task.modalities = data.modalities();
    task.scopes = data.scopes();
    task.axis = data.settleAxis(!task.metadata || task.metadata->hasClock());
    task.segments = std::move(data.segments());
    task.matrix = std::move(data.matrix());
    task.matrix.shrinkToFit();
    const bool areVectorsLeftOut = !task.segments.empty() && data.vectorKeys() == 0;
    for (const Finding &finding : data.findings().findings()) {
        if (finding.kind != FindingKind::VectorMissing || !areVectorsLeftOut)
            findings.add(finding);
    }
    if (areVectorsLeftOut)
        findings.add({FindingKind::VectorsLeftOut, static_cast<int>(task.segments.size())});
    if (task.state == TaskState::Ready && data.itemCount() == 0)
        findings.add(FindingKind::NoEmbeddings);
    if (isQuery(task))
        findings.add(FindingKind::QueryVector);
    task.findings = findings.findings();
    checkTask(task, findings);
    task.findings = findings.findings();

    std::sort(task.segments.begin(), task.segments.end(), [](const Segment &a, const Segment &b) {
        if (!a.hasTimes() || !b.hasTimes())
            return a.hasTimes() != b.hasTimes() ? a.hasTimes() : a.position < b.position;
        return std::tie(a.startSec, a.endSec, a.position) < std::tie(b.startSec, b.endSec, b.position);
    });
    return task;
}

} // namespace

Result<EmbeddingTask> readTask(QIODevice &device, const TaskId &expected, const ReadLimits &limits,
                               const std::function<bool()> &isCancelled)
{
    try {
        Result<EmbeddingTask> result = TaskReading(device, limits).read(expected, isCancelled);
        if (result || result.failure().kind != FailureKind::Unreadable || device.isSequential())
            return result;
        // Once more, should it be no more than words for numbers that JSON does not have.
        PythonNumbers replaced(device);
        Result<EmbeddingTask> again = TaskReading(replaced, limits).read(expected, isCancelled);
        return replaced.hasReplaced() ? std::move(again) : std::move(result);
    } catch (const std::bad_alloc &) {
        return unreadable(u"there is not enough memory to hold the answer"_s);
    }
}

Result<EmbeddingTask> readTask(const AnswerBytes &bytes, const TaskId &expected, const ReadLimits &limits,
                               const std::function<bool()> &isCancelled)
{
    const std::unique_ptr<QIODevice> device = bytes.open();
    if (!device)
        return Failure{.kind = FailureKind::Network, .detail = qt_error_string(), .bytes = bytes};
    Result<EmbeddingTask> result = readTask(*device, expected, limits, isCancelled);
    if (!result)
        result.failure().bytes = bytes;
    return result;
}

} // namespace embedscope
