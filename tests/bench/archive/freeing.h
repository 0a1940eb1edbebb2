// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Frees 10,000 small answers of an archive in `folder`, against as many unlink() and one fsync() of the folder, and prints
/// both. False where something failed.
bool measureFreeing(const QString &folder);
