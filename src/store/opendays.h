// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include <vector>

namespace embedscope {

/// The days (UTC) on which the program was open: what the archive's limit of age counts. The computer's clock alone is no
/// measure of age, for where it jumps ahead every answer would be too old at once; here a jump adds no day.
class OpenDays final
{
public:
    /// Whether it was not known.
    bool note(QDate day);
    /// How many lie between the two, without either: a day counts once a later one has come.
    int between(QDate from, QDate to) const;
    /// Ascending.
    const std::vector<QDate> &all() const { return m_days; }

    friend bool operator==(const OpenDays &, const OpenDays &) = default;

private:
    std::vector<QDate> m_days; // ascending, each once
};

} // namespace embedscope
