// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/fileflow.h"
#include "widgets/windowstage.h"

#include <QFile>
#include <QPushButton>
#include <QSemaphore>
#include <QStandardPaths>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

#include <algorithm>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// What happens while something else goes on in the window: none of it hides or ends the other.
class TestWindowEvents final : public QObject
{
    Q_OBJECT

private:
    /// Holds all that is read in the pool, until it goes.
    struct HeldPool
    {
        HeldPool()
        {
            for (int i = 0; i < QThreadPool::globalInstance()->maxThreadCount(); ++i)
                QThreadPool::globalInstance()->start([this] { m_gate.acquire(); });
        }
        ~HeldPool()
        {
            m_gate.release(1000);
            QThreadPool::globalInstance()->waitForDone();
        }
        QSemaphore m_gate;
    };
    static NoticeBar *barWith(const WindowStage &stage, const QString &words)
    {
        const auto bars = stage.window.findChildren<NoticeBar *>();
        const auto found = std::ranges::find_if(bars, [&](const NoticeBar *bar) { return bar->isVisible() && bar->text().contains(words); });
        return found == bars.end() ? nullptr : *found;
    }
    static QString fileWithAnAnswer(const WindowStage &stage)
    {
        QFile file(stage.folder.filePath(u"answer.json"_s));
        if (file.open(QFile::WriteOnly))
            file.write(readyAnswer(7, 2));
        return file.fileName();
    }
    static std::vector<TaskId> manyIds(int count)
    {
        std::vector<TaskId> ids;
        for (int i = 0; i < count; ++i)
            ids.push_back(*TaskId::fromString(u"%1"_s.arg(i, 24, 16, QLatin1Char('0'))));
        return ids;
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void eachNoticeCancelsItsOwn()
    {
        constexpr int many = 6000; // more than are added at once
        int ofFiles = 0;
        int ofAdding = 0;
        qsizetype bars = 1;
        for (qsizetype bar = 0; bar < bars; ++bar) {
            WindowStage stage({});
            const auto all = stage.window.findChildren<NoticeBar *>();
            bars = all.size();
            {
                const HeldPool held;
                stage.window.openFiles({fileWithAnAnswer(stage)});
                stage.window.addTasks(manyIds(many));
                QVERIFY(stage.served.feed.list().size() < many);
                Q_EMIT all.at(bar)->cancelRequested(); // its button
            }
            const bool endsAdding = barWith(stage, u"Adding was cancelled"_s);
            QTRY_VERIFY(!stage.window.findChild<FileFlow *>()->isReading());
            const bool endsFiles = stage.served.feed.list().rowOf(testId(7)) < 0;
            QVERIFY(!endsFiles || !endsAdding);
            ofFiles += endsFiles ? 1 : 0;
            ofAdding += endsAdding ? 1 : 0;
            if (!endsAdding)
                QTRY_VERIFY(stage.served.feed.list().rowOf(manyIds(many).back()) >= 0);
        }
        QVERIFY(bars > 2);
        QCOMPARE(ofFiles, 1);
        QCOMPARE(ofAdding, 1);
    }

    void whatHappenedStaysWhileFilesAreRead()
    {
        WindowStage stage({});
        {
            const HeldPool held;
            stage.window.openFiles({fileWithAnAnswer(stage)});
            stage.window.showOtherService(u"https://other.test/v1.3"_s);
            QTRY_VERIFY(std::ranges::any_of(stage.window.findChildren<NoticeBar *>(), [](const NoticeBar *bar) {
                return bar->isVisible() && bar->findChild<QPushButton *>(u"cancelButton"_s)->isVisible();
            })); // how far the files are
            QVERIFY(barWith(stage, u"other.test"_s));
        }
        QTRY_VERIFY(stage.served.feed.list().rowOf(testId(7)) >= 0);
        QTRY_VERIFY(!stage.window.findChild<FileFlow *>()->isReading());
        QVERIFY(barWith(stage, u"other.test"_s));
    }

    void whatHappensAgainIsToldAgain()
    {
        WindowStage stage;
        stage.window.showOtherService(u"https://other.test/v1.3"_s);
        NoticeBar *const bar = barWith(stage, u"other.test"_s);
        QVERIFY(bar);
        bar->findChild<QToolButton *>(u"closeButton"_s)->click();
        QVERIFY(!bar->isVisible());
        stage.window.showOtherService(u"https://other.test/v1.3"_s);
        QVERIFY(bar->isVisible());
    }

    void textThatComesKeepsWhatWasTyped()
    {
        WindowStage stage;
        stage.window.offerText(testId(1).toString());
        auto *const dialog = stage.window.findChild<AddTasksDialog *>();
        QTRY_COMPARE(dialog->ids(), std::vector{testId(1)});
        stage.window.offerText(testId(2).toString()); // a second program hands a file over
        QTRY_COMPARE(dialog->ids(), (std::vector{testId(1), testId(2)}));
        stage.window.offerText({});
        QCOMPARE(dialog->ids().size(), size_t(2));
    }
};

EMBEDSCOPE_TEST(TestWindowEvents)
#include "tst_windowevents.moc"
