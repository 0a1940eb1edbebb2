// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/keptbodies.h"

namespace embedscope {

std::vector<TaskId> KeptBodies::add(const TaskId &id, qint64 size)
{
    remove(id);
    m_numbers.insert(id, ++m_lastNumber);
    m_byAge.emplace(m_lastNumber, Body{id, size});
    m_bytes += size;
    std::vector<TaskId> going;
    while (m_bytes > m_mostBytes && m_byAge.size() > 1) {
        going.push_back(m_byAge.begin()->second.id);
        remove(going.back());
    }
    return going;
}

void KeptBodies::remove(const TaskId &id)
{
    const auto number = m_numbers.constFind(id);
    if (number == m_numbers.cend())
        return;
    const auto body = m_byAge.find(*number);
    m_bytes -= body->second.size;
    m_byAge.erase(body);
    m_numbers.erase(number);
}

} // namespace embedscope
