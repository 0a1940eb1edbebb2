// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demooptions.h"
#include "demo/demotask.h"
#include "demo/filmmaker.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace embedscope {

/// All tasks of the demo service: their answers and their states as time goes by. Dates count from its
/// making, so that no task is ever expired.
class DemoCatalogue final
{
public:
    explicit DemoCatalogue(const DemoOptions &options);

    /// Every task, the unknown one too, in the order in which a new user should see them. The same in every
    /// run.
    static QList<DemoTask> tasks();

    /// The body of GET /embed-v2/tasks/{id}: bytes, or a file for a long one. The bytes of an ended task
    /// never change.
    struct Answer
    {
        QByteArray bytes;
        std::shared_ptr<const UnlinkedFile> file;
    };
    /// Nothing for an unknown ID.
    std::optional<Answer> answer(const QString &id) const;

    /// A task as the list endpoint shows it.
    struct Listed
    {
        QString id;
        QString model;
        QString status;
        QDateTime createdAt;
        QDateTime updatedAt;
        QJsonObject metadata; ///< with the names of the task's own answer
    };
    /// Newest first.
    std::vector<Listed> listed() const;

private:
    /// A task whose answer is at hand from the beginning, though it may be held back for a while.
    struct Entry
    {
        Listed listed; ///< with the final status
        QByteArray body;
        std::chrono::steady_clock::time_point endsAt;
    };

    void addReal(const QString &id, std::chrono::minutes age);
    void addGenerated(const FilmScript &script, std::chrono::milliseconds age,
                      std::chrono::milliseconds took);
    void addFailed();
    Listed listedFilm() const;

    QDateTime m_start = QDateTime::currentDateTimeUtc();
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::vector<Entry> m_entries;
    FilmScript m_longScript;
    FilmMaker m_filmMaker;
};

} // namespace embedscope
