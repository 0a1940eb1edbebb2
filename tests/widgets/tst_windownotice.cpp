// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windownotice.h"

#include "support/testprogram.h"
#include "widgets/noticebar.h"
#include "widgets/servedfeed.h"

#include <QPushButton>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestWindowNotice final : public QObject
{
    Q_OBJECT

private:
    static bool offersKey(const NoticeBar &bar)
    {
        const auto buttons = bar.findChildren<QPushButton *>();
        return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return button->text().remove(u'&').contains("key"_L1, Qt::CaseInsensitive) && !button->isHidden();
        });
    }

    static TaskRecord openedTask(int number)
    {
        TaskRecord record;
        record.id = testId(number);
        record.state = TaskState::Ready;
        record.origin = {true, u"film.json"_s};
        return record;
    }

private Q_SLOTS:
    void nothingIsSaidWhileAKeyIsLookedFor()
    {
        ServedFeed served("");
        NoticeBar bar;
        WindowNotice notice(served.feed, bar, true);
        notice.setKeySearch(true);
        QVERIFY(bar.text().isEmpty());
        QVERIFY(!notice.isKeyWanted());
        notice.setKeySearch(false);
        QVERIFY(notice.isKeyWanted());
        notice.setKeyProblem(u"The keyring is locked."_s);
        QVERIFY2(bar.text().contains("The keyring is locked."_L1), qPrintable(bar.text()));
        QVERIFY(offersKey(bar));
    }

    void whereNoKeyCanBeEnteredNoneIsAskedFor()
    {
        ServedFeed served("");
        NoticeBar bar;
        WindowNotice notice(served.feed, bar, false);
        notice.setKeyProblem(u"The keyring is locked."_s);
        QVERIFY(!bar.text().isEmpty());
        QVERIFY(!offersKey(bar));
    }

    /// What is from a file needs no key.
    void aKeyIsMissedOnlyWhereSomethingWouldBeAsked()
    {
        ServedFeed served("");
        NoticeBar bar;
        WindowNotice notice(served.feed, bar, true);
        notice.setKeySearch(false);
        QVERIFY(offersKey(bar)); // an empty list: a key is the first step
        TaskRecord opened = openedTask(1);
        served.feed.takeFromFile({opened});
        opened.id = testId(2);
        opened.state = TaskState::Processing; // when it was written; nobody follows that
        served.feed.takeFromFile({opened});
        QTRY_VERIFY2(bar.text().isEmpty(), qPrintable(bar.text()));
        QVERIFY(bar.isHidden());
        served.feed.add(std::array{testId(3)});
        QTRY_VERIFY(offersKey(bar));
        opened.id = testId(3);
        opened.state = TaskState::Failed;
        opened.answer = AnswerBytes::fromMemory(failedAnswer(3, "No."));
        served.feed.takeFromFile({opened}); // has the last word on it
        QTRY_VERIFY2(bar.text().isEmpty(), qPrintable(bar.text()));
        served.feed.remove({0, 1, 2});
        QTRY_VERIFY(offersKey(bar));
    }

    /// It has ended, so no key was missed; asking for it again needs one.
    void askingAgainWithoutAKeySaysSo()
    {
        ServedFeed served("");
        NoticeBar bar;
        WindowNotice notice(served.feed, bar, true);
        notice.setKeySearch(false);
        TaskRecord ended = openedTask(1);
        ended.origin = {};
        served.feed.resume({ended}, {});
        notice.refresh();
        QVERIFY2(bar.text().isEmpty(), qPrintable(bar.text()));
        served.feed.askAgain(std::array{testId(1)});
        QVERIFY(offersKey(bar));
    }

    /// It was about something that the user has done.
    void whatBecameOfAKeyIsSaidBesideFilesToo()
    {
        ServedFeed served("");
        NoticeBar bar;
        WindowNotice notice(served.feed, bar, true);
        served.feed.takeFromFile({openedTask(1)});
        notice.setKeySearch(false);
        QTest::qWait(20);
        QVERIFY(bar.text().isEmpty());
        notice.setKeyProblem(u"The key is forgotten."_s);
        QVERIFY2(bar.text().startsWith("The key is forgotten."_L1), qPrintable(bar.text()));
    }

    void whatHindersPollingIsSaidUntilItIsOver()
    {
        ServedFeed served;
        served.serve(1, processingAnswer(1));
        NoticeBar bar;
        const WindowNotice notice(served.feed, bar, true);
        QVERIFY(!notice.isKeyWanted());
        served.feed.setBudget({.perMinute = 1000, .perDay = 1});
        served.feed.add(std::array{testId(1)});
        QTRY_VERIFY2(bar.text().startsWith("The one request of this day is used. Polling goes on"_L1), qPrintable(bar.text()));
        QVERIFY(!offersKey(bar));
        served.feed.setPaused(true); // then nothing is hindered
        QVERIFY(bar.text().isEmpty());
        served.feed.setPaused(false);
        QVERIFY(!bar.text().isEmpty());
        served.feed.setBudget({.perMinute = 1000, .perDay = 0});
        QTRY_VERIFY(bar.text().isEmpty());
    }

    void aSignInPageIsSaidAndWhenTheNextTryIs()
    {
        ServedFeed served;
        served.serve(1, "<html><title>Hotel &amp; Bar</title>", 401);
        NoticeBar bar;
        const WindowNotice notice(served.feed, bar, true);
        served.feed.add(std::array{testId(1)});
        QTRY_VERIFY2(bar.text().startsWith(u"Something other than the service responded: a web page titled “Hotel & Bar” "
                                           u"(HTTP 401). Sign in "_s),
                     qPrintable(bar.text()));
        QVERIFY(bar.text().contains("The next try is "_L1));
        QVERIFY(!offersKey(bar));
        bar.hide();
        const QString before = bar.text();
        QTRY_VERIFY_WITH_TIMEOUT(bar.text() != before, 20'000); // the next time of a try is no other notice
        QVERIFY(bar.isHidden());
        served.serve(1, processingAnswer(1));
        served.feed.pollNow();
        QTRY_VERIFY2(bar.text().isEmpty(), qPrintable(bar.text()));
    }

    void aRefusedKeyIsSaid()
    {
        ServedFeed served;
        served.serve(1, "{}", 401);
        NoticeBar bar;
        const WindowNotice notice(served.feed, bar, true);
        served.feed.add(std::array{testId(1)});
        QTRY_VERIFY(served.feed.standstill());
        QVERIFY(!bar.text().isEmpty());
        QVERIFY(offersKey(bar));
    }
};

EMBEDSCOPE_TEST(TestWindowNotice)
#include "tst_windownotice.moc"
