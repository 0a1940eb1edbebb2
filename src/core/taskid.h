// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <optional>

namespace embedscope {

/// The identifier of an embedding task: 1 to 128 of the characters A-Z a-z 0-9 _ -, so that it can stand in a URL as it is.
class TaskId final
{
public:
    TaskId() = default;

    /// The ID that `text` spells, or nothing where a character or the length is not allowed. White space is not trimmed.
    static std::optional<TaskId> fromString(QStringView text);

    const QString &toString() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const TaskId &, const TaskId &) = default;
    friend bool operator<(const TaskId &a, const TaskId &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const TaskId &id, size_t seed = 0) { return qHash(id.m_text, seed); }

private:
    QString m_text;
};

/// Whether there is nothing but hex digits, in any case.
bool isHex(QStringView text);
/// Whether it has the form of all IDs that the service has given so far: 24 hex digits.
bool isServiceId(QStringView text);

} // namespace embedscope
