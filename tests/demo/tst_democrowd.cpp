// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democrowd.h"

#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestDemoCrowd final : public QObject
{
    Q_OBJECT

private:
    static QJsonObject json(const QByteArray &body) { return QJsonDocument::fromJson(body).object(); }

    const QDateTime m_start{QDate(2026, 3, 10), QTime(12, 0), Qt::UTC};
    const DemoCrowd m_crowd{DemoCrowd::most, 1, m_start};

private Q_SLOTS:
    void idsAreFixedAndFoundAgain()
    {
        static const QRegularExpression form(u"^[0-9a-f]{24}$"_s);
        QCOMPARE(DemoCrowd::id(0), u"6743d0a291378731d5e00000"_s);
        QSet<QString> seen;
        for (int number = 0; number < m_crowd.count(); ++number) {
            const QString id = DemoCrowd::id(number);
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            seen.insert(id);
            QCOMPARE(m_crowd.numberOf(id).value_or(-1), number);
        }
        QCOMPARE(seen.size(), m_crowd.count());
        QVERIFY(!DemoCrowd(5, 1, m_start).numberOf(DemoCrowd::id(5)));
        for (const QString &other :
             {u""_s, u"00000"_s, DemoCrowd::id(0).toUpper(), DemoCrowd::id(0).chopped(1)})
            QVERIFY2(!m_crowd.numberOf(other), qPrintable(other));
    }

    void theyEndAsTheHeaderSays()
    {
        const auto ended = [this](std::chrono::milliseconds at) {
            int count = 0;
            for (int number = 0; number < m_crowd.count(); ++number)
                count += m_crowd.status(number, at) == "processing"_L1 ? 0 : 1;
            return count * 100.0 / m_crowd.count();
        };
        QVERIFY(qAbs(ended(0s) - 15) < 1.5);
        QVERIFY(qAbs(ended(150s) - 56) < 2);
        QVERIFY(qAbs(ended(5min) - 97) < 1);
        QCOMPARE(ended(10min - 1ms), ended(5min));
        QCOMPARE(ended(15min), 100.0);
        int failed = 0;
        for (int number = 0; number < m_crowd.count(); ++number)
            failed += m_crowd.status(number, 15min) == "failed"_L1 ? 1 : 0;
        QVERIFY(qAbs(failed * 100.0 / m_crowd.count() - 5) < 1);
    }

    void aSeedRepeats()
    {
        const DemoCrowd same(100, 1, m_start);
        const DemoCrowd other(100, 2, m_start);
        int different = 0;
        for (int number = 0; number < 100; ++number) {
            QCOMPARE(same.answer(number, 1h), m_crowd.answer(number, 1h));
            different += other.createdMs(number) == m_crowd.createdMs(number) ? 0 : 1;
        }
        QVERIFY(different > 90);
    }

    void answersAreSmallAndWhole()
    {
        for (int number = 0; number < 300; ++number) {
            const QByteArray body = m_crowd.answer(number, 1h);
            const QJsonObject answer = json(body);
            QCOMPARE(answer["_id"_L1].toString(), DemoCrowd::id(number));
            QCOMPARE(answer["status"_L1].toString(), QString(m_crowd.status(number, 1h)));
            QVERIFY2(body.size() > 200 && body.size() < 5000, body.constData());
            const ShownTask shown = m_crowd.task(number, 1h);
            QCOMPARE(answer["created_at"_L1].toString(), shown.createdAt.toString(Qt::ISODateWithMs));
            QCOMPARE(answer["updated_at"_L1].toString(), shown.updatedAt.toString(Qt::ISODateWithMs));
            QVERIFY(shown.updatedAt >= shown.createdAt && shown.createdAt <= m_start);
            QCOMPARE(answer["metadata"_L1].toObject(), shown.metadata);
            if (shown.status == "failed"_L1) {
                QVERIFY(!answer["error"_L1]["message"_L1].toString().isEmpty());
                continue;
            }
            QSet<QString> modalities;
            QSet<double> clips;
            for (const QJsonValue &item : answer["data"_L1].toArray()) {
                modalities << item["embedding_option"_L1].toString();
                if (item["embedding_scope"_L1].toString() == "clip"_L1)
                    clips << item["start_sec"_L1].toDouble();
                const qsizetype dimension = item["embedding"_L1].toArray().size();
                QVERIFY(dimension >= 4 && dimension <= 8);
            }
            QCOMPARE(modalities.size(), 2);
            QVERIFY(clips.size() >= 2 && clips.size() <= 6);
        }
    }

    void oneThatIsProcessed()
    {
        int number = 0;
        while (m_crowd.status(number, 0s) != "processing"_L1)
            ++number;
        QCOMPARE(json(m_crowd.answer(number, 0s))["status"_L1].toString(), u"processing"_s);
        QCOMPARE(m_crowd.task(number, 0s).updatedAt, m_crowd.task(number, 0s).createdAt);
        QVERIFY(m_crowd.status(number, 1h) != "processing"_L1);
    }
};

EMBEDSCOPE_TEST(TestDemoCrowd)
#include "tst_democrowd.moc"
