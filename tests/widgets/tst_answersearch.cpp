// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answersearch.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAnswerSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastSearchWins()
    {
        const AnswerBytes bytes = AnswerBytes::fromMemory(QByteArray(8 << 20, 'a') + "needle");
        AnswerSearch search;
        QList<qint64> counts;
        connect(&search, &AnswerSearch::finished, this, [&counts](const ByteHits &hits) { counts.append(hits.count); });
        search.start(bytes, u"a"_s);
        search.start(bytes, u"needle"_s);
        QVERIFY(search.isRunning());
        QTRY_COMPARE(counts, QList<qint64>{1});
        QVERIFY(!search.isRunning());
        QTest::qWait(50);
        QCOMPARE(counts.size(), 1);
    }

    void cancelledTellsNothing()
    {
        AnswerSearch search;
        int told = 0;
        connect(&search, &AnswerSearch::finished, this, [&told] { ++told; });
        search.start(AnswerBytes::fromMemory("abc"), u"a"_s);
        search.cancel();
        QTest::qWait(50);
        QCOMPARE(told, 0);
    }

    void anAnswerThatIsGone()
    {
        AnswerSearch search;
        QString problem;
        connect(&search, &AnswerSearch::finished, this,
                [&problem](const ByteHits &, const QString &why) { problem = why; });
        search.start(AnswerBytes::fromFile(u"/nonexistent/answer"_s, 10, AnswerBytes::FileOwnership::Keep), u"a"_s);
        QTRY_VERIFY(!problem.isEmpty());
    }
};

EMBEDSCOPE_TEST(TestAnswerSearch)
#include "tst_answersearch.moc"
