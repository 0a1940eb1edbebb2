// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answersearch.h"

#include "core/whenfinished.h"

#include <QIODevice>
#include <QtConcurrentRun>

namespace embedscope {

AnswerSearch::~AnswerSearch()
{
    cancel();
}

void AnswerSearch::cancel()
{
    if (m_cancelled)
        m_cancelled->store(true);
    m_cancelled.reset();
}

void AnswerSearch::start(const AnswerBytes &bytes, const QString &text)
{
    cancel();
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = cancelled;
    const auto searching = QtConcurrent::run([bytes, text, cancelled]() -> Result<ByteHits> {
        const auto device = bytes.open();
        if (!device)
            return Failure{.kind = FailureKind::Network, .isOfDisk = true};
        return findBytes(*device, text.toUtf8(), mostPlaces, [&cancelled] { return cancelled->load(); });
    });
    whenFinished(searching, this, [this, cancelled](const Result<ByteHits> &result) {
        if (cancelled != m_cancelled)
            return; // another one has begun, or none is wanted
        m_cancelled.reset();
        if (result)
            Q_EMIT finished(*result, {});
        else
            Q_EMIT finished({}, tr("The stored answer cannot be read any more."));
    });
}

} // namespace embedscope

#include "moc_answersearch.cpp"
