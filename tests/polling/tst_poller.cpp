// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/taskclient.h"
#include "polling/poller.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace embedscope;
using namespace std::chrono_literals;
using test::LoopbackServer;

/// The poller with a real client against a scripted server.
class TestPoller final : public QObject
{
    Q_OBJECT

private:
    struct Rig
    {
        explicit Rig(bool onlyOneRound = false)
            : client(*ServiceAddress::fromString(server.baseUrl())),
              poller(client, {.interval = 20ms, .budget = {1'000'000, 0}, .onlyOneRound = onlyOneRound})
        {
            QObject::connect(&poller, &Poller::answered, &poller,
                             [this](const TaskId &id, const SharedTask &task, const AnswerBytes &, auto) {
                                 answers[id].push_back(task->state);
                             });
            QObject::connect(&poller, &Poller::failed, &poller,
                             [this](const TaskId &id, const Failure &failure, const RetryDecision &decision, int, auto) {
                                 failures[id].push_back(failure.kind);
                                 if (decision.settled)
                                     settled[id] = *decision.settled;
                             });
            poller.setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        }
        LoopbackServer server;
        TaskClient client;
        Poller poller;
        QHash<TaskId, std::vector<TaskState>> answers;
        QHash<TaskId, std::vector<FailureKind>> failures;
        QHash<TaskId, TaskState> settled;
    };

    static TaskId id(int number)
    {
        return *TaskId::fromString(QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')));
    }
    static QByteArray body(const TaskId &task, const char *status) { return LoopbackServer::taskBody(task.toString(), status); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void asksUntilTheTaskHasEndedAndNeverAgain()
    {
        Rig rig;
        rig.server.setTask(id(1).toString(), body(id(1), "processing"));
        rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(rig.answers[id(1)].size() >= 3);
        rig.server.setTask(id(1).toString(), body(id(1), "ready"));
        QTRY_COMPARE(rig.answers[id(1)].back(), TaskState::Ready);
        const int asked = rig.server.requestsFor(id(1).toString());
        QTest::qWait(150);
        QCOMPARE(rig.server.requestsFor(id(1).toString()), asked);
        QVERIFY(!rig.poller.nextPoll());
    }

    /// A page of the old service may be on its way to be judged while another service is set.
    void aPageOfTheOldServiceIsNotTakenForTheNewOnes()
    {
        Rig rig;
        rig.server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(
                200, R"({"data":[],"page_info":{"page":1,"limit_per_page":50,"total_page":1}})")}};
        });
        int shown = 0;
        QObject::connect(&rig.poller, &Poller::pageShown, &rig.poller, [&shown] { ++shown; });
        bool wasAnotherStart = false;
        // As soon as the page's bytes are there, and before they are judged.
        QObject::connect(&rig.client, &TaskClient::finished, &rig.poller, [&] {
            if (!std::exchange(wasAnotherStart, true)) {
                rig.poller.startAnew();
                rig.poller.askPage(2);
            }
        });
        rig.poller.askPage(1);
        QTRY_COMPARE(shown, 1);
        QVERIFY(wasAnotherStart);
        QCOMPARE(rig.poller.requestsUnderWay(), 0);
        QCOMPARE(rig.server.requests().size(), size_t(2));
        QSignalSpy more(&rig.poller, &Poller::pageShown);
        rig.poller.askPage(3);
        QTRY_COMPARE(more.size(), 1);
        QCOMPARE(more.front().front().toInt(), 3);
        QCOMPARE(shown, 2);
    }

    void atMostSixAtOnce()
    {
        Rig rig;
        rig.server.setHandler([](const LoopbackServer::Request &request) {
            const QByteArray task = request.path.right(24);
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(QString::fromLatin1(task), "ready")),
                 .pauseMs = 10}};
        });
        std::vector<TaskId> ids;
        for (int i = 0; i < 100; ++i)
            ids.push_back(id(i));
        rig.poller.watch(ids);
        QTRY_COMPARE(rig.answers.size(), 100);
        QCOMPARE(rig.server.requests().size(), size_t(101)); // one more for the list, which this service has not
        QVERIFY(rig.server.mostAtOnce() <= 6);
        QVERIFY(rig.server.mostAtOnce() > 1);
    }

    void notFoundIsSettledByThreeInARow()
    {
        Rig rig;
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.settled.value(id(1)), TaskState::NotFound);
        QCOMPARE(rig.server.requestsFor(id(1).toString()), 3);
    }

    void anotherTasksAnswerIsNeverTaken()
    {
        Rig rig;
        rig.server.setTask(id(1).toString(), body(id(2), "ready"));
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.failures[id(1)].size(), size_t(1));
        QCOMPARE(rig.failures[id(1)].front(), FailureKind::WrongTask);
        rig.server.setTask(id(1).toString(), body(id(1), "ready"));
        QTRY_COMPARE(rig.answers[id(1)].size(), size_t(1));
    }

    void oneWrongTaskInBetweenDoesNotCount()
    {
        // Three in a row settle, so two, an answer, and two more must not.
        Rig rig;
        int asked = 0;
        rig.server.setHandler([&](const LoopbackServer::Request &) {
            const bool good = ++asked % 3 == 0;
            return LoopbackServer::Script{
                {.bytes = good ? LoopbackServer::wholeAnswer(200, body(id(1), "processing"))
                               : LoopbackServer::wholeAnswer(404, "{}")}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(rig.answers[id(1)].size() >= 2);
        QVERIFY(!rig.settled.contains(id(1)));
    }

    void aRefusedKeyStopsEverythingAndANewOneGoesOn()
    {
        Rig rig;
        bool refuse = true;
        rig.server.setHandler([&](const LoopbackServer::Request &request) {
            const QByteArray task = request.path.right(24);
            return LoopbackServer::Script{
                {.bytes = refuse ? LoopbackServer::wholeAnswer(401, R"({"code":"api_key_invalid"})")
                                 : LoopbackServer::wholeAnswer(
                                     200, LoopbackServer::taskBody(QString::fromLatin1(task), "ready"))}};
        });
        std::vector<TaskId> ids;
        for (int i = 0; i < 50; ++i)
            ids.push_back(id(i));
        rig.poller.watch(ids);
        QTRY_VERIFY(rig.poller.standstill().has_value());
        QTRY_COMPARE(rig.poller.requestsUnderWay(), 0);
        const size_t asked = rig.server.requests().size();
        QVERIFY(asked <= 12);
        QTest::qWait(200);
        QCOMPARE(rig.server.requests().size(), asked);
        QCOMPARE(rig.poller.standstill()->serviceCode, QStringLiteral("api_key_invalid"));

        refuse = false;
        rig.poller.setKey(ApiKey("better", ApiKey::Source::Entered, {}));
        QTRY_COMPARE(rig.answers.size(), 50);
        QVERIFY(!rig.poller.standstill());
        QCOMPARE(rig.server.requests().back().headers.value("x-api-key"), QByteArray("better"));
    }

    void whatIsNotTheServiceSettlesNothingAndStopsNothing_data()
    {
        QTest::addColumn<QByteArray>("instead");
        const QByteArray page = "<html><title>Hotel</title>";
        QTest::newRow("a page") << LoopbackServer::wholeAnswer(200, page);
        QTest::newRow("nothing") << LoopbackServer::wholeAnswer(200, {});
        QTest::newRow("a page 401") << LoopbackServer::wholeAnswer(401, page);
        QTest::newRow("a page 403") << LoopbackServer::wholeAnswer(403, page);
        QTest::newRow("a page 404") << LoopbackServer::wholeAnswer(404, page);
        QTest::newRow("a login 407") << LoopbackServer::wholeAnswer(407, {});
        QTest::newRow("a sign-in 511") << LoopbackServer::wholeAnswer(511, {});
        QTest::newRow("a redirect") << LoopbackServer::wholeAnswer(302, {}, "Location: http://login.invalid/\r\n");
    }
    void whatIsNotTheServiceSettlesNothingAndStopsNothing()
    {
        QFETCH(QByteArray, instead);
        Rig rig;
        bool isSignedIn = false;
        rig.server.setHandler([&](const LoopbackServer::Request &request) {
            const QString task = QString::fromLatin1(request.path.right(24));
            return LoopbackServer::Script{{.bytes = !isSignedIn ? instead
                                               : request.path.contains('?')
                                               ? LoopbackServer::wholeAnswer(404, "{}")
                                               : LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(task, "ready"))}};
        });
        const std::array ids{id(1), id(2), id(3), id(4)};
        rig.poller.watch(ids);
        QTRY_VERIFY(rig.poller.view().isUnreached);
        QTRY_COMPARE(rig.poller.requestsUnderWay(), 0);
        const auto before = rig.server.requests().size();
        QVERIFY(before <= 6); // at most what was under way at once; then one at a time
        QTRY_VERIFY(rig.poller.view().nextTry);
        QVERIFY(!rig.poller.standstill());
        QVERIFY(rig.settled.isEmpty());
        isSignedIn = true;
        QTRY_COMPARE_WITH_TIMEOUT(rig.answers.size(), 4, test::longestWaitMs);
        QVERIFY(rig.settled.isEmpty());
        QVERIFY(!rig.poller.view().isUnreached);
        for (const auto &failures : qAsConst(rig.failures)) {
            for (const FailureKind kind : failures)
                QVERIFY(kind == FailureKind::NotTheService || kind == FailureKind::Redirect);
        }
    }

    void aRequestThatTheServiceRefusesIsNotSentForEver()
    {
        Rig rig;
        rig.server.setTask(id(1).toString(), R"({"code":"parameter_invalid","message":"No."})", 400);
        rig.server.setTask(id(2).toString(), body(id(2), "processing"));
        rig.poller.watch(std::array{id(1), id(2)});
        QTRY_COMPARE_WITH_TIMEOUT(rig.settled.value(id(1)), TaskState::Refused, test::longestWaitMs);
        QCOMPARE(rig.server.requestsFor(id(1).toString()), 3);
        const size_t later = rig.answers[id(2)].size() + 3;
        QTRY_VERIFY_WITH_TIMEOUT(rig.answers[id(2)].size() >= later, test::longestWaitMs);
        QCOMPARE(rig.server.requestsFor(id(1).toString()), 3);
        rig.poller.askNow(std::array{id(1)});
        QTRY_COMPARE_WITH_TIMEOUT(rig.server.requestsFor(id(1).toString()), 4, test::longestWaitMs);
    }

    void thatNothingIsReachedIsToldUntilItIs()
    {
        Rig rig;
        rig.poller.setPatience(100ms);
        int told = 0;
        QObject::connect(&rig.poller, &Poller::pollingChanged, &rig.poller, [&told] { ++told; });
        rig.server.setTask(id(1).toString(), body(id(1), "ready"));
        rig.server.stop();
        rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(rig.poller.view().isUnreached);
        QTRY_VERIFY(told > 0);
        QCOMPARE(rig.poller.view().unreached->why.kind, FailureKind::Network);
        const int toldBefore = told;
        QVERIFY(rig.server.listenAgain());
        QTRY_COMPARE_WITH_TIMEOUT(rig.answers[id(1)].size(), size_t(1), test::longestWaitMs);
        QVERIFY(!rig.poller.view().isUnreached);
        QVERIFY(told > toldBefore);
    }

    /// Whoever removes the one task that is just being tried must not keep all others waiting.
    void aProbeThatIsTakenBackMakesPlaceForAnother()
    {
        Rig rig;
        bool isSignedIn = false;
        rig.server.setHandler([&](const LoopbackServer::Request &request) {
            const QString task = QString::fromLatin1(request.path.right(24));
            if (!isSignedIn)
                return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, "<html>")}};
            if (request.path.contains('?') || task == id(1).toString())
                return LoopbackServer::Script{}; // and never a word
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(task, "ready"))}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(rig.poller.view().isUnreached);
        QTRY_COMPARE(rig.poller.requestsUnderWay(), 0);
        isSignedIn = true;
        QTRY_COMPARE_WITH_TIMEOUT(rig.poller.requestsUnderWay(), 1, test::longestWaitMs);
        rig.poller.watch(std::array{id(2)});
        rig.poller.forget(std::array{id(1)});
        QTRY_COMPARE_WITH_TIMEOUT(rig.answers.value(id(2)).size(), size_t(1), test::longestWaitMs);
    }

    void anOldKeysRefusalSaysNothingOfTheNewOne_data()
    {
        QTest::addColumn<bool>("hasCome");
        QTest::addColumn<bool>("isPage");
        for (const bool isPage : {false, true}) {
            QTest::addRow("under way, %s", isPage ? "page" : "task") << false << isPage;
            QTest::addRow("being judged, %s", isPage ? "page" : "task") << true << isPage;
        }
    }

    /// A 401 to the old key may be on its way, or being judged, while another key is set.
    void anOldKeysRefusalSaysNothingOfTheNewOne()
    {
        QFETCH(const bool, hasCome);
        QFETCH(const bool, isPage);
        Rig rig;
        QSignalSpy takenBack(&rig.poller, &Poller::takenBack);
        std::vector<bool> shown; // whether it could be had
        QObject::connect(&rig.poller, &Poller::pageShown, &rig.poller,
                         [&shown](int, const auto &page) { shown.push_back(bool(page)); });
        const auto setNewKey = [&rig] { rig.poller.setKey(ApiKey("new", ApiKey::Source::Entered, {})); };
        rig.server.setHandler([&](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (request.headers.value("x-api-key") != "new") {
                if (!hasCome)
                    setNewKey();
                return {{.bytes = LoopbackServer::wholeAnswer(401, {})}};
            }
            const QByteArray page = R"({"data":[],"page_info":{"page":1,"limit_per_page":50,"total_page":1}})";
            return {{.bytes = LoopbackServer::wholeAnswer(200, isPage ? page : body(id(1), "ready"))}};
        });
        // After the poller has begun to judge it, and before it is judged.
        QObject::connect(&rig.client, &TaskClient::finished, &rig.poller, [&, wasSet = !hasCome]() mutable {
            if (!std::exchange(wasSet, true))
                setNewKey();
        });
        if (isPage)
            rig.poller.askPage(1);
        else
            rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(isPage ? !shown.empty() : rig.answers.value(id(1)) == std::vector{TaskState::Ready});
        QVERIFY(!rig.poller.standstill());
        QCOMPARE(rig.failures.value(id(1)), std::vector<FailureKind>());
        QCOMPARE(takenBack.size(), isPage ? 0 : 1);
        QCOMPARE(rig.server.requests().size(), size_t(2));
        QCOMPARE(rig.poller.requestsUnderWay(), 0);
        QCOMPARE(shown, isPage ? std::vector{true} : std::vector<bool>());
    }

    void theSameKeyAgainTakesNothingBack()
    {
        Rig rig;
        rig.server.setHandler([&](const LoopbackServer::Request &) -> LoopbackServer::Script {
            rig.poller.setKey(ApiKey("k", ApiKey::Source::File, QStringLiteral("a file")));
            return {{.bytes = LoopbackServer::wholeAnswer(200, body(id(1), "ready"))}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.answers.value(id(1)), std::vector{TaskState::Ready});
        QCOMPARE(rig.server.requests().size(), size_t(1));
    }

    void retryAfterHoldsForAll()
    {
        Rig rig;
        QElapsedTimer sinceRefusal;
        std::vector<qint64> later;
        rig.server.setHandler([&](const LoopbackServer::Request &request) {
            const QByteArray task = request.path.right(24);
            if (!sinceRefusal.isValid()) {
                sinceRefusal.start();
                return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(429, "{}", "Retry-After: 1\r\n")}};
            }
            later.push_back(sinceRefusal.elapsed());
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(QString::fromLatin1(task), "ready"))}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.failures[id(1)].size(), size_t(1));
        rig.poller.watch(std::array{id(2), id(3)});
        rig.poller.pollNow(); // not even on purpose
        QTRY_COMPARE(rig.answers.size(), 3);
        for (const qint64 ms : later)
            QVERIFY2(ms >= 1000, qPrintable(QString::number(ms)));
    }

    void pausesAndGoesOn()
    {
        Rig rig;
        rig.server.setTask(id(1).toString(), body(id(1), "processing"));
        rig.poller.setPaused(true);
        rig.poller.watch(std::array{id(1)});
        QTest::qWait(100);
        QVERIFY(rig.server.requests().empty());
        rig.poller.setPaused(false);
        QTRY_VERIFY(rig.answers[id(1)].size() >= 2);
    }

    void whatIsForgottenIsForgottenEvenInFlight()
    {
        Rig rig;
        rig.server.setHandler([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(200, body(id(1), "ready")), .pauseMs = 100}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.server.requests().size(), size_t(1));
        rig.poller.forget(std::array{id(1)});
        QCOMPARE(rig.poller.requestsUnderWay(), 0);
        QTest::qWait(250);
        QVERIFY(rig.answers.isEmpty());
        // Added again it is a new task with a request of its own.
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.answers[id(1)].size(), size_t(1));
        QCOMPARE(rig.server.requests().size(), size_t(2));
    }

    void oneRoundAsksOnce()
    {
        Rig rig(true);
        rig.server.setTask(id(1).toString(), body(id(1), "processing"));
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.answers[id(1)].size(), size_t(1));
        QTest::qWait(150);
        QCOMPARE(rig.server.requests().size(), size_t(1));
    }

    void everyRequestThatReachesTheServerIsLogged()
    {
        Rig rig;
        int logged = 0;
        QObject::connect(&rig.poller, &Poller::logged, &rig.poller, [&logged] { ++logged; });
        int asked = 0;
        rig.server.setHandler([&](const LoopbackServer::Request &request) {
            if (request.path.contains('?'))
                return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(404, "{}")}};
            if (++asked % 4 == 0) // closed without an answer: Qt would send it again, untold
                return LoopbackServer::Script{{.bytes = {}, .then = LoopbackServer::Step::Then::Close}};
            const QString task = QString::fromLatin1(request.path.right(24));
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(task, "ready"))}};
        });
        std::vector<TaskId> ids;
        for (int i = 0; i < 8; ++i)
            ids.push_back(id(i));
        rig.poller.watch(ids);
        QTRY_COMPARE(rig.answers.size(), 8);
        QTRY_COMPARE(rig.poller.requestsUnderWay(), 0);
        QCOMPARE(size_t(logged), rig.server.requests().size());
    }

    void aPageForTheUserComesOnceAndTellsItsFailure()
    {
        Rig rig;
        std::vector<std::pair<int, bool>> shown;
        QObject::connect(&rig.poller, &Poller::pageShown, &rig.poller,
                         [&shown](int page, const Result<TaskListPage> &content) {
                             shown.emplace_back(page, bool(content));
                         });
        rig.server.setHandler([](const LoopbackServer::Request &request) {
            const bool first = request.path.contains("page=1&");
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(
                                               first ? 200 : 404, first ? R"({"data":[],"page_info":{"total_page":2}})" : "{}")}};
        });
        rig.poller.askPage(1);
        rig.poller.askPage(2);
        QTRY_COMPARE(shown.size(), size_t(2));
        std::ranges::sort(shown);
        QCOMPARE(shown, (std::vector<std::pair<int, bool>>{{1, true}, {2, false}}));
        QTest::qWait(50);
        QCOMPARE(rig.server.requests().size(), size_t(2));
    }

    void silenceIsTold()
    {
        Rig rig;
        rig.poller.setPatience(100ms);
        int told = 0;
        QObject::connect(&rig.poller, &Poller::pollingChanged, &rig.poller, [&told] { ++told; });
        rig.server.setHandler([](const LoopbackServer::Request &request) {
            const QString task = QString::fromLatin1(request.path.right(24));
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(200, LoopbackServer::taskBody(task, "ready")), .pauseMs = 1000}};
        });
        rig.poller.watch(std::array{id(1)});
        QTRY_COMPARE(rig.poller.view().silent, 1);
        QTRY_VERIFY(told > 0);
        QVERIFY(rig.poller.view().silentSince < MonotonicClock::now());
        QTRY_COMPARE(rig.answers.size(), 1);
        QCOMPARE(rig.poller.view().silent, 0);
    }

    void aServerThatComesBackIsFoundAgain()
    {
        Rig rig;
        rig.server.setTask(id(1).toString(), body(id(1), "ready"));
        rig.server.stop();
        rig.poller.watch(std::array{id(1)});
        QTRY_VERIFY(!rig.failures[id(1)].empty());
        QCOMPARE(rig.failures[id(1)].front(), FailureKind::Network);
        QVERIFY(rig.server.listenAgain());
        QTRY_COMPARE(rig.answers[id(1)].size(), size_t(1));
    }
};

EMBEDSCOPE_TEST(TestPoller)
#include "tst_poller.moc"
