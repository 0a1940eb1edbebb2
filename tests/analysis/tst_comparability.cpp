// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparability.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestComparability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyLikeWithLike()
    {
        const VectorKind known{u"marengo3.0"_s, u"visual"_s, 512};
        QCOMPARE(incomparable(known, known), std::nullopt);
        QCOMPARE(incomparable(known, {QString(), u"visual"_s, 512}), std::nullopt); // model not known
        QCOMPARE(incomparable(known, {u"marengo2.7"_s, u"visual"_s, 512}), Incomparable::OtherModel);
        QCOMPARE(incomparable(known, {u"marengo3.0"_s, u"audio"_s, 512}), Incomparable::OtherModality);
        QCOMPARE(incomparable(known, {QString(), u"visual"_s, 1024}), Incomparable::OtherDimension);
        QCOMPARE(incomparable(known, {u"marengo3.0"_s, u"visual"_s, 128}), std::nullopt); // the first numbers of both compare
        QCOMPARE(incomparable({QString(), u"visual"_s, 0}, known), Incomparable::NoVectors);
    }
};

EMBEDSCOPE_TEST(TestComparability)
#include "tst_comparability.moc"
