// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savedlists.h"

#include "store/savednames.h"
#include "support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSavedLists final : public QObject
{
    Q_OBJECT

private:
    template<class Enum>
    static void checkNames(std::optional<Enum> (*back)(QStringView), int fewest)
    {
        QSet<QString> names;
        for (int i = 0; !savedName(Enum(i)).isEmpty(); ++i) {
            const QString name = savedName(Enum(i));
            QVERIFY(back(name) == Enum(i));
            names.insert(name);
            QCOMPARE(names.size(), i + 1);
        }
        QCOMPARE_GE(names.size(), fewest);
        QVERIFY(!back(u"of a newer version"_s));
        QVERIFY(!back(QString()));
    }

private Q_SLOTS:
    void everyEnumeratorHasItsName()
    {
        checkNames<TaskState>(stateOfName, 8);
        checkNames<FindingKind>(findingOfName, 22);
        QCOMPARE(savedName(FindingKind::HoldsKey), u"holds_key"_s); // the last ones
        QCOMPARE(savedName(FindingKind::ModalityNotDelivered), u"modality_not_delivered"_s);
        QCOMPARE(savedName(FindingKind::OlderForm), u"older_form"_s);
    }

    // What stands on users' disks: changing it needs a migration.
    void theFormatIsThis()
    {
        QCOMPARE(savedModalities({u"visual"_s, u""_s}), u"[\"visual\",\"\"]"_s);
        QCOMPARE(savedDimensions({512, 4'000'000'000}), u"[512,4000000000]"_s);
        QCOMPARE(savedFindings({{FindingKind::FieldOdd, 2, 7, u"a\"b"_s}, {FindingKind::NoEmbeddings}}),
                 u"[[\"field_odd\",2,7,\"a\\\"b\"],[\"no_embeddings\",1,null,\"\"]]"_s);
        QCOMPARE(savedNorms({{u"audio"_s, 3, 0.5, 1, 0.75}}), u"[[\"audio\",3,0.5,1,0.75]]"_s);
        QCOMPARE(savedHistory({{TaskState::Ready, QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC)}}),
                 u"[[\"ready\",1700000000123]]"_s);
        QCOMPARE(savedNorms({}), QString());
        HealthSummary health;
        health.percent = 97;
        health.errors = 1;
        health.notes = 4;
        health.parts.push_back({u"visual"_s, u"clip"_s, true, 5.5, 6});
        QCOMPARE(savedHealth(health), u"[97,1,0,4,[[\"visual\",\"clip\",true,5.5,6]]]"_s);
        QCOMPARE(healthSummaryOf(savedHealth(health)).value(), health);
        QCOMPARE(savedHealth(std::nullopt), QString());
        QVERIFY(healthSummaryOf({}) && !*healthSummaryOf({}));
        const WorseResponse worse{QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC), TaskState::Failed, u"failed"_s, 3, u"no"_s};
        QCOMPARE(savedWorse(worse), u"[1700000000123,\"failed\",\"failed\",3,\"no\"]"_s);
        QCOMPARE(worseOf(savedWorse(worse)).value(), worse);
        QCOMPARE(savedWorse(std::nullopt), QString());
        QVERIFY(worseOf({}) && !*worseOf({}));
    }

    void whatIsNoneOfOursIsRefused()
    {
        for (const QString &text : {u"["_s, u"{}"_s, u"[[]]"_s, u"[1"_s, u"nonsense"_s, u"[[\"newer\",1,null,\"\"]]"_s}) {
            QVERIFY2(!findingsOf(text), qPrintable(text));
            QVERIFY2(!normsOf(text), qPrintable(text));
            QVERIFY2(!historyOf(text), qPrintable(text));
        }
        for (const QString &text : {u"["_s, u"{}"_s, u"[]"_s, u"[101,0,0,0,[]]"_s, u"[-1,0,0,0,[]]"_s, u"[9,0,0,[]]"_s,
                                    u"[9,0,0,0,[[]]]"_s, u"[9,0,0,0,[[\"a\",\"b\",1,2,3]]]"_s})
            QVERIFY2(!healthSummaryOf(text), qPrintable(text));
        for (const QString &text : {u"["_s, u"{}"_s, u"[]"_s, u"[1,\"newer\",\"\",0,\"\"]"_s, u"[1,\"ready\",\"\",-1,\"\"]"_s,
                                    u"[null,\"ready\",\"\",0,\"\"]"_s})
            QVERIFY2(!worseOf(text), qPrintable(text));
        QVERIFY(!modalitiesOf(u"[1]"_s));
        QVERIFY(!dimensionsOf(u"[\"1\"]"_s));
        QVERIFY(!findingsOf(u"[[\"field_odd\",-1,null,\"\"]]"_s));
        QVERIFY(!historyOf(u"[[\"ready\",\"now\"]]"_s));
        QVERIFY(historyOf(QString())->empty());
    }
};

EMBEDSCOPE_TEST(TestSavedLists)
#include "tst_savedlists.moc"
