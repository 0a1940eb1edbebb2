// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/pythonnumbers.h"
#include "reader/taskdescription.h"
#include "reader/taskreader.h"

#include <QBuffer>

#include <simdjson.h>

#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

namespace {

constexpr int mostDepth = 20; // so low that a short text gets there

Result<EmbeddingTask> read(QByteArray bytes, qint64 windowBytes)
{
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    return readTask(device, {},
                    {.depth = mostDepth, .itemBytes = 1 << 20, .items = 1000, .windowBytes = windowBytes});
}

/// What simdjson's DOM parser, which sees the whole text at once, makes of it.
enum class Verdict { Whole, Broken, Undecided };

Verdict verdict(const QByteArray &bytes)
{
    std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3); // it knows no byte order mark
    const simdjson::padded_string padded(text);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const simdjson::error_code error = parser.parse(padded).get(root);
    if (error == simdjson::SUCCESS)
        return root.is_object() ? Verdict::Whole : Verdict::Broken;
    // It refuses numbers, strings and depths that are whole by the grammar.
    const bool isStrict =
        error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR || error == simdjson::DEPTH_ERROR;
    return isStrict ? Verdict::Undecided : Verdict::Broken;
}

/// The answer may be whole and still fail: for its status, or for a limit.
bool failsForOtherReasons(const Failure &failure)
{
    return failure.detail.contains("status"_L1) || failure.detail.contains("deeper"_L1);
}

QString checkTask(const EmbeddingTask &task)
{
    if (task.state != TaskState::Processing && task.state != TaskState::Ready
        && task.state != TaskState::Failed)
        return u"the state is none of an answer's"_s;
    const Segment *before = nullptr;
    for (const Segment &segment : task.segments) {
        if (segment.modality >= task.modalities.size() || segment.scope >= task.scopes.size())
            return u"a segment has a modality or a scope that is not there"_s;
        if (segment.offset > task.matrix.size() || segment.length > task.matrix.size() - segment.offset)
            return u"a vector stands outside of the matrix"_s;
        if (segment.hasNorm() && (segment.norm < 0 || segment.length == 0))
            return u"a norm is negative, or of nothing"_s;
        if (before && before->hasTimes() && segment.hasTimes() && before->startSec > segment.startSec)
            return u"segments are not sorted by their start"_s;
        if (before && !before->hasTimes() && segment.hasTimes())
            return u"a segment without times stands before one with times"_s;
        before = &segment;
    }
    if (summarize(task).vectors != static_cast<int>(task.segments.size()))
        return u"the summary counts other vectors"_s;
    return {};
}

/// NaN and Infinity are no broken grammar to the reader.
QByteArray withoutPythonWords(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    PythonNumbers replaced(buffer);
    QByteArray text;
    for (QByteArray piece = replaced.read(bytes.size() + 1); !piece.isEmpty(); piece = replaced.read(bytes.size() + 1))
        text += piece;
    return text;
}

} // namespace

QString checkAnswer(const QByteArray &bytes)
{
    const Result<EmbeddingTask> result = read(bytes, 1 << 20);
    for (const qint64 window : {16, 37, 256}) {
        const Result<EmbeddingTask> other = read(bytes, window);
        if (describe(other) != describe(result))
            return u"windows of %1 bytes give\n%2 and not\n%3"_s.arg(window).arg(describe(other),
                                                                                 describe(result));
    }
    const Verdict own = verdict(bytes);
    const Verdict expected = own == Verdict::Broken ? verdict(withoutPythonWords(bytes)) : own;
    if (result && expected == Verdict::Broken)
        return u"a broken answer was read"_s;
    if (!result && expected == Verdict::Whole && !failsForOtherReasons(result.failure()))
        return u"a whole answer was not read: "_s + result.failure().detail;
    if (!result && (result.failure().kind != FailureKind::Unreadable || result.failure().detail.isEmpty()))
        return u"a failure of another kind, or without a reason"_s;
    return result ? checkTask(*result) : QString();
}

} // namespace embedscope::fuzz
