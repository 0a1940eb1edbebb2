// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "reader/bytesearch.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace embedscope {

/// Searches an answer of any size on another thread. The last search asked for wins; one that is not wanted any
/// more ends at its next block.
class AnswerSearch final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t mostPlaces = 100'000; ///< that can be gone to; all are counted

    using QObject::QObject;
    ~AnswerSearch() override;

    /// Tells finished() later, also for an empty text.
    void start(const AnswerBytes &bytes, const QString &text);
    void cancel();
    bool isRunning() const { return m_cancelled != nullptr; }

Q_SIGNALS:
    /// `problem` is a sentence where the answer could not be searched.
    void finished(const embedscope::ByteHits &hits, const QString &problem);

private:
    std::shared_ptr<std::atomic<bool>> m_cancelled; // of the search that is running
};

} // namespace embedscope
