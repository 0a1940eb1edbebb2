// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/taskid.h"

#include "support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

class TestTaskId final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void compares();
};

void TestTaskId::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("24 hex digits") << u"64f8d2c7e4a1b37f8a9c5d12"_s;
    QTest::newRow("all that is allowed") << u"AZaz09_-"_s;
    QTest::newRow("shortest") << u"-"_s;
    QTest::newRow("longest") << QString(128, u'x');
}

void TestTaskId::accepts()
{
    QFETCH(const QString, text);
    const auto id = TaskId::fromString(text);
    QVERIFY(id.has_value());
    QCOMPARE(id->toString(), text);
    QVERIFY(!id->isEmpty());
}

void TestTaskId::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("too long") << QString(129, u'x');
    for (const char *text : {" a", "a ", "a b", "a\n", "a/b", "..", "a.b", "a%20", "a?b", "a#b", "@", "[",
                             "`", "{", "\xC3\xA9", "\xD9\xA3"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("NUL inside") << u"a\0b"_s;
}

void TestTaskId::refuses()
{
    QFETCH(const QString, text);
    QVERIFY(!TaskId::fromString(text).has_value());
}

void TestTaskId::compares()
{
    const TaskId a = *TaskId::fromString(u"a");
    const TaskId upper = *TaskId::fromString(u"A");
    QVERIFY(a == *TaskId::fromString(u"a"));
    QVERIFY(a != upper);
    QVERIFY(upper < a);
    QVERIFY(TaskId().isEmpty());
    const QSet<TaskId> set = {a, upper, *TaskId::fromString(u"a")};
    QCOMPARE(set.size(), 2);
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestTaskId)
#include "tst_taskid.moc"
