// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/auditwords.h"

#include "analysis/vectortask.h"
#include "models/taskwords.h"
#include "support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

SharedTask auditedFilm()
{
    VectorTask maker;
    maker.addRow(u"visual"_s, randomVectors(3, 8, 1), 6);
    return maker.share();
}

HealthSummary withCounts(int percent, int errors = 0, int warnings = 0, int notes = 0)
{
    HealthSummary health;
    health.percent = percent;
    health.errors = errors;
    health.warnings = warnings;
    health.notes = notes;
    return health;
}

AuditFinding about(AuditKind kind, int count = 1)
{
    AuditFinding finding{.kind = kind};
    finding.count = count;
    finding.number = 3;
    finding.expected = 7;
    finding.detail = u"audio"_s;
    finding.scope = u"clip"_s;
    if (kind != AuditKind::ScopeNotDelivered && kind != AuditKind::LaneNotDelivered
        && kind != AuditKind::ModalityUnasked)
        finding.lane = LaneKey{0, 0};
    return finding;
}

} // namespace

class TestAuditWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsWords()
    {
        const SharedTask task = auditedFilm();
        QSet<QString> briefs;
        for (int i = static_cast<int>(AuditKind::ScopeNotDelivered);
             i <= static_cast<int>(AuditKind::Overlap); ++i) {
            for (const int count : {1, 5}) {
                const AuditFinding finding = about(AuditKind{i}, count);
                const QString sentence = auditSentence(finding, *task);
                QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
                QVERIFY2(auditAdvice(finding).endsWith(u'.'), qPrintable(sentence));
            }
            briefs.insert(auditShortWords(about(AuditKind{i})));
            QCOMPARE(briefs.size(), i - static_cast<int>(AuditKind::ScopeNotDelivered) + 1);
        }
    }

    void everyFindingOfTheReaderHasThem()
    {
        QSet<QString> briefs;
        for (int i = 0; i <= static_cast<int>(FindingKind::OlderForm); ++i) {
            const Finding read{.kind = FindingKind{i}, .count = 2, .detail = u"name"_s};
            AuditFinding finding{.severity = severityOf(read), .read = read};
            QCOMPARE(auditSentence(finding, EmbeddingTask()), findingSentence(read));
            QVERIFY(auditAdvice(finding).endsWith(u'.'));
            briefs.insert(auditShortWords(finding));
            QCOMPARE(briefs.size(), i + 1);
        }
    }

    void sentencesSayWhatWasCounted()
    {
        const SharedTask task = auditedFilm();
        QCOMPARE(auditSentence(about(AuditKind::VectorZero), *task),
                 u"One vector of the visual clips is zero: it points nowhere and compares with nothing."_s);
        QVERIFY(auditSentence(about(AuditKind::VectorZero, 4), *task)
                    .startsWith("4 vectors of the visual clips"_L1));
        QCOMPARE(auditSentence(about(AuditKind::ClipCountDiffers), *task),
                 u"The visual clips are 3; by duration and clip length there should be 7."_s);
        QCOMPARE(auditSentence(about(AuditKind::Gap, 2), *task),
                 u"The visual clips have 2 gaps, 3.00 s in all."_s);
        AuditFinding gaps = about(AuditKind::Gap, 2);
        gaps.places = {{AuditPlace::noRow, 10, 11, 1}, {AuditPlace::noRow, 20, 22, 2}};
        QVERIFY2(auditSentence(gaps, *task).endsWith(u" in all. The longest is 0:00:20.000 – 0:00:22.000."_s),
                 qPrintable(auditSentence(gaps, *task)));
    }

    void namesFromTheServiceStayNames()
    {
        AuditFinding finding = about(AuditKind::LaneNotDelivered);
        finding.detail = u"%2 %1"_s;
        QCOMPARE(auditSentence(finding, *auditedFilm()),
                 u"“%2 %1” was asked for in the scope “clip”, and came only in another one."_s);
    }

    void places()
    {
        AuditFinding finding = about(AuditKind::Gap, 1);
        QCOMPARE(placesText(finding), u"whole task"_s);
        finding.places.push_back({AuditPlace::noRow, 6, 12});
        QCOMPARE(placesText(finding), u"0:00:06.000 – 0:00:12.000"_s);
        finding.places.push_back({3, std::nan(""), std::nan("")});
        QCOMPARE(placesText(finding), u"0:00:06.000 – 0:00:12.000, and 1 more"_s);
        QCOMPARE(placeText(finding.places.back()), u"no. 4"_s);
    }

    void equalVectorsNameEachOther()
    {
        AuditFinding finding{.kind = AuditKind::VectorsEqual};
        for (const auto &[row, vector] : std::vector<std::pair<quint32, double>>{{1, 0}, {4, 1}, {6, 0}, {8, 0}, {9, 1}})
            finding.places.push_back({row, row * 6.0, row * 6.0 + 6, vector});
        QCOMPARE(auditShortWords(finding, finding.places[0]), u"equal to 0:00:36.000 – 0:00:42.000, and 1 more"_s);
        QCOMPARE(auditShortWords(finding, finding.places[2]), u"equal to 0:00:48.000 – 0:00:54.000, and 1 more"_s);
        QCOMPARE(auditShortWords(finding, finding.places[3]), u"equal to 0:00:06.000 – 0:00:12.000, and 1 more"_s);
        QCOMPARE(auditShortWords(finding, finding.places[4]), u"equal to 0:00:24.000 – 0:00:30.000"_s);
        QVERIFY(equalPlaces(finding, {.row = 3}).empty());
        finding.kind = AuditKind::VectorZero;
        QCOMPARE(auditShortWords(finding, finding.places[0]), u"zero vector"_s);
    }

    void health()
    {
        QCOMPARE(healthPartText({u"visual"_s, u"clip"_s, true, 722, 722}),
                 u"visual clips: 100 % of 0:12:02.000 with sound vectors"_s);
        QCOMPARE(healthPartText({u"visual"_s, u"clip"_s, true, 721.9, 722}),
                 u"visual clips: 99 % of 0:12:02.000 with sound vectors"_s); // never rounded up to all of it
        QCOMPARE(healthPartText({u"transcription"_s, u"clip"_s, true, 5, 10}),
                 u"transcription clips: 50 % of the 0:00:10.000 that they cover with sound vectors"_s);
        QCOMPARE(healthPartText({u"audio"_s, u"clip"_s, false, 0, 10}), u"audio clips: none came"_s);
        QCOMPARE(healthPartText({u""_s, u"asset"_s, true, 1, 2}), u"unnamed (asset): 1 of 2 vectors sound"_s);
        QCOMPARE(healthText(withCounts(100)), u"100, sound"_s);
        QCOMPARE(healthText(withCounts(97, 1, 4)), u"97, 1 error"_s);
        QCOMPARE(healthText(withCounts(99, 0, 2)), u"99, 2 warnings"_s);
        QCOMPARE(findingCountsText(withCounts(9, 2, 1, 3)), u"2 errors, 1 warning, 3 notes"_s);
        QCOMPARE(findingCountsText(withCounts(100)), u"nothing odd was found"_s);
    }

    void limitsAreTold()
    {
        const EmbeddingTask task;
        const auto sentence = [&task](AuditKind kind, double number, double expected) {
            AuditFinding finding{.kind = kind};
            finding.number = number;
            finding.expected = expected;
            return auditSentence(finding, task);
        };
        QCOMPARE(sentence(AuditKind::LanesNotShown, 64, 5000), u"64 of 5,000 modalities are shown."_s);
        QCOMPARE(sentence(AuditKind::RequestsNotAudited, 256, 1e10),
                 u"256 of 10,000,000,000 requested pairs of modality and scope are audited."_s);
        QCOMPARE(sentence(AuditKind::FindingsNotListed, 500, 60'000), u"500 of 60,000 findings are listed, the worst first."_s);
    }
};

EMBEDSCOPE_TEST(TestAuditWords)
#include "tst_auditwords.moc"
