// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/requestlogwindow.h"

#include "store/requestlog.h"
#include "support/testprogram.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestRequestLogWindow final : public QObject
{
    Q_OBJECT

private:
    static void add(RequestLog &log, int number, bool isProblem = false)
    {
        RequestLogEntry entry;
        entry.sentAt = QDateTime::currentDateTimeUtc();
        entry.id = *TaskId::fromString(u"task%1"_s.arg(number));
        entry.httpStatus = isProblem ? 503 : 200;
        if (isProblem)
            entry.failure = Failure{.kind = FailureKind::ServiceError, .httpStatus = 503};
        log.add(entry);
    }

private Q_SLOTS:
    void anEmptyLogSaysSo()
    {
        const RequestLog log;
        const RequestLogWindow window(log);
        QCOMPARE(window.findChild<QLabel *>(u"countLabel"_s)->text(), u"No request has been sent yet."_s);
        QVERIFY(!window.findChild<QPushButton *>(u"copyButton"_s)->isEnabled());
    }

    void nothingShownIsNotCopied()
    {
        RequestLog log;
        add(log, 1);
        RequestLogWindow window(log);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto *const button = window.findChild<QPushButton *>(u"copyButton"_s);
        QVERIFY(button->isEnabled());
        QGuiApplication::clipboard()->setText(u"from elsewhere"_s);
        window.findChild<QLineEdit *>(u"filterEdit"_s)->setText(u"stands nowhere"_s);
        QVERIFY(!button->isEnabled());
        auto *const table = window.findChild<QTableView *>(u"table"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"from elsewhere"_s);
    }

    void followsItsEndUntilOneScrollsAway()
    {
        RequestLog log;
        RequestLogWindow window(log);
        window.resize(800, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        for (int i = 0; i < 100; ++i)
            add(log, i);
        QScrollBar &bar = *window.findChild<QTableView *>(u"table"_s)->verticalScrollBar();
        QTRY_VERIFY(bar.maximum() > 0 && bar.value() == bar.maximum());
        bar.setValue(10);
        for (int i = 100; i < 120; ++i)
            add(log, i);
        QCoreApplication::processEvents();
        QCOMPARE(bar.value(), 10);
    }

    void filtersByKeyboardAndCopies()
    {
        RequestLog log;
        for (int i = 0; i < 10; ++i)
            add(log, i, i == 7);
        RequestLogWindow window(log);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *const filter = window.findChild<QLineEdit *>(u"filterEdit"_s);
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"task7"_s);
        QCOMPARE(window.findChild<QLabel *>(u"countLabel"_s)->text(), u"1 of 10 requests"_s);
        QTest::mouseClick(window.findChild<QPushButton *>(u"copyButton"_s), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.trimmed().count(u'\n'), 1); // a line of titles, a line for the request
        QVERIFY(copied.contains("task7\t503\t"_L1));
        filter->clear();
        window.findChild<QCheckBox *>(u"problemsBox"_s)->click();
        QCOMPARE(window.findChild<QTableView *>(u"table"_s)->model()->rowCount(), 1);
    }
};

EMBEDSCOPE_TEST(TestRequestLogWindow)
#include "tst_requestlogwindow.moc"
