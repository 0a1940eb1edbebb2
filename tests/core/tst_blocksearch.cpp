// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/blocksearch.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using Letters = BlockSearch::Letters;

class TestBlockSearch final : public QObject
{
    Q_OBJECT

private:
    static QList<qint64> places(const QByteArray &bytes, const QByteArray &text, Letters letters, qsizetype blockSize)
    {
        BlockSearch search(text, letters);
        QList<qint64> found;
        for (qsizetype at = 0; at < bytes.size(); at += blockSize)
            search.add(bytes.mid(at, blockSize), [&](qint64 place) { found += place; });
        return found.size() == search.count() ? found : QList<qint64>{-1};
    }

private Q_SLOTS:
    void inBlocksOfAnySize()
    {
        const QByteArray bytes = "aaa tlk_1TLK_1 tlk_tlk_1 ababab";
        for (qsizetype size = 1; size <= bytes.size() + 1; ++size) {
            QCOMPARE(places(bytes, "tlk_1", Letters::Exact, size), (QList<qint64>{4, 19}));
            QCOMPARE(places(bytes, "TlK_1", Letters::AnyCase, size), (QList<qint64>{4, 9, 19}));
            QCOMPARE(places(bytes, "aa", Letters::Exact, size), (QList<qint64>{0})); // hits do not overlap
            QCOMPARE(places(bytes, "abab", Letters::Exact, size), (QList<qint64>{25}));
            QCOMPARE(places(bytes, "b", Letters::Exact, size), (QList<qint64>{26, 28, 30}));
            QCOMPARE(places(bytes, "missing", Letters::Exact, size), QList<qint64>());
            QCOMPARE(places(bytes, "", Letters::Exact, size), QList<qint64>());
        }
    }
};

EMBEDSCOPE_TEST(TestBlockSearch)
#include "tst_blocksearch.moc"
