// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#endif
#include <qt6keychain/keychain.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace embedscope {

// What looking for the key in the desktop's keyring and keeping it there have in common.

/// QtKeychain's service, which the keyring shows as the entry's name.
QString keyringService();

/// Starts `job` on the API key's entry, never with QtKeychain's fallback to a file. `done` is called once:
/// with the job when it has ended, with nullptr when its patience is over; not any more once `context` has
/// gone. The job must have no parent: it deletes itself.
void startKeyringJob(QKeychain::Job *job, std::chrono::milliseconds patience, QObject *context,
                     const std::function<void(QKeychain::Job *ended)> &done);

} // namespace embedscope
