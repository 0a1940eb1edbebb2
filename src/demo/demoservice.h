// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demooptions.h"
#include "demo/demotask.h"

#include <QObject>

#include <memory>

namespace embedscope {

class DemoCatalogue;
class DemoHttpServer;

/// The built-in service for trying the program out: a real HTTP server on 127.0.0.1 with a fixed set of
/// tasks.
class DemoService final : public QObject
{
    Q_OBJECT

public:
    explicit DemoService(QObject *parent = nullptr);
    explicit DemoService(const DemoOptions &options, QObject *parent = nullptr);
    ~DemoService() override;

    /// Starts on this port, or on a free one for 0; times like "20 s after the start" count from here. Call
    /// it once. False and the system's words where the port cannot be had.
    bool listen(quint16 port, QString *error);

    /// "http://127.0.0.1:PORT/v1.3"; empty before listen().
    QString url() const;
    /// The same in every run.
    static QList<DemoTask> tasks();
    /// Those that DemoOptions::crowd adds: "crowd 1", "crowd 2", ...
    QList<DemoTask> crowd() const;

private:
    DemoOptions m_options;
    quint16 m_port = 0;
    std::unique_ptr<DemoCatalogue> m_catalogue;
    std::unique_ptr<DemoHttpServer> m_server; // after the catalogue, which it uses
};

} // namespace embedscope
