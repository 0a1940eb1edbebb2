// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demofaults.h"
#include "demo/randomstream.h"

namespace embedscope {

/// What goes wrong with one answer.
enum class Fault { None, Error, Cut, Drop, Hang, Redirect, Html, Wrong };

/// Draws what goes wrong with each answer. Seeded: the same requests in the same order meet the same faults.
class FaultDice final
{
public:
    FaultDice(const DemoFaults &faults, quint64 seed);

    /// For the next request.
    Fault roll();
    /// How many bytes of a body come before it is cut: at least one, and never all.
    qint64 cutWithin(qint64 size);
    /// One of `count` things.
    int pick(int count) { return m_random.below(count); }

private:
    DemoFaults m_faults;
    RandomStream m_random;
};

} // namespace embedscope
