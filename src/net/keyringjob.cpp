// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyringjob.h"

#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

QString keyringService()
{
    return u"embedscope"_s;
}

void startKeyringJob(QKeychain::Job *job, std::chrono::milliseconds patience, QObject *context,
                     const std::function<void(QKeychain::Job *ended)> &done)
{
    // libsecret calls back into a job that still waits: deleted with whoever started it, it would be written
    // to when it is freed memory.
    Q_ASSERT(!job->parent());
    job->setKey(u"twelvelabs-api-key"_s);
    job->setInsecureFallback(false); // it is a plain file that others can read
    auto *const timer = new QTimer(context);
    timer->setSingleShot(true);
    QObject::connect(job, &QKeychain::Job::finished, timer, [timer, done](QKeychain::Job *ended) {
        timer->stop();
        timer->deleteLater();
        done(ended);
    });
    QObject::connect(timer, &QTimer::timeout, timer, [timer, job, done] {
        job->disconnect(timer);
        timer->deleteLater();
        done(nullptr);
    });
    timer->start(patience);
    job->start();
}

} // namespace embedscope
