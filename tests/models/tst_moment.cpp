// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moment.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMoment final : public QObject
{
    Q_OBJECT

private:
    static SharedTask taskWith(const QString &url)
    {
        auto task = std::make_shared<EmbeddingTask>();
        task->metadata.emplace();
        task->metadata->inputUrl = url;
        return task;
    }
    static QString link(const QString &url, double start = 12, double end = 18)
    {
        return momentOf(taskWith(url), start, end).url.toString(QUrl::FullyEncoded);
    }

private Q_SLOTS:
    void theTimesStandInTheFragment()
    {
        QCOMPARE(link(u"https://example.com/a.mp4"_s), u"https://example.com/a.mp4#t=12,18"_s);
        QCOMPARE(link(u"http://example.com/a.mp4?x=1&y=%20"_s, 0.5, 7200.125), u"http://example.com/a.mp4?x=1&y=%20#t=0.5,7200.125"_s);
        QCOMPARE(link(u"https://example.com/a.mp4#t=1,2"_s), u"https://example.com/a.mp4#t=12,18"_s);
        QCOMPARE(link(u"https://example.com/a.mp4"_s, 18, 12), u"https://example.com/a.mp4#t=12,18"_s);
        QCOMPARE(link(u"https://example.com/a.mp4"_s, -3, 100), u"https://example.com/a.mp4#t=0,100"_s);
        QCOMPARE(link(u"HTTPS://example.com/a.mp4"_s), u"https://example.com/a.mp4#t=12,18"_s);
    }

    void withoutTimesItIsTheWhole()
    {
        QCOMPARE(link(u"https://example.com/a.mp4"_s, std::nan(""), 18), u"https://example.com/a.mp4"_s);
    }

    void whatIsNotOfTheWebIsNotOpened_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *const url : {"file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "ftp://example.com/a",
                                      "https:///a.mp4", "http:", "s3://bucket/a.mp4", "a b", "https://exa mple.com/a"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void whatIsNotOfTheWebIsNotOpened()
    {
        QFETCH(QString, url);
        const Moment moment = momentOf(taskWith(url), 1, 2);
        QVERIFY(moment.url.isEmpty());
        QVERIFY(moment.refusal.contains("none of the web"_L1));
    }

    void withoutAnAddressItSaysSo()
    {
        QVERIFY(momentOf(nullptr, 1, 2).refusal.contains("no answer yet"_L1));
        QVERIFY(momentOf(taskWith({}), 1, 2).refusal.contains("metadata.input_url"_L1));
        QVERIFY(momentOf(std::make_shared<EmbeddingTask>(), 1, 2).refusal.contains("metadata.input_url"_L1));
    }
};

EMBEDSCOPE_TEST(TestMoment)
#include "tst_moment.moc"
