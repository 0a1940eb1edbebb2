// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <utility>
#include <variant>

namespace embedscope {

/// Either a value or the Failure that stands in its place; failures travel as values, never as exceptions across rooms.
template<class T>
class [[nodiscard]] Result final
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(Failure failure) : m_content(std::in_place_index<1>, std::move(failure)) { }

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    /// The value; only where hasValue().
    T &value() { return std::get<0>(m_content); }
    const T &value() const { return std::get<0>(m_content); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    /// The failure; only where not hasValue().
    Failure &failure() { return std::get<1>(m_content); }
    const Failure &failure() const { return std::get<1>(m_content); }

private:
    std::variant<T, Failure> m_content;
};

} // namespace embedscope
