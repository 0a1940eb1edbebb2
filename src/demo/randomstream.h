// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace embedscope {

/// A small stream of random numbers (SplitMix64) that is the same on every machine and in every version of
/// Qt.
class RandomStream final
{
public:
    explicit RandomStream(quint64 seed) : m_state(seed) { }

    /// One seed made of several, so that each thing has a stream of its own.
    static quint64 seedOf(quint64 a, quint64 b, quint64 c = 0)
    {
        RandomStream mixed(a ^ (b * 0x9e3779b97f4a7c15ULL) ^ (c * 0xc2b2ae3d27d4eb4fULL));
        return mixed.next();
    }

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    /// 0 to `count` - 1.
    int below(int count) { return static_cast<int>((next() >> 33) % static_cast<quint64>(count)); }

    /// Bell-shaped, mean 0 and deviation 1: four 16-bit numbers added up, for no logarithm is the same
    /// everywhere.
    float bell()
    {
        const quint64 bits = next();
        const quint64 sum =
            (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
        return (static_cast<float>(sum) - 131070.0F) / 37837.2F;
    }

private:
    quint64 m_state;
};

} // namespace embedscope
