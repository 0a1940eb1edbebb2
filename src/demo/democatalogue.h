// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/democrowd.h"
#include "demo/demooptions.h"
#include "demo/demotask.h"
#include "demo/filmmaker.h"
#include "demo/showntasks.h"

#include <vector>

namespace embedscope {

/// All tasks of the demo service: their answers and their states as time goes by. Dates count from its
/// making, so that no task is ever expired.
class DemoCatalogue final : public ShownTasks
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

    /// What another task than this answers; `pick` tells which, of otherCount().
    Answer answerOfOther(const QString &id, int pick) const;
    int otherCount() const { return count() - 1; }

    // All but the unknown task, for the list endpoint.
    int count() const override { return static_cast<int>(m_places.size()); }
    qint64 createdMs(int place) const override { return at(place).createdMs; }
    QLatin1StringView status(int place) const override;
    ShownTask task(int place) const override;

private:
    /// A task whose answer is at hand from the beginning, though it may be held back for a while.
    struct Entry
    {
        ShownTask task; ///< with the final status
        QByteArray body;
        std::chrono::steady_clock::time_point endsAt;

        bool hasEnded() const { return std::chrono::steady_clock::now() >= endsAt; }
    };

    /// Where a task of the list is to be found.
    struct Place
    {
        enum class Kind { Film, Entry, Crowd };

        qint64 createdMs;
        Kind kind;
        int index; ///< of its kind
    };

    void addReal(const QString &id, std::chrono::minutes age);
    void addGenerated(const FilmScript &script, std::chrono::milliseconds age,
                      std::chrono::milliseconds took);
    void addFailed();
    void sortPlaces();
    const Place &at(int place) const { return m_places.at(static_cast<size_t>(place)); }
    const Entry &entry(const Place &place) const { return m_entries.at(static_cast<size_t>(place.index)); }
    ShownTask filmTask() const;
    static QLatin1StringView statusOf(const FilmMaker::State &film);
    Answer filmAnswer() const;
    std::chrono::milliseconds sinceStart() const;

    QDateTime m_start = QDateTime::currentDateTimeUtc();
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::vector<Entry> m_entries;
    DemoCrowd m_crowd;
    std::vector<Place> m_places; // newest first
    FilmScript m_longScript;
    FilmMaker m_filmMaker;
};

} // namespace embedscope
