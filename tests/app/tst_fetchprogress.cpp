// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchprogress.h"

#include "support/testprogram.h"

#include <QTest>

#include <array>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// The lines on standard error: one for each change of a state, and none for anything else.
class TestFetchProgress final : public QObject
{
    Q_OBJECT

private:
    const TaskId m_id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");
    QStringList m_lines;
    std::unique_ptr<TaskList> m_list;
    std::unique_ptr<FetchProgress> m_progress;

    template <class Change> void edit(Change change)
    {
        m_list->edit(0, change);
        m_list->flush();
    }
    /// What was said since the last call, without the ID.
    QStringList news()
    {
        QStringList lines = std::exchange(m_lines, {});
        for (QString &line : lines) {
            if (!line.startsWith(m_id.toString() + u'\t'))
                qWarning("a line must begin with the ID");
            line.remove(0, m_id.toString().size() + 1);
        }
        return lines;
    }
    void follow(FetchProgress::Asking asking)
    {
        const ApiKey key("SECRETSECRET", ApiKey::Source::Environment, {});
        m_progress = std::make_unique<FetchProgress>(*m_list, asking, KeyRedactor(key),
                                                     [this](const QString &line) { m_lines += line; });
    }
    static void fail(TaskRecord &record, FailureKind kind, int tries)
    {
        record.problem = Failure{.kind = kind};
        record.tries = tries;
    }

private Q_SLOTS:
    void init()
    {
        m_lines.clear();
        m_progress.reset();
        m_list = std::make_unique<TaskList>();
        follow(FetchProgress::Asking::UntilSettled);
        m_list->add(std::array{m_id}, QDateTime::currentDateTimeUtc());
    }

    void eachStateOnce()
    {
        edit([](TaskRecord &record) { record.underWay = true; });
        QCOMPARE(news(), QStringList());
        edit([](TaskRecord &record) { record.state = TaskState::Processing; });
        QCOMPARE(news(), QStringList{u"processing"_s});
        edit([](TaskRecord &record) { record.receivedBytes = 5; });
        QCOMPARE(news(), QStringList());
        edit([](TaskRecord &record) { record.statusText = u"queued"_s; }); // a word of the service's own
        QCOMPARE(news(), QStringList{u"queued"_s});
        edit([](TaskRecord &record) { record.state = TaskState::Ready; });
        QCOMPARE(news(), QStringList{u"ready"_s});
    }

    void aFailedTaskHasASentence()
    {
        edit([](TaskRecord &record) {
            record.state = TaskState::Failed;
            record.summary.errorMessage = u"Two\nlines\tand SECRETSECRET."_s;
        });
        const QStringList lines = news();
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].startsWith("failed\t"_L1));
        QCOMPARE(lines[0].count(u'\t'), 1);
        QVERIFY(!lines[0].contains(u'\n'));
        QVERIFY(!lines[0].contains("SECRET"_L1));
    }

    void aPassingFaultIsNotSaid()
    {
        edit([](TaskRecord &record) { fail(record, FailureKind::Network, 1); });
        edit([](TaskRecord &record) { fail(record, FailureKind::Network, 2); });
        edit([](TaskRecord &record) { fail(record, FailureKind::NotFound, 2); });
        QCOMPARE(news(), QStringList());
    }

    void aFaultThatStaysIsSaidOnce()
    {
        edit([](TaskRecord &record) { record.state = TaskState::Processing; });
        edit([](TaskRecord &record) { fail(record, FailureKind::Network, 3); });
        edit([](TaskRecord &record) { fail(record, FailureKind::Network, 4); });
        QStringList lines = news();
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].startsWith("unreachable\t"_L1));
        edit([](TaskRecord &record) { record.problem.reset(); });
        QCOMPARE(news(), QStringList{u"processing"_s}); // it is back
    }

    /// Whoever asks once is not asked again by itself, and there is no window to look at bytes in.
    void nothingIsPromisedThatDoesNotCome()
    {
        edit([](TaskRecord &record) { fail(record, FailureKind::Network, 3); });
        QVERIFY(news().value(0).contains("by itself"_L1));
        follow(FetchProgress::Asking::Once);
        for (const FailureKind kind : {FailureKind::Network, FailureKind::Timeout, FailureKind::RateLimited, FailureKind::ServiceError}) {
            follow(FetchProgress::Asking::Once);
            edit([kind](TaskRecord &record) { fail(record, kind, 3); });
            const QString line = news().value(0);
            QVERIFY2(line.startsWith("unreachable\t"_L1) && !line.contains("by itself"_L1), qPrintable(line));
        }
        edit([](TaskRecord &record) {
            record.state = TaskState::Unreadable;
            fail(record, FailureKind::Unreadable, 3);
        });
        const QString line = news().value(0);
        QVERIFY2(line.startsWith("unreadable\t"_L1) && !line.contains("looked at"_L1), qPrintable(line));
    }

    void aLongWaitIsSaidAtOnce()
    {
        edit([](TaskRecord &record) {
            record.problem = Failure{.kind = FailureKind::RateLimited, .retryAfter = 60s};
            record.tries = 1;
        });
        const QStringList lines = news();
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines[0].startsWith("unreachable\t"_L1) && lines[0].contains("1 min"_L1),
                 qPrintable(lines[0]));
    }

    void settledByAProblem()
    {
        edit([](TaskRecord &record) {
            record.state = TaskState::NotFound;
            fail(record, FailureKind::NotFound, 3);
        });
        QVERIFY(news().value(0).startsWith("not found\t"_L1));
    }

    void whatNeverCameIsSaidAtTheEnd()
    {
        m_progress->tellProblem(m_list->at(0), u"Too late."_s);
        QCOMPARE(news(), QStringList{u"waiting\tToo late."_s});
        edit([](TaskRecord &record) { record.state = TaskState::Processing; });
        news();
        m_progress->tellProblem(m_list->at(0), u"Too late."_s);
        QCOMPARE(news(), QStringList()); // something was said of it already
    }
};

EMBEDSCOPE_TEST(TestFetchProgress)
#include "tst_fetchprogress.moc"
