// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/showntasks.h"

#include <chrono>
#include <optional>
#include <vector>

namespace embedscope {

struct FilmScript;

/// Thousands of small generated tasks, told by number from 0 on. Most end in the first five minutes after the
/// start, some had ended before, a few end after ten; one in twenty fails. IDs depend on the number alone,
/// all else on the seed, too. Answers are generated when they are asked for.
class DemoCrowd final
{
public:
    static constexpr int most = 20'000;

    DemoCrowd(int count, quint64 seed, const QDateTime &start);

    int count() const { return static_cast<int>(m_members.size()); }
    static QString id(int number);
    /// Nothing for an ID that is none of the crowd's.
    std::optional<int> numberOf(const QString &id) const;

    /// Milliseconds of the UTC epoch.
    qint64 createdMs(int number) const { return m_startMs - member(number).age; }
    /// So long after the start (negative: before it).
    QLatin1StringView status(int number, std::chrono::milliseconds sinceStart) const;
    ShownTask task(int number, std::chrono::milliseconds sinceStart) const;
    /// Some hundred bytes to a few kB. The bytes of an ended task never change.
    QByteArray answer(int number, std::chrono::milliseconds sinceStart) const;

private:
    struct Member
    {
        qint32 age; ///< at the start, in milliseconds
        qint32 ends; ///< milliseconds after the start; negative: before it
        bool fails;
    };
    const Member &member(int number) const { return m_members.at(static_cast<size_t>(number)); }
    FilmScript script(int number) const;

    quint64 m_seed;
    qint64 m_startMs;
    std::vector<Member> m_members;
};

} // namespace embedscope
