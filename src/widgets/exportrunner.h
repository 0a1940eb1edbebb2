// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace embedscope {

/// Writes one export at a time on a thread of the pool, tells how far it is, and can be cancelled.
class ExportRunner final : public QObject
{
    Q_OBJECT

public:
    explicit ExportRunner(QObject *parent = nullptr);
    /// Cancels what is being written and waits for it; the old file stays.
    ~ExportRunner() override;

    bool isRunning() const { return m_shared != nullptr; }
    /// Only while none is running. An existing file is replaced only with `replace`.
    void start(const ExportJob &job, const QString &path, bool replace);
    void cancel();

Q_SIGNALS:
    void started(const QString &path);
    /// In bytes.
    void progressed(qint64 written, qint64 total);
    void finished(const embedscope::ExportOutcome &outcome, embedscope::ExportFormat format,
                  const QString &path);

private:
    /// What both threads see.
    struct Shared
    {
        std::atomic<bool> cancelled = false;
        std::atomic<qint64> written = 0;
        std::atomic<qint64> total = 0;
    };

    void tellProgress();

    std::shared_ptr<Shared> m_shared; // set while one is running
    QFuture<ExportOutcome> m_writing;
    QTimer m_ticker;
};

} // namespace embedscope
