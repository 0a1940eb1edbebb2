// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace embedscope {

// Other programs that are started from here: players, browsers, file managers, this one again. None of them gets the API key.

/// The variables that can hold the API key, in the order in which they are looked at.
QStringList keyVariables();

/// Takes them out of the environment of this process, which is what Qt's own ways to open an address hand on. For who has a
/// copy of it; before there are threads.
void removeKeyVariables();

/// The environment for a program that is started from here.
QProcessEnvironment environmentOfOthers();

/// Starts a program that outlives this one; false where it cannot be started.
bool startOther(const QString &program, const QStringList &arguments);

} // namespace embedscope
