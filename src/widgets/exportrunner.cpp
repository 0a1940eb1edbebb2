// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportrunner.h"

#include "core/whenfinished.h"

#include <QtConcurrentRun>

using namespace std::chrono_literals;

namespace embedscope {

ExportRunner::ExportRunner(QObject *parent) : QObject(parent)
{
    connect(&m_ticker, &QTimer::timeout, this, &ExportRunner::tellProgress);
}

ExportRunner::~ExportRunner()
{
    cancel();
    m_writing.waitForFinished();
}

void ExportRunner::start(const ExportJob &job, const QString &path, bool replace)
{
    Q_ASSERT(!isRunning());
    m_shared = std::make_shared<Shared>();
    m_writing = QtConcurrent::run([job, path, replace, shared = m_shared] {
        return exportToFile(job, path, replace, shared->cancelled, [&shared](qint64 written, qint64 total) {
            shared->total = total;
            shared->written = written;
        });
    });
    m_ticker.start(60ms); // about what the eye can follow
    Q_EMIT started(path);
    whenFinished(m_writing, this, [this, path, format = job.format](const ExportOutcome &outcome) {
        m_ticker.stop();
        m_shared.reset();
        Q_EMIT finished(outcome, format, path);
    });
}

void ExportRunner::cancel()
{
    if (m_shared)
        m_shared->cancelled = true;
}

void ExportRunner::tellProgress()
{
    if (m_shared && m_shared->total > 0)
        Q_EMIT progressed(m_shared->written, m_shared->total);
}

} // namespace embedscope

#include "moc_exportrunner.cpp"
