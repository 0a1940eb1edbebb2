// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/pendinganswer.h"

#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

class TestPendingAnswer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        m_client.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
        QVERIFY(m_server.waitForNewConnection(test::longestWaitMs));
        m_socket = m_server.nextPendingConnection();
    }
    void cleanup()
    {
        m_client.abort();
        m_server.close();
    }

    void comesAfterItsDelay()
    {
        QElapsedTimer clock;
        clock.start();
        qint64 sentAfter = 0;
        new PendingAnswer(m_socket, 50ms, [&] {
            QVERIFY(!PendingAnswer::isOn(m_socket)); // the next request may come
            sentAfter = clock.elapsed();
        });
        QVERIFY(PendingAnswer::isOn(m_socket));
        QTRY_VERIFY(sentAfter >= 50);
    }

    void endsWithTheConnection()
    {
        bool isSent = false;
        new PendingAnswer(m_socket, 50ms, [&] { isSent = true; });
        m_socket->abort();
        QTest::qWait(100);
        QVERIFY(!isSent);
        new PendingAnswer(m_socket, 50ms, [&] { isSent = true; });
        delete m_socket;
        QTest::qWait(100);
        QVERIFY(!isSent);
    }

    void mayLastForEver()
    {
        new PendingAnswer(m_socket);
        QTest::qWait(50);
        QVERIFY(PendingAnswer::isOn(m_socket));
    }

private:
    QTcpServer m_server;
    QTcpSocket m_client;
    QTcpSocket *m_socket = nullptr;
};

EMBEDSCOPE_TEST(TestPendingAnswer)
#include "tst_pendinganswer.moc"
