// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

#include <utility>

namespace embedscope {

/// Calls `callback` with the future's result on the context's thread, never before this returns; not at all where the
/// context is gone by then. QFuture::then(context, ...) promises the same, but in Qt 6.4 it ends the program (an
/// assertion) or races when the context dies first.
template<class T, class Callback>
void whenFinished(const QFuture<T> &future, QObject *context, Callback callback)
{
    auto *const watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, callback = std::move(callback)]() mutable {
                         watcher->deleteLater();
                         callback(watcher->future().result());
                     });
    watcher->setFuture(future);
}

} // namespace embedscope
