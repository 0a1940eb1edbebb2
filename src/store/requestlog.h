// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/requestlogentry.h"

#include <QObject>

#include <deque>

namespace embedscope {

/// The last requests, in the order in which they ended. Tells each addition before and after, and when the oldest go.
class RequestLog final : public QObject
{
    Q_OBJECT

public:
    static constexpr int capacity = 5000;

    using QObject::QObject;

    int size() const { return static_cast<int>(m_entries.size()); }
    const RequestLogEntry &at(int index) const { return m_entries[static_cast<size_t>(index)]; }
    void add(const RequestLogEntry &entry);

Q_SIGNALS:
    void aboutToRemoveFirst(int count);
    void firstRemoved();
    void aboutToAdd();
    void added();

private:
    std::deque<RequestLogEntry> m_entries;
};

} // namespace embedscope
