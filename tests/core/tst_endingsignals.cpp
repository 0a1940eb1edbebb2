// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/endingsignals.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace embedscope;

class TestEndingSignals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachOfThemIsTold_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void eachOfThemIsTold()
    {
        QFETCH(int, number);
        std::signal(number, SIG_DFL);
        const EndingSignals ending;
        QSignalSpy arrived(&ending, &EndingSignals::arrived);
        QVERIFY(!ending.hasCome());
        ::raise(number);
        QVERIFY(ending.hasCome()); // without an event loop
        QTRY_COMPARE(arrived.count(), 1);
        QCOMPARE(ending.exitCode(), 128 + number);
        ::raise(number); // at the same moment: timeout(1) tells a process and its group
        QCOMPARE(arrived.count(), 1);
    }

    void theSecondEndsTheProcessAtOnce()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const EndingSignals ending;
            ::raise(SIGTERM);
            if (!ending.hasCome())
                ::_exit(1);
            for (;;) // nothing else is done, no events are handled
                ::raise(SIGTERM);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGTERM);
    }

    void whatNohupAskedForStays()
    {
        std::signal(SIGHUP, SIG_IGN);
        {
            const EndingSignals ending;
            ::raise(SIGHUP);
            QVERIFY(!ending.hasCome());
        }
        struct sigaction after{};
        ::sigaction(SIGHUP, nullptr, &after);
        QVERIFY(after.sa_handler == SIG_IGN);
        std::signal(SIGHUP, SIG_DFL);
    }
};

EMBEDSCOPE_TEST(TestEndingSignals)
#include "tst_endingsignals.moc"
