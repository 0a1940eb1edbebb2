// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/taskdescription.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Enough digits to tell any two doubles apart.
QString exact(double number)
{
    return QString::number(number, 'g', 17);
}

QString optional(const std::optional<double> &number)
{
    return number ? exact(*number) : u"-"_s;
}

QString describe(const Metadata &metadata)
{
    QString text = u"metadata %1|%2|%3|%4|%5|%6|%7|%8|%9\n"_s.arg(
        metadata.inputType, metadata.inputUrl, metadata.inputFilename, optional(metadata.clipLengthSec),
        optional(metadata.durationSec), optional(metadata.startOffsetSec), optional(metadata.endOffsetSec),
        metadata.embeddingOptions.join(u","), metadata.embeddingScopes.join(u","));
    for (const auto &[key, value] : metadata.members)
        text += u"member %1 = %2\n"_s.arg(key, value);
    return text;
}

} // namespace

QString findingName(FindingKind kind)
{
    switch (kind) {
    case FindingKind::NoEmbeddings:
        return u"NoEmbeddings"_s;
    case FindingKind::ItemNotObject:
        return u"ItemNotObject"_s;
    case FindingKind::VectorMissing:
        return u"VectorMissing"_s;
    case FindingKind::VectorEmpty:
        return u"VectorEmpty"_s;
    case FindingKind::VectorNotNumeric:
        return u"VectorNotNumeric"_s;
    case FindingKind::VectorNotFinite:
        return u"VectorNotFinite"_s;
    case FindingKind::DimensionDiffers:
        return u"DimensionDiffers"_s;
    case FindingKind::TimesMissing:
        return u"TimesMissing"_s;
    case FindingKind::TimesReversed:
        return u"TimesReversed"_s;
    case FindingKind::TimesNegative:
        return u"TimesNegative"_s;
    case FindingKind::TimesBeyondDuration:
        return u"TimesBeyondDuration"_s;
    case FindingKind::ModalityUnnamed:
        return u"ModalityUnnamed"_s;
    case FindingKind::ScopeUnnamed:
        return u"ScopeUnnamed"_s;
    case FindingKind::ModalityUnknown:
        return u"ModalityUnknown"_s;
    case FindingKind::ScopeUnknown:
        return u"ScopeUnknown"_s;
    case FindingKind::StatusUnknown:
        return u"StatusUnknown"_s;
    case FindingKind::DuplicateKey:
        return u"DuplicateKey"_s;
    case FindingKind::FieldOdd:
        return u"FieldOdd"_s;
    case FindingKind::HoldsKey:
        return u"HoldsKey"_s;
    case FindingKind::MetadataMissing:
        return u"MetadataMissing"_s;
    case FindingKind::ModalityNotDelivered:
        return u"ModalityNotDelivered"_s;
    case FindingKind::VectorsLeftOut:
        return u"VectorsLeftOut"_s;
    case FindingKind::OlderForm:
        return u"OlderForm"_s;
    case FindingKind::VectorNested:
        return u"VectorNested"_s;
    case FindingKind::VectorEncoded:
        return u"VectorEncoded"_s;
    case FindingKind::NumbersAsText:
        return u"NumbersAsText"_s;
    case FindingKind::TimesAsText:
        return u"TimesAsText"_s;
    case FindingKind::IdMissing:
        return u"IdMissing"_s;
    case FindingKind::QueryVector:
        return u"QueryVector"_s;
    case FindingKind::UncertaintyOdd:
        return u"UncertaintyOdd"_s;
    }
    Q_UNREACHABLE();
}

QString describe(const EmbeddingTask &task)
{
    QString text = u"task %1 state %2 (%3) created %4 updated %5 error %6\n"_s.arg(
        task.id.toString(), QString::number(static_cast<int>(task.state)), task.statusText,
        task.createdAt.toString(Qt::ISODateWithMs), task.updatedAt.toString(Qt::ISODateWithMs),
        task.errorMessage);
    if (task.metadata)
        text += describe(*task.metadata);
    text += u"axis %1\n"_s.arg(QString::fromLatin1(unitWord(task.axis)));
    text += u"modalities %1\nscopes %2\n"_s.arg(task.modalities.join(u","), task.scopes.join(u","));
    for (const Segment &segment : task.segments) {
        text += u"segment %1 [%2, %3] norm %4 uncertainty %5 modality %6 scope %7:"_s.arg(
            QString::number(segment.position), exact(segment.startSec), exact(segment.endSec),
            exact(segment.norm), exact(static_cast<double>(segment.uncertainty)), QString::number(segment.modality), QString::number(segment.scope));
        for (const float number : task.matrix.row(segment.offset, segment.length))
            text += u' ' + QString::number(static_cast<double>(number), 'g', 9);
        text += u'\n';
    }
    for (const Finding &finding : task.findings) {
        const QString first = finding.firstPosition ? QString::number(*finding.firstPosition) : u"-"_s;
        text += u"finding %1 %2 first %3 %4\n"_s.arg(findingName(finding.kind),
                                                     QString::number(finding.count), first, finding.detail);
    }
    return text;
}

QString describe(const Result<EmbeddingTask> &result)
{
    return result ? describe(*result) : u"failure %1\n"_s.arg(static_cast<int>(result.failure().kind));
}

} // namespace embedscope
