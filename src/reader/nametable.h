// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace embedscope {

/// Numbers the names of modalities or scopes in order of first appearance, from 0.
class NameTable final
{
public:
    /// The number of a name in UTF-8; nothing where there are 65,535 others already.
    std::optional<quint16> number(std::string_view name);
    const QStringList &names() const { return m_names; }
    void clear();

private:
    std::map<std::string, quint16, std::less<>> m_numbers;
    QStringList m_names;
};

} // namespace embedscope
