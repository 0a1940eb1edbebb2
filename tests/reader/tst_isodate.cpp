// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/isodate.h"

#include "support/testprogram.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

class TestIsoDate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void noDates_data();
    void noDates();
};

void TestIsoDate::dates_data()
{
    QTest::addColumn<QString>("utc");
    const auto row = [](const char *text, const QString &utc) { QTest::newRow(text) << utc; };
    row("2026-11-23T10:00:00Z", u"2026-11-23T10:00:00.000Z"_s);
    row("2026-11-23t10:00:00z", u"2026-11-23T10:00:00.000Z"_s);
    row("2026-11-23 10:00:00Z", u"2026-11-23T10:00:00.000Z"_s);
    row("2026-11-23T10:00:00.5Z", u"2026-11-23T10:00:00.500Z"_s);
    row("2026-11-23T10:00:00.123Z", u"2026-11-23T10:00:00.123Z"_s);
    row("2026-11-23T10:00:00.1239999999Z", u"2026-11-23T10:00:00.123Z"_s);
    row("2026-11-23T10:00:00+00:00", u"2026-11-23T10:00:00.000Z"_s);
    row("2026-11-23T10:00:00-00:00", u"2026-11-23T10:00:00.000Z"_s);
    row("2026-11-23T01:00:00+05:30", u"2026-11-22T19:30:00.000Z"_s);
    row("2026-12-31T23:30:00-08:00", u"2027-01-01T07:30:00.000Z"_s);
    row("2024-02-29T00:00:00Z", u"2024-02-29T00:00:00.000Z"_s);
    row("2016-12-31T23:59:60Z", u"2017-01-01T00:00:00.000Z"_s);
}

void TestIsoDate::dates()
{
    QFETCH(const QString, utc);
    const QDateTime date = readIsoDate(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(date.toString(Qt::ISODateWithMs), utc);
    QCOMPARE(date.timeSpec(), Qt::UTC);
}

void TestIsoDate::noDates_data()
{
    QTest::addColumn<int>("unused");
    for (const char *text : {"",
                             "yesterday",
                             "2026-11-23",
                             "2026-11-23T10:00:00",
                             "2026-11-23T10:00Z",
                             "2026-11-23T10:00:00.Z",
                             "2026-11-23T10:00:00ZZ",
                             "2026-11-23T10:00:00Z ",
                             " 2026-11-23T10:00:00Z",
                             "2026-13-23T10:00:00Z",
                             "2026-02-29T10:00:00Z",
                             "2026-11-23T24:00:01Z",
                             "2026-11-23T10:60:00Z",
                             "2026-11-23T10:00:61Z",
                             "2026-11-23T10:00:00+24:00",
                             "2026-11-23T10:00:00+05:60",
                             "2026-11-23T10:00:00+0530",
                             "2026-11-23T10:00:00+05",
                             "20261123T100000Z",
                             "2026-1-23T10:00:00Z",
                             "1795428000",
                             "2026-11-23T10:00:00,5Z",
                             "٢026-11-23T10:00:00Z"})
        QTest::newRow(text) << 0;
}

void TestIsoDate::noDates()
{
    QVERIFY(!readIsoDate(QString::fromUtf8(QTest::currentDataTag())).isValid());
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestIsoDate)
#include "tst_isodate.moc"
