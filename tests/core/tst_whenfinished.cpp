// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/whenfinished.h"

#include "support/testprogram.h"

#include <QPromise>
#include <QTest>

#include <memory>

using namespace embedscope;

class TestWhenFinished final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheResultAfterTheCall()
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(7);
        promise.finish();
        int told = 0;
        whenFinished(promise.future(), this, [&](int result) { told = result; });
        QCOMPARE(told, 0);
        QTRY_COMPARE(told, 7);
    }

    void aContextThatIsGoneIsToldNothing()
    {
        // QFuture::then(context, ...) of Qt 6.4 ends the program here.
        QPromise<int> promise;
        promise.start();
        bool told = false;
        auto context = std::make_unique<QObject>();
        whenFinished(promise.future(), context.get(), [&](int) { told = true; });
        context.reset();
        promise.addResult(7);
        promise.finish();
        QTest::qWait(20);
        QVERIFY(!told);
    }
};

EMBEDSCOPE_TEST(TestWhenFinished)
#include "tst_whenfinished.moc"
