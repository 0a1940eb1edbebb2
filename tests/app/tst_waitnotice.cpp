// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/waitnotice.h"

#include "net/apikey.h"
#include "net/serviceaddress.h"
#include "store/taskfeed.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QStandardPaths>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// On a real socket: a wait is told once, and again when it changes.
class TestWaitNotice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aWaitIsToldOnceAndAgainWhenItChanges()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(429, R"({"error":{"details":{"retryAfter":"3600"}}})")}};
        });
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}), {});
        QStringList lines;
        const WaitNotice notice(feed, [&lines](const QString &line) { lines.append(line); }, 20ms);
        feed.add(std::array{*TaskId::fromString(u"0123456789abcdef01234567"_s)});
        QTRY_COMPARE(lines.size(), 1);
        QVERIFY(lines.front().startsWith("The service asked to wait. The next request is sent at "_L1));
        feed.setBudget({.perMinute = 60, .perDay = 1}); // and then the day is spent as well
        QTRY_COMPARE(lines.size(), 2);
        QVERIFY(lines.back().contains("The one request of this day is used"_L1));
    }
};

EMBEDSCOPE_TEST(TestWaitNotice)
#include "tst_waitnotice.moc"
