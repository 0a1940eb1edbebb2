// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/taskclient.h"

#include "net/requestworker.h"

namespace embedscope {

TaskClient::TaskClient(const ServiceAddress &address, const RequestLimits &limits, QObject *parent) :
    QObject(parent), m_worker(new RequestWorker(address, limits))
{
    qRegisterMetaType<Result<HttpAnswer>>();
    m_thread.setObjectName(QStringLiteral("network"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &RequestWorker::progressed, this, &TaskClient::progressed);
    connect(m_worker, &RequestWorker::finished, this, &TaskClient::finished);
    m_thread.start();
}

TaskClient::~TaskClient()
{
    m_thread.quit();
    m_thread.wait();
}

void TaskClient::setKey(const ApiKey &key)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, key] { worker->setKey(key); });
}

void TaskClient::get(quint64 ticket, const TaskId &id)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, id] { worker->get(ticket, id); });
}

void TaskClient::cancel(quint64 ticket)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket] { worker->cancel(ticket); });
}

void TaskClient::renewConnections()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->renewConnections(); });
}

} // namespace embedscope
