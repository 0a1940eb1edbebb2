// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matrixloader.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMatrixLoader final : public QObject
{
    Q_OBJECT

private:
    static SharedClips lane(size_t clips)
    {
        return std::make_shared<const LaneClips>(VectorTask().addRow(u"visual"_s, randomVectors(clips, 4, 1), 2).clips());
    }

private Q_SLOTS:
    void aShortLaneIsLoadedOnce()
    {
        MatrixLoader loader;
        QSignalSpy loaded(&loader, &MatrixLoader::loaded);
        loader.load(0, 10); // no lane yet
        loader.setClips(lane(20));
        loader.load(0, 40);
        QVERIFY(loader.isRunning() && !loader.matrix());
        QVERIFY(loaded.wait(test::longestWaitMs));
        QCOMPARE(loader.matrix()->size(), size_t(20));
        loader.load(10, 14); // has all detail already
        QTest::qWait(200);
        QCOMPARE(loaded.size(), 1);
    }

    void aPartOfALongLaneComesInDetail()
    {
        MatrixLoader loader;
        QSignalSpy loaded(&loader, &MatrixLoader::loaded);
        loader.setClips(lane(3000)); // 6000 s
        loader.load(0, 6000);
        QVERIFY(loaded.wait(test::longestWaitMs));
        const auto whole = loader.matrix();
        QCOMPARE(whole->size(), size_t(1024));
        loader.load(1000, 3000);
        loader.load(1000, 1100); // the last one wins
        QVERIFY(loaded.wait(test::longestWaitMs));
        QCOMPARE(loader.matrix()->size(), size_t(50));
        QCOMPARE(loader.matrix()->cells.front().startSec, 1000.0);
        QCOMPARE(loader.matrix()->cells.front().firstClip, size_t(500));
        QCOMPARE(loader.matrix()->cells.back().endSec, 1100.0);
        QCOMPARE(loaded.size(), 2);
        loader.load(0, 6000); // is still there
        QCOMPARE(loaded.size(), 3);
        QCOMPARE(loader.matrix(), whole);
        loader.load(200, 300);
        QVERIFY(loaded.wait(test::longestWaitMs));
        loader.load(2000, 2100); // elsewhere: pooled at once, then in detail
        QCOMPARE(loader.matrix(), whole);
        QVERIFY(loaded.wait(test::longestWaitMs));
        QCOMPARE(loader.matrix()->size(), size_t(50));
    }

    void anotherLaneForgets()
    {
        MatrixLoader loader;
        QSignalSpy loaded(&loader, &MatrixLoader::loaded);
        loader.setClips(lane(2000));
        loader.load(0, 4000);
        const SharedClips other = lane(5);
        loader.setClips(other);
        QVERIFY(!loader.matrix());
        loader.load(0, 4000);
        QVERIFY(loaded.wait(test::longestWaitMs));
        QCOMPARE(loader.matrix()->size(), size_t(5));
        QTest::qWait(50);
        QCOMPARE(loaded.size(), 1);
        loader.setClips(nullptr);
        QVERIFY(!loader.matrix());
    }
};

EMBEDSCOPE_TEST(TestMatrixLoader)
#include "tst_matrixloader.moc"
