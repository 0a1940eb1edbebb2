// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiveworker.h"

#include "store/answerarchive.h"
#include "store/archivedsource.h"

#include <QSet>
#include <QTimer>

#include <utility>

namespace embedscope {

ArchiveWorker::ArchiveWorker(const QString &folder, QObject *parent) :
    QObject(parent), m_folder(folder), m_context(new QObject)
{
    m_thread.setObjectName(QStringLiteral("archive"));
    m_context->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(m_context, [this] { m_archive = std::make_unique<AnswerArchive>(m_folder); });
}

ArchiveWorker::~ArchiveWorker()
{
    m_isEnding = true;
    // Not quit() from here: it would pass by what is queued.
    QMetaObject::invokeMethod(m_context, [this] { m_thread.quit(); });
    m_thread.wait();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // tells how the last ones ended
}

void ArchiveWorker::store(const TaskId &id, const AnswerBytes &bytes)
{
    ++m_pending;
    QMetaObject::invokeMethod(m_context, [this, id, bytes] {
        const auto result = m_archive->store(id, bytes);
        if (result && m_isPacking && !result->isPacked) {
            m_toPack.push_back(*result);
            packNext();
        }
        QMetaObject::invokeMethod(this, [this, id, result] {
            --m_pending;
            if (result)
                Q_EMIT stored(id, *result);
            else
                Q_EMIT storeFailed(id, result.failure());
        });
    });
}

void ArchiveWorker::pack(const ArchivedAnswer &answer)
{
    QMetaObject::invokeMethod(m_context, [this, answer] {
        if (!m_isPacking)
            return;
        m_toPack.push_back(answer);
        packNext();
    });
}

void ArchiveWorker::remove(std::vector<ArchivedAnswer> answers)
{
    if (answers.empty())
        return;
    QMetaObject::invokeMethod(m_context, [this, answers = std::move(answers)] { removeNow(answers); });
}

/// In the worker's thread.
void ArchiveWorker::removeNow(const std::vector<ArchivedAnswer> &answers)
{
    if (!m_toPack.empty()) {
        QSet<QString> names;
        for (const ArchivedAnswer &answer : answers)
            names.insert(answer.fileName(false));
        std::erase_if(m_toPack, [&names](const ArchivedAnswer &waiting) { return names.contains(waiting.fileName()); });
    }
    const auto outcomes = m_archive->remove(answers);
    std::vector<ArchivedAnswer> gone;
    std::vector<Failure> failures;
    for (size_t i = 0; i < answers.size(); ++i) {
        if (outcomes[i])
            failures.push_back(*outcomes[i]);
        else
            gone.push_back(answers[i]);
    }
    QMetaObject::invokeMethod(this, [this, gone = std::move(gone), failures = std::move(failures)] {
        if (!failures.empty())
            Q_EMIT removeFailed(failures);
        if (!gone.empty())
            Q_EMIT removed(gone);
    });
}

AnswerBytes ArchiveWorker::open(const ArchivedAnswer &answer) const
{
    return archivedBytes(m_folder, answer);
}

/// In the worker's thread. A timer's turn comes after everything that is queued, so storing goes before packing.
void ArchiveWorker::packNext()
{
    QTimer::singleShot(0, m_context, [this] {
        if (m_toPack.empty() || m_isEnding)
            return;
        if (!m_isPacking) {
            m_toPack.clear();
            return;
        }
        const ArchivedAnswer raw = m_toPack.front();
        m_toPack.pop_front();
        const auto result = m_archive->pack(raw, [this] { return m_isEnding.load(); });
        QMetaObject::invokeMethod(this, [this, raw, result] {
            if (!result && result.failure().kind != FailureKind::Cancelled)
                Q_EMIT packFailed(raw.id, result.failure());
            if (result && result->isPacked)
                Q_EMIT packed(raw.id, *result);
        });
    });
}

} // namespace embedscope

#include "moc_archiveworker.cpp"
