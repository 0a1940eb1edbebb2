// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/auditwords.h"

#include "models/taskwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("embedscope", text, nullptr, count);
}

/// What is said of a kind of the audit: as a sentence about one and about many, as two words, and what to do.
/// %1: the lane or the name, %2 and %3: see auditSentence().
struct AuditWords
{
    AuditKind kind;
    const char *one;
    const char *many;
    const char *brief;
    const char *advice;
};

#define ONE(text) QT_TRANSLATE_NOOP("embedscope", text)
#define MANY(text) QT_TRANSLATE_N_NOOP("embedscope", text)

// clang-format off
constexpr AuditWords auditTable[] = {
    {AuditKind::ScopeNotDelivered,
     ONE("The scope “%1” was asked for, and not one vector of it came."),
     ONE("The scope “%1” was asked for, and not one vector of it came."),
     ONE("scope not delivered"),
     ONE("The service left it out. Ask again; if it stays so, create the task anew.")},
    {AuditKind::LaneNotDelivered,
     ONE("“%1” was asked for in the scope “%2”, and came only in another one."),
     ONE("“%1” was asked for in the scope “%2”, and came only in another one."),
     ONE("not delivered"),
     ONE("The service left it out. Ask again; if it stays so, create the task anew.")},
    {AuditKind::ModalityUnasked,
     ONE("“%1” came without being asked for."),
     ONE("“%1” came without being asked for."),
     ONE("not asked for"),
     ONE("The service sent more than was asked for. It does no harm; hide it where it is in the way.")},
    {AuditKind::VectorZero,
     ONE("One vector of the %1 is zero: it points nowhere and compares with nothing."),
     MANY("%n vectors of the %1 are zero: they point nowhere and compare with nothing."),
     ONE("zero vector"),
     ONE("The service sent it so. Leave the clip out of what you compute, or create the task anew.")},
    {AuditKind::VectorConstant,
     ONE("One vector of the %1 has the same number in every place."),
     MANY("%n vectors of the %1 have the same number in every place."),
     ONE("constant vector"),
     ONE("The service sent it so. Leave the clip out of what you compute, or create the task anew.")},
    {AuditKind::VectorsEqual,
     ONE("One vector of the %1 is bit for bit another one of them."),
     MANY("%n vectors of the %1 are bit for bit alike among themselves; different ones that repeat: %2."),
     ONE("equal to another"),
     ONE("Still pictures and silence can do that. Look whether the media repeats there; if not, the service is at fault.")},
    {AuditKind::NormOutlier,
     ONE("One vector of the %1 is far from the usual length (median %2)."),
     MANY("%n vectors of the %1 are far from the usual length (median %2)."),
     ONE("norm outlier"),
     ONE("It can be right. Look at the moment; cosines do not depend on the length.")},
    {AuditKind::ClipCountDiffers,
     ONE("The %1 are %2; by duration and clip length there should be %3."),
     ONE("The %1 are %2; by duration and clip length there should be %3."),
     ONE("count differs"),
     ONE("The service cut the media otherwise than asked, or left clips out: see gaps and coverage.")},
    {AuditKind::Gap,
     ONE("The %1 have one gap, of %2."),
     MANY("The %1 have %n gaps, %2 in all."),
     ONE("gap"),
     ONE("Nothing came for that stretch. Pauses of speech are usual, and so are pages without text; of other modalities ask again.")},
    {AuditKind::Overlap,
     ONE("One of the %1 begins before an earlier one has ended, by %2."),
     MANY("%n of the %1 begin before an earlier one has ended, by %2 in all."),
     ONE("overlaps"),
     ONE("The service sent it so. Do not count what lies there twice.")},
    {AuditKind::LanesNotShown,
     ONE("%1 of %2 modalities are shown."),
     ONE("%1 of %2 modalities are shown."),
     ONE("not shown"),
     ONE("More cannot be told apart in charts, change and similarity. The table of segments and exports have all of them.")},
    {AuditKind::RequestsNotAudited,
     ONE("%1 of %2 requested pairs of modality and scope are audited."),
     ONE("%1 of %2 requested pairs of modality and scope are audited."),
     ONE("not audited"),
     ONE("The metadata lists far more than the service can deliver. The Details page has the lists.")},
    {AuditKind::FindingsNotListed,
     ONE("%1 of %2 findings are listed, the worst first."),
     ONE("%1 of %2 findings are listed, the worst first."),
     ONE("not listed"),
     ONE("The counts and the health hold all of them.")},
};

struct BriefWords
{
    FindingKind kind;
    const char *brief;
};

constexpr BriefWords readerTable[] = {
    {FindingKind::NoEmbeddings, ONE("no embeddings")},
    {FindingKind::ItemNotObject, ONE("no object")},
    {FindingKind::VectorMissing, ONE("vector missing")},
    {FindingKind::VectorEmpty, ONE("vector empty")},
    {FindingKind::VectorNotNumeric, ONE("not a number")},
    {FindingKind::VectorNotFinite, ONE("number too great")},
    {FindingKind::DimensionDiffers, ONE("dimension differs")},
    {FindingKind::TimesMissing, ONE("times missing")},
    {FindingKind::TimesReversed, ONE("ends before it starts")},
    {FindingKind::TimesNegative, ONE("time below zero")},
    {FindingKind::TimesBeyondDuration, ONE("ends after the media")},
    {FindingKind::ModalityUnnamed, ONE("modality unnamed")},
    {FindingKind::ScopeUnnamed, ONE("scope unnamed")},
    {FindingKind::ModalityUnknown, ONE("modality undocumented")},
    {FindingKind::ScopeUnknown, ONE("scope undocumented")},
    {FindingKind::StatusUnknown, ONE("status undocumented")},
    {FindingKind::DuplicateKey, ONE("key stands twice")},
    {FindingKind::FieldOdd, ONE("field odd")},
    {FindingKind::HoldsKey, ONE("holds your API key")},
    {FindingKind::MetadataMissing, ONE("metadata missing")},
    {FindingKind::ModalityNotDelivered, ONE("modality not delivered")},
    {FindingKind::VectorsLeftOut, ONE("vectors left out")},
    {FindingKind::OlderForm, ONE("older form")},
    {FindingKind::VectorNested, ONE("vector in a list")},
    {FindingKind::VectorEncoded, ONE("vector encoded")},
    {FindingKind::NumbersAsText, ONE("numbers as text")},
    {FindingKind::TimesAsText, ONE("times as text")},
    {FindingKind::IdMissing, ONE("no task ID")},
    {FindingKind::QueryVector, ONE("query vector")},
    {FindingKind::UncertaintyOdd, ONE("uncertainty odd")},
};
// clang-format on

constexpr const char *readerAdvice[] = {
    ONE("The service sent it so. Ask again; if it stays so, leave what is concerned out or create the task "
        "anew."),
    ONE("The service sent it so. What can be used is used; look at it before you rely on it."),
    ONE("The service sent it so. Nothing has to be done."),
};

#undef ONE
#undef MANY

const AuditWords &wordsOf(AuditKind kind)
{
    const auto words = std::find_if(std::begin(auditTable), std::end(auditTable),
                                    [kind](const AuditWords &entry) { return entry.kind == kind; });
    Q_ASSERT(words != std::end(auditTable));
    return *words;
}

/// Of the findings about a limit: "64" of "5,000".
QString groupedText(double number)
{
    return QLocale(QLocale::English).toString(number, 'f', 0);
}

bool isOfLimit(AuditKind kind)
{
    return kind == AuditKind::LanesNotShown || kind == AuditKind::RequestsNotAudited || kind == AuditKind::FindingsNotListed;
}

QString firstOf(const AuditFinding &finding, const EmbeddingTask &task)
{
    if (isOfLimit(finding.kind))
        return groupedText(finding.number);
    if (!finding.lane)
        return oneLine(finding.detail, 64);
    return laneWords(task.modalities.at(finding.lane->modality), task.scopes.at(finding.lane->scope));
}

/// What %2 stands for.
QString secondOf(const AuditFinding &finding)
{
    switch (finding.kind) {
    case AuditKind::LaneNotDelivered:
        return oneLine(finding.scope, 64);
    case AuditKind::NormOutlier:
        return normText(finding.number);
    case AuditKind::Gap:
    case AuditKind::Overlap:
        if (!finding.places.empty() && isCounted(finding.places.front().axis))
            return distanceText(finding.places.front().axis, finding.number);
        // Times without sense add up to more digits than anybody reads.
        return translated("%1 s").arg(finding.number < 1e9 ? QString::number(finding.number, 'f', 2)
                                                           : QString::number(finding.number, 'g', 6));
    case AuditKind::VectorsEqual:
    case AuditKind::ClipCountDiffers:
        return QString::number(finding.number, 'f', 0);
    case AuditKind::LanesNotShown:
    case AuditKind::RequestsNotAudited:
    case AuditKind::FindingsNotListed:
        return groupedText(finding.expected);
    case AuditKind::OfReader:
    case AuditKind::ScopeNotDelivered:
    case AuditKind::ModalityUnasked:
    case AuditKind::VectorZero:
    case AuditKind::VectorConstant:
        break;
    }
    return {};
}

QString counted(int count, const char *one, const char *many)
{
    return translated(count == 1 ? one : many).arg(count);
}

/// Rounded down, so that 100 % is all of it.
QString percentText(double part, double whole)
{
    constexpr double rounding = 1e-9;
    const double percent = whole > 0 ? std::floor(100 * std::min(part / whole, 1.0) + rounding) : 0;
    return translated("%1 %").arg(QString::number(percent, 'f', 0));
}

} // namespace

QString severityTitle(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return translated(QT_TRANSLATE_NOOP("embedscope", "Error"));
    case Severity::Warning:
        return translated(QT_TRANSLATE_NOOP("embedscope", "Warning"));
    case Severity::Note:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("embedscope", "Note"));
}

QString laneWords(const QString &modality, const QString &scope)
{
    const QString name = oneLine(modalityTitle(modality), 64);
    if (scope == "clip"_L1)
        return translated(QT_TRANSLATE_NOOP("embedscope", "%1 clips")).arg(name);
    if (scope == "page"_L1)
        return translated(QT_TRANSLATE_NOOP("embedscope", "%1 pages")).arg(name);
    if (scope == "chunk"_L1)
        return translated(QT_TRANSLATE_NOOP("embedscope", "%1 chunks")).arg(name);
    return u"%1 (%2)"_s.arg(name, oneLine(modalityTitle(scope), 64));
}

QString auditSentence(const AuditFinding &finding, const EmbeddingTask &task)
{
    if (finding.kind == AuditKind::OfReader)
        return finding.read ? findingSentence(*finding.read) : QString();
    const AuditWords &words = wordsOf(finding.kind);
    const QString sentence = translated(finding.count == 1 ? words.one : words.many, finding.count);
    // Together, so that a name that looks like a place for another one stays a name.
    const QString first = firstOf(finding, task);
    if (finding.kind == AuditKind::Gap && finding.places.size() > 1) {
        const auto lengthOf = [](const AuditPlace &place) { return place.endSec - place.startSec; };
        const AuditPlace &longest = *std::ranges::max_element(finding.places, {}, lengthOf);
        return sentence.arg(first, secondOf(finding)) + u' '
            + translated(QT_TRANSLATE_NOOP("embedscope", "The longest is %1.")).arg(placeText(longest));
    }
    const QString second = secondOf(finding);
    if (sentence.contains("%3"_L1))
        return sentence.arg(first, second, QString::number(finding.expected, 'f', 0));
    return sentence.contains("%2"_L1) ? sentence.arg(first, second) : sentence.arg(first);
}

QString auditAdvice(const AuditFinding &finding)
{
    if (finding.read && finding.read->kind == FindingKind::VectorsLeftOut)
        return translated(QT_TRANSLATE_NOOP("embedscope", "So is an export without vectors. For norms, change and "
                                            "likeness open one with vectors, or ask the service again."));
    if (finding.kind == AuditKind::OfReader)
        return translated(readerAdvice[static_cast<int>(finding.severity)]);
    return translated(wordsOf(finding.kind).advice);
}

QString auditShortWords(const AuditFinding &finding)
{
    if (finding.kind != AuditKind::OfReader)
        return translated(wordsOf(finding.kind).brief);
    const FindingKind kind = finding.read ? finding.read->kind : FindingKind::FieldOdd;
    const auto words = std::find_if(std::begin(readerTable), std::end(readerTable),
                                    [kind](const BriefWords &entry) { return entry.kind == kind; });
    Q_ASSERT(words != std::end(readerTable));
    return translated(words->brief);
}

std::vector<const AuditPlace *> equalPlaces(const AuditFinding &finding, const AuditPlace &place)
{
    if (finding.kind != AuditKind::VectorsEqual)
        return {};
    const auto isIt = [&place](const AuditPlace &each) { return each.hasRow() && each.row == place.row; };
    const auto own = std::find_if(finding.places.begin(), finding.places.end(), isIt);
    if (own == finding.places.end())
        return {};
    std::vector<const AuditPlace *> equal;
    const auto take = [&equal, own](const AuditPlace &each) {
        if (each.number == own->number)
            equal.push_back(&each);
    };
    std::for_each(own + 1, finding.places.end(), take);
    std::for_each(finding.places.begin(), own, take);
    return equal;
}

QString auditShortWords(const AuditFinding &finding, const AuditPlace &place)
{
    const std::vector<const AuditPlace *> equal = equalPlaces(finding, place);
    if (equal.empty())
        return auditShortWords(finding);
    const QString text = translated(QT_TRANSLATE_NOOP("embedscope", "equal to %1")).arg(placeText(*equal.front()));
    if (equal.size() == 1)
        return text;
    return translated(QT_TRANSLATE_NOOP("embedscope", "%1, and %2 more")).arg(text).arg(equal.size() - 1);
}

QString placeText(const AuditPlace &place)
{
    if (std::isfinite(place.startSec) || std::isfinite(place.endSec) || !place.hasRow())
        return isCounted(place.axis) && std::isfinite(place.startSec) && std::isfinite(place.endSec)
            ? stretchText(place.axis, place.startSec, place.endSec)
            : u"%1 – %2"_s.arg(timeText(place.axis, place.startSec), timeText(place.axis, place.endSec));
    return translated(QT_TRANSLATE_NOOP("embedscope", "no. %1")).arg(place.row + 1);
}

QString placesText(const AuditFinding &finding)
{
    if (finding.places.empty())
        return translated(QT_TRANSLATE_NOOP("embedscope", "whole task"));
    const QString first = placeText(finding.places.front());
    if (finding.places.size() == 1)
        return first;
    return translated(QT_TRANSLATE_NOOP("embedscope", "%1, and %2 more"))
        .arg(first)
        .arg(finding.places.size() - 1);
}

QString healthPartText(const HealthPart &part)
{
    const QString lane = laneWords(part.modality, part.scope);
    if (!part.came)
        return translated(QT_TRANSLATE_NOOP("embedscope", "%1: none came")).arg(lane);
    if (!countsSeconds(part)) {
        return translated(QT_TRANSLATE_NOOP("embedscope", "%1: %2 of %3 vectors sound"))
            .arg(lane, QString::number(part.sound, 'f', 0), QString::number(part.whole, 'f', 0));
    }
    const char *const sentence = part.modality == "transcription"_L1
        ? QT_TRANSLATE_NOOP("embedscope", "%1: %2 of the %3 that they cover with sound vectors")
        : QT_TRANSLATE_NOOP("embedscope", "%1: %2 of %3 with sound vectors");
    return translated(sentence).arg(lane, percentText(part.sound, part.whole), timeText(part.whole));
}

QString healthText(const HealthSummary &health)
{
    QString worst = translated(QT_TRANSLATE_NOOP("embedscope", "sound"));
    if (health.errors > 0)
        worst = counted(health.errors, QT_TRANSLATE_NOOP("embedscope", "%1 error"),
                        QT_TRANSLATE_NOOP("embedscope", "%1 errors"));
    else if (health.warnings > 0)
        worst = counted(health.warnings, QT_TRANSLATE_NOOP("embedscope", "%1 warning"),
                        QT_TRANSLATE_NOOP("embedscope", "%1 warnings"));
    return u"%1, %2"_s.arg(QString::number(health.percent), worst);
}

QString findingCountsText(const HealthSummary &health)
{
    QStringList counts;
    if (health.errors > 0)
        counts.append(counted(health.errors, "%1 error", "%1 errors"));
    if (health.warnings > 0)
        counts.append(counted(health.warnings, "%1 warning", "%1 warnings"));
    if (health.notes > 0)
        counts.append(counted(health.notes, QT_TRANSLATE_NOOP("embedscope", "%1 note"),
                              QT_TRANSLATE_NOOP("embedscope", "%1 notes")));
    return counts.isEmpty() ? translated(QT_TRANSLATE_NOOP("embedscope", "nothing odd was found"))
                            : counts.join(u", "_s);
}

} // namespace embedscope
