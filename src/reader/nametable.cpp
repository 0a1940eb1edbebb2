// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/nametable.h"

#include <limits>

namespace embedscope {

std::optional<quint16> NameTable::number(std::string_view name)
{
    if (const auto known = m_numbers.find(name); known != m_numbers.end())
        return known->second;
    if (m_numbers.size() >= std::numeric_limits<quint16>::max())
        return std::nullopt;
    const auto number = static_cast<quint16>(m_numbers.size());
    m_numbers.emplace(name, number);
    m_names.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    return number;
}

void NameTable::clear()
{
    m_numbers.clear();
    m_names.clear();
}

} // namespace embedscope
