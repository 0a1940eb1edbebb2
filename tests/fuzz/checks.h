// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// Each of these gives any bytes whatever to a reader and says what is wrong with what comes out: empty where
// all is as it must be. The fuzzers call them, and tst_corpus with what the fuzzers found.
namespace embedscope::fuzz {

/// readTask: the same for windows of any size, whole exactly where simdjson's other parser sees a whole
/// object, and nothing in the result points outside of it.
QString checkAnswer(const QByteArray &bytes);

/// findTaskIds, otherIds, withoutKeys: each ID once and of its form, and no key in anything.
QString checkIds(const QByteArray &bytes);

/// readErrorBody: nothing out of what is no JSON.
QString checkErrorBody(const QByteArray &bytes);

/// readTaskListPage: tasks with an ID and a status, and numbers within their bounds.
QString checkListPage(const QByteArray &bytes);

/// findAnswers: the same in pieces of any size, every part in its own place in the file, each answer the same where it
/// stands alone, and of one whole document what simdjson's other parser sees.
QString checkImport(const QByteArray &bytes);

/// VectorCutter: the same in blocks of any size, and of a whole answer what simdjson's other parser sees, but for the vectors.
QString checkCutting(const QByteArray &bytes);

/// readRateLimits, readWait, readHttpDate: numbers within their bounds. A line is a header.
QString checkHeaders(const QByteArray &bytes);

} // namespace embedscope::fuzz
