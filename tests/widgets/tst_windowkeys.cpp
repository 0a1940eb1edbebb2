// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keydialog.h"

#include "net/keystore.h"
#include "support/testprogram.h"
#include "widgets/windowstage.h"

#include <QMessageBox>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// How the window asks for the API key, tests, uses and forgets it, by real key presses.
class TestWindowKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void withoutAKeyABannerSaysHowToGiveOne()
    {
        WindowStage stage{QByteArray()};
        stage.served.serve(1, processingAnswer(1));
        QVERIFY(stage.notice().isVisible());
        QVERIFY(stage.notice().text().contains("TWELVELABS_API_KEY"_L1));
        QVERIFY(stage.notice().text().contains("--api-key-file"_L1));
        QCOMPARE(textOf(stage.window, "keyLabel"), u"Key: none"_s);
        stage.window.addTasks(std::array{testId(1)});
        QVERIFY(stage.served.server.requests().empty());

        stage.press(Qt::Key_K, Qt::ControlModifier);
        auto *const dialog = stage.window.findChild<KeyDialog *>();
        QVERIFY(dialog && WindowStage::waitForFocusIn(*dialog));
        QTest::keyClicks(QApplication::focusWidget(), u"tlk_secret"_s);
        stage.press(Qt::Key_Return);
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Processing);
        QVERIFY(!stage.notice().isVisible());
        QCOMPARE(stage.served.server.requests().front().headers.value("x-api-key"), "tlk_secret");
        QCOMPARE(textOf(stage.window, "keyLabel"), u"Key: entered, for this run only"_s);
        for (const QLabel *const label : stage.window.findChildren<QLabel *>())
            QVERIFY(!label->text().contains("tlk_secret"_L1));
    }

    void aKeyIsTestedBeforeItIsUsed()
    {
        WindowStage stage{QByteArray()};
        stage.served.server.setHandler([](const LoopbackServer::Request &request) {
            const QByteArray key = request.headers.value("x-api-key");
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(
                     401, "{\"code\":\"api_key_invalid\",\"message\":\"Not " + key + "\"}")}};
        });
        stage.press(Qt::Key_K, Qt::ControlModifier);
        auto *const dialog = stage.window.findChild<KeyDialog *>();
        QVERIFY(dialog && WindowStage::waitForFocusIn(*dialog));
        QTest::keyClicks(QApplication::focusWidget(), u"tlk_secret"_s);
        stage.press(Qt::Key_Tab);
        stage.press(Qt::Key_Space);
        QTRY_COMPARE(textOf(*dialog, "resultLabel"),
                     u"The service refuses this key (Not ***). Check that it is whole and still valid."_s);
        QVERIFY(stage.served.feed.key().isEmpty());
        stage.press(Qt::Key_Escape);
        QTRY_VERIFY(!stage.window.findChild<KeyDialog *>());
        QVERIFY(stage.served.feed.key().isEmpty());
    }

    void aKeyThatNoKeyringKeepsIsForThisRunAndForgottenOnWish()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus");
        KeyStore store;
        WindowStage stage(QByteArray(), {.keyStore = &store});
        const auto *const label = stage.window.findChild<QLabel *>(u"keyLabel"_s);
        stage.press(Qt::Key_K, Qt::ControlModifier);
        auto *const dialog = stage.window.findChild<KeyDialog *>();
        QVERIFY(dialog && WindowStage::waitForFocusIn(*dialog));
        QTest::keyClicks(QApplication::focusWidget(), u"tlk_secret"_s);
        stage.press(Qt::Key_Return);
        QTRY_COMPARE(label->text(), u"Key: entered, for this run only"_s);
        QVERIFY(label->toolTip().contains("It is not kept: No keyring"_L1));

        QTRY_VERIFY(!stage.window.findChild<KeyDialog *>());
        stage.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        for (const bool sure : {false, true}) {
            stage.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
            auto *const box = stage.window.findChild<QMessageBox *>();
            QVERIFY(box && WindowStage::waitForFocusIn(*box));
            stage.press(sure ? Qt::Key_F : Qt::Key_Return, sure ? Qt::AltModifier : Qt::NoModifier);
            QTRY_VERIFY(!stage.window.findChild<QMessageBox *>());
            QCOMPARE(stage.served.feed.key().isEmpty(), sure);
            stage.window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        }
        QCOMPARE(label->text(), u"Key: none"_s);
        QTRY_VERIFY(stage.notice().text().startsWith("The key is not used any more, but"_L1));
    }

    void theDemoLeavesKeysAlone()
    {
        KeyStore store;
        WindowStage stage("demo", {.demo = true, .keyStore = &store});
        for (const char *const name : {"keyAction", "forgetKeyAction"}) {
            QVERIFY(!stage.action(name).isEnabled());
            QVERIFY(stage.action(name).toolTip().startsWith("The demo has a key of its own"_L1));
        }
        stage.press(Qt::Key_K, Qt::ControlModifier);
        stage.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!stage.window.findChild<QDialog *>());
    }

    void whileAKeyIsLookedForNothingIsClaimed()
    {
        WindowStage stage(QByteArray(), {.keySearchUnderWay = true});
        QVERIFY(!stage.notice().isVisible());
        QVERIFY(!stage.action("forgetKeyAction").isEnabled());
        stage.window.setKeySearch(false, u"The key file k is empty."_s);
        QVERIFY(stage.notice().isVisible());
        QVERIFY(stage.notice().text().startsWith("The key file k is empty."_L1));
    }

    void aRefusedKeyStopsPollingWithOneBanner()
    {
        WindowStage stage;
        stage.served.serve(1, R"({"code":"api_key_invalid","message":"no"})", 401);
        stage.window.addTasks(std::array{testId(1)});
        QTRY_VERIFY(stage.notice().isVisible());
        QVERIFY(stage.notice().text().startsWith("Polling has stopped."_L1));
        QVERIFY(!QApplication::activeModalWidget());
        stage.served.serve(1, processingAnswer(1));
        stage.press(Qt::Key_F5);
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Processing);
        QVERIFY(!stage.notice().isVisible());
    }
};

EMBEDSCOPE_TEST(TestWindowKeys)
#include "tst_windowkeys.moc"
