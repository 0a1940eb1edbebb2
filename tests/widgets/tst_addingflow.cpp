// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addingflow.h"

#include "store/taskfeed.h"
#include "support/testprogram.h"
#include "widgets/noticebar.h"

#include <QLocale>
#include <QPushButton>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAddingFlow final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        TaskFeed feed{*ServiceAddress::fromString(u"http://127.0.0.1:1/v1.3"_s), ApiKey(), TaskFeed::Options()};
        NoticeBar bar;
        AddingFlow flow{feed, bar};
    };
    static std::vector<TaskId> ids(int count)
    {
        std::vector<TaskId> made;
        for (int i = 0; i < count; ++i)
            made.push_back(*TaskId::fromString(QString::number(i)));
        return made;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aFewNeedNoWords()
    {
        Stage stage;
        stage.flow.add(ids(3));
        QCOMPARE(stage.feed.list().size(), 3);
        QTest::qWait(250);
        QVERIFY(stage.bar.isHidden());
    }

    void manyAreCountedAndCanBeCancelled()
    {
        constexpr int count = 2'000'000;
        Stage stage;
        stage.flow.add(ids(count));
        QTRY_VERIFY(!stage.bar.isHidden());
        QVERIFY2(stage.bar.text().endsWith(u"of %1…"_s.arg(QLocale().toString(count))), qPrintable(stage.bar.text()));
        auto *const cancel = stage.bar.findChild<QPushButton *>(u"cancelButton"_s);
        QVERIFY(!cancel->isHidden());
        QTest::mouseClick(cancel, Qt::LeftButton);
        const int added = stage.feed.list().size();
        QCOMPARE_LT(added, count);
        QCOMPARE(stage.bar.text(),
                 u"Adding was cancelled. The first %1 of %2 tasks are in the list; paste the text again to add the others."_s.arg(
                     QLocale().toString(added), QLocale().toString(count)));
        QVERIFY(cancel->isHidden());
        QTest::qWait(250);
        QCOMPARE(stage.feed.list().size(), added);
    }

    void theNoticeGoesWithTheLastOne()
    {
        Stage stage;
        stage.flow.add(ids(30'000));
        QTRY_COMPARE(stage.feed.list().size(), 30'000);
        QTRY_VERIFY(stage.bar.isHidden());
        QCOMPARE(stage.bar.text(), QString());
    }
};

EMBEDSCOPE_TEST(TestAddingFlow)
#include "tst_addingflow.moc"
