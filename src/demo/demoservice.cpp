// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"

#include "demo/democatalogue.h"
#include "demo/demohttpserver.h"

#include <QTcpServer>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

DemoService::DemoService(QObject *parent) : DemoService(DemoOptions{}, parent) { }

DemoService::DemoService(const DemoOptions &options, QObject *parent)
    : QObject(parent), m_options(options) { }

DemoService::~DemoService() = default;

bool DemoService::listen(quint16 port, QString *error)
{
    // Not QAbstractHttpServer::listen(): that one cannot say why it failed.
    auto socket = std::make_unique<QTcpServer>();
    if (!socket->listen(QHostAddress::LocalHost, port)) {
        *error = socket->errorString();
        return false;
    }
    m_port = socket->serverPort();
    m_catalogue = std::make_unique<DemoCatalogue>(m_options);
    m_server = std::make_unique<DemoHttpServer>(*m_catalogue, m_options, nullptr);
    m_server->bind(socket.release()); // becomes its parent
    return true;
}

QString DemoService::url() const
{
    return m_port == 0 ? QString() : u"http://127.0.0.1:%1/v1.3"_s.arg(m_port);
}

QList<DemoTask> DemoService::tasks()
{
    return DemoCatalogue::tasks();
}

QList<DemoTask> DemoService::crowd() const
{
    QList<DemoTask> all;
    for (int number = 0; number < m_options.crowd; ++number)
        all.append({DemoCrowd::id(number), u"crowd %1"_s.arg(number + 1)});
    return all;
}

} // namespace embedscope

#include "moc_demoservice.cpp"
