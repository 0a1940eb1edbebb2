// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/savedtask.h"

namespace embedscope {

/// 128 bits made of all that a SavedTask holds: what tells whether the disk has a task otherwise, without keeping it twice
/// in memory. Two that differ have the same only by a chance of one in 2^128. Holds within one run of the program.
struct SavedPrint
{
    quint64 first = 0;
    quint64 second = 0;

    static SavedPrint of(const SavedTask &task);

    friend bool operator==(const SavedPrint &, const SavedPrint &) = default;
};

} // namespace embedscope
