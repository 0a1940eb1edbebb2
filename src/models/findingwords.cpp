// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// A finding's sentence where it holds for one item, and for many (%n of them); %1 is the finding's detail.
/// Both stand here, so that the English is right without a translation file; translations get the number for
/// their own forms.
struct FindingWords
{
    FindingKind kind;
    const char *one;
    const char *many;
};

#define ONE(sentence) QT_TRANSLATE_NOOP("embedscope", sentence)
#define MANY(sentence) QT_TRANSLATE_N_NOOP("embedscope", sentence)

// clang-format off
constexpr FindingWords sentences[] = {
    {FindingKind::NoEmbeddings,
     ONE("The task is ready, but it came without embeddings."),
     ONE("The task is ready, but it came without embeddings.")},
    {FindingKind::ItemNotObject,
     ONE("One item of the data is no object and is left out."),
     MANY("%n items of the data are no objects and are left out.")},
    {FindingKind::VectorMissing,
     ONE("One item has no vector."),
     MANY("%n items have no vector.")},
    {FindingKind::VectorEmpty,
     ONE("One vector is empty."),
     MANY("%n vectors are empty.")},
    {FindingKind::VectorNotNumeric,
     ONE("One vector holds something that is no number; it has no norm."),
     MANY("%n vectors hold something that is no number; they have no norm.")},
    {FindingKind::VectorNotFinite,
     ONE("One vector holds a number beyond the range of a double; it has no norm."),
     MANY("%n vectors hold a number beyond the range of a double; they have no norm.")},
    {FindingKind::DimensionDiffers,
     ONE("One vector has another dimension than most of its modality."),
     MANY("%n vectors have another dimension than most of their modality.")},
    {FindingKind::TimesMissing,
     ONE("One segment has no start or no end (time, page or chunk) and is missing from the timeline."),
     MANY("%n segments have no start or no end (time, page or chunk) and are missing from the timeline.")},
    {FindingKind::TimesReversed,
     ONE("One item ends before it starts."),
     MANY("%n items end before they start.")},
    {FindingKind::TimesNegative,
     ONE("One item has a time below zero."),
     MANY("%n items have a time below zero.")},
    {FindingKind::TimesBeyondDuration,
     ONE("One item ends after the end of the media."),
     MANY("%n items end after the end of the media.")},
    {FindingKind::ModalityUnnamed,
     ONE("One item names no modality; it is shown as “unnamed”."),
     MANY("%n items name no modality; they are shown as “unnamed”.")},
    {FindingKind::ScopeUnnamed,
     ONE("One item names no scope; it is shown as “unnamed”."),
     MANY("%n items name no scope; they are shown as “unnamed”.")},
    {FindingKind::ModalityUnknown,
     ONE("One item has the undocumented modality “%1”; it is shown under that name."),
     MANY("%n items have the undocumented modality “%1”; they are shown under that name.")},
    {FindingKind::ScopeUnknown,
     ONE("One item has the undocumented scope “%1”; it is shown under that name."),
     MANY("%n items have the undocumented scope “%1”; they are shown under that name.")},
    {FindingKind::StatusUnknown,
     ONE("The status “%1” is undocumented. With vectors it counts as ready where it says so, else as processing."),
     ONE("The status “%1” is undocumented. With vectors it counts as ready where it says so, else as processing.")},
    {FindingKind::DuplicateKey,
     ONE("The key “%1” stands twice in one object; the last one counts."),
     MANY("The key “%1” stands twice in %n objects; the last one counts.")},
    {FindingKind::FieldOdd,
     ONE("The field “%1” has an unexpected value."),
     MANY("The field “%1” has an unexpected value %n times.")},
    {FindingKind::HoldsKey,
     ONE("Your API key stands in this answer, so it is not kept beyond the end of the program. An export "
         "copies answers as they came: take the key out before you pass it on."),
     ONE("Your API key stands in this answer, so it is not kept beyond the end of the program. An export "
         "copies answers as they came: take the key out before you pass it on.")},
    {FindingKind::MetadataMissing,
     ONE("The task is ready, but it came without metadata."),
     ONE("The task is ready, but it came without metadata.")},
    {FindingKind::ModalityNotDelivered,
     ONE("“%1” was asked for, and not one vector of it came."),
     ONE("“%1” was asked for, and not one vector of it came.")},
    {FindingKind::VectorsLeftOut,
     ONE("The answer was written without its vectors; times and names are there."),
     ONE("The answer was written without its vectors; times and names are there.")},
    {FindingKind::OlderForm,
     ONE("The answer has the older form (v1): visual-text is shown as visual, the scope video as asset."),
     ONE("The answer has the older form (v1): visual-text is shown as visual, the scope video as asset.")},
    {FindingKind::VectorNested,
     ONE("One vector stands in a list of its own; it has no norm. Write it without the outer brackets."),
     MANY("%n vectors stand in lists of their own; they have no norm. Write them without the outer brackets.")},
    {FindingKind::VectorEncoded,
     ONE("One vector is encoded as text (base64 for instance); it has no norm. Write it as a list of numbers."),
     MANY("%n vectors are encoded as text (base64 for instance); they have no norm. Write them as lists of numbers.")},
    {FindingKind::NumbersAsText,
     ONE("One vector has its numbers written as text; it has no norm. Write them as numbers."),
     MANY("%n vectors have their numbers written as text; they have no norm. Write them as numbers.")},
    {FindingKind::TimesAsText,
     ONE("One item has its times written as text; they are not read. Write them as numbers."),
     MANY("%n items have their times written as text; they are not read. Write them as numbers.")},
    {FindingKind::IdMissing,
     ONE("The response names no task, so it is named after its file."),
     ONE("The response names no task, so it is named after its file.")},
    {FindingKind::QueryVector,
     ONE("This is the vector of a query: one vector of a text or picture, without times."),
     ONE("This is the vector of a query: one vector of a text or picture, without times.")},
    {FindingKind::UncertaintyOdd,
     ONE("One item has an uncertainty that is not as long as its vector, or no list of numbers."),
     MANY("%n items have an uncertainty that is not as long as their vector, or no list of numbers.")},
};
// clang-format on

#undef ONE
#undef MANY

} // namespace

QString findingSentence(const Finding &finding)
{
    const auto words =
        std::find_if(std::begin(sentences), std::end(sentences),
                     [&finding](const FindingWords &entry) { return entry.kind == finding.kind; });
    Q_ASSERT(words != std::end(sentences));
    const char *const source = finding.count == 1 ? words->one : words->many;
    QString sentence = QCoreApplication::translate("embedscope", source, nullptr, finding.count);
    if (sentence.contains("%1"_L1))
        sentence = sentence.arg(oneLine(finding.detail, 64));
    if (!finding.firstPosition)
        return sentence;
    const QString place = u"data[%1]"_s.arg(*finding.firstPosition);
    return finding.count == 1
        ? QCoreApplication::translate("embedscope", "%1 It is %2.").arg(sentence, place)
        : QCoreApplication::translate("embedscope", "%1 The first is %2.").arg(sentence, place);
}

} // namespace embedscope
