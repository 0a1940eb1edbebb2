// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/faultdice.h"

#include <utility>

namespace embedscope {

namespace {

constexpr quint64 faultSeed = 7001; // a stream of its own, apart from the crowd's

} // namespace

FaultDice::FaultDice(const DemoFaults &faults, quint64 seed)
    : m_faults(faults), m_random(RandomStream::seedOf(seed, faultSeed))
{
}

Fault FaultDice::roll()
{
    int number = m_random.below(100);
    const std::pair<int, Fault> shares[] = {
        {m_faults.errorPercent, Fault::Error},       {m_faults.cutPercent, Fault::Cut},
        {m_faults.dropPercent, Fault::Drop},         {m_faults.hangPercent, Fault::Hang},
        {m_faults.redirectPercent, Fault::Redirect}, {m_faults.htmlPercent, Fault::Html},
        {m_faults.wrongPercent, Fault::Wrong},
    };
    for (const auto &[percent, fault] : shares) {
        if (number < percent)
            return fault;
        number -= percent;
    }
    return Fault::None;
}

qint64 FaultDice::cutWithin(qint64 size)
{
    if (size < 2)
        return 0;
    return 1 + static_cast<qint64>(m_random.next() % static_cast<quint64>(size - 1));
}

} // namespace embedscope
