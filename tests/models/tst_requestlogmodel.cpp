// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestlogmodel.h"
#include "models/textfilterproxy.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestRequestLogModel final : public QObject
{
    Q_OBJECT

private:
    static RequestLogEntry entry(int number, std::optional<Failure> failure = std::nullopt)
    {
        RequestLogEntry entry;
        entry.sentAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC).addSecs(number);
        entry.id = *TaskId::fromString(u"task%1"_s.arg(number));
        entry.httpStatus = failure ? 500 : 200;
        entry.bytes = 1000 - number;
        entry.tookSec = 0.25;
        entry.failure = std::move(failure);
        return entry;
    }

private Q_SLOTS:
    void cellsSayWhatHappened()
    {
        RequestLog log;
        RequestLogModel model(log);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        log.add(entry(1));
        log.add(entry(2, Failure{.kind = FailureKind::ServiceError, .httpStatus = 500, .detail = u"Down."_s}));
        RequestLogEntry page;
        page.page = 3;
        log.add(page);
        const auto text = [&](int row, RequestLogModel::Column column) {
            return model.index(row, static_cast<int>(column)).data().toString();
        };
        using Column = RequestLogModel::Column;
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(0, Column::What), u"task1"_s);
        QCOMPARE(text(0, Column::Status), u"200"_s);
        QCOMPARE(text(0, Column::Bytes), u"999"_s);
        QCOMPARE(text(0, Column::Took), u"0.25 s"_s);
        QVERIFY(text(1, Column::Outcome).contains("Down"_L1));
        QCOMPARE(text(2, Column::What), u"list of tasks, page 3"_s);
        QCOMPARE(text(2, Column::Status), u"—"_s);
        QVERIFY(model.index(1, 0).data(RequestLogModel::ProblemRole).toBool());
        QVERIFY(!model.index(0, 0).data(RequestLogModel::ProblemRole).toBool());
    }

    void itStaysBounded()
    {
        RequestLog log;
        RequestLogModel model(log);
        for (int i = 0; i < RequestLog::capacity + 10; ++i)
            log.add(entry(i));
        QVERIFY(model.rowCount() <= RequestLog::capacity);
        QCOMPARE(model.index(model.rowCount() - 1, 1).data().toString(),
                 u"task%1"_s.arg(RequestLog::capacity + 9)); // the last is kept
    }

    void filtersAndSorts()
    {
        RequestLog log;
        RequestLogModel model(log);
        TextFilterProxy proxy({RequestLogModel::SortRole, RequestLogModel::SearchRole, RequestLogModel::ProblemRole});
        proxy.setSourceModel(&model);
        for (int i = 0; i < 20; ++i)
            log.add(entry(i, i % 5 == 0 ? std::optional(Failure{.kind = FailureKind::Timeout}) : std::nullopt));
        proxy.setFlagFilter(true);
        QCOMPARE(proxy.rowCount(), 4);
        log.add(entry(25, Failure{.kind = FailureKind::Timeout}));
        QCOMPARE(proxy.rowCount(), 5);
        proxy.setFilterText(u"TASK25 time"_s);
        QCOMPARE(proxy.rowCount(), 1);
        proxy.setFilterText({});
        proxy.setFlagFilter(std::nullopt);
        proxy.sort(static_cast<int>(RequestLogModel::Column::Bytes), Qt::AscendingOrder);
        QCOMPARE(proxy.index(0, 1).data().toString(), u"task25"_s);
        proxy.sort(-1);
        QCOMPARE(proxy.index(0, 1).data().toString(), u"task0"_s);
    }
};

EMBEDSCOPE_TEST(TestRequestLogModel)
#include "tst_requestlogmodel.moc"
