// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/taskclient.h"

#include "net/requestworker.h"

namespace embedscope {

TaskClient::TaskClient(const ServiceAddress &address, const RequestLimits &limits, const QString &spoolRoot,
                       QObject *parent) :
    QObject(parent), m_worker(new RequestWorker(address, limits, spoolRoot))
{
    qRegisterMetaType<Result<HttpAnswer>>();
    m_thread.setObjectName(QStringLiteral("network"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &RequestWorker::progressed, this, &TaskClient::progressed);
    connect(m_worker, &RequestWorker::sentAgain, this, &TaskClient::sentAgain);
    connect(m_worker, &RequestWorker::keptElsewhere, this, &TaskClient::keptElsewhere);
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

void TaskClient::getPage(quint64 ticket, int page)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, page] { worker->getPage(ticket, page); });
}

void TaskClient::setAddress(const ServiceAddress &address)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, address] { worker->setAddress(address); });
}

void TaskClient::setBodyLimit(qint64 bytes)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, bytes] { worker->setBodyLimit(bytes); });
}

void TaskClient::setCaFile(const QString &path)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path] { worker->setCaFile(path); });
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

#include "moc_taskclient.cpp"
