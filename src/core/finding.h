// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace embedscope {

/// What can be odd about an answer whose grammar is whole.
enum class FindingKind {
    NoEmbeddings, ///< ready, and `data` is missing, null or empty
    ItemNotObject, ///< an item of `data` that is no object
    VectorMissing, ///< `embedding` missing, null, or no array
    VectorEmpty, ///< `embedding` is []
    VectorNotNumeric, ///< null, a string, an array ... among the numbers
    VectorNotFinite, ///< a number beyond the range of a double (1e400)
    DimensionDiffers, ///< another length than most vectors of the same modality
    TimesMissing, ///< no start or no end, page or chunk, where it needs one, see scopesInNeedOfPlaces()
    TimesReversed, ///< end before start
    TimesNegative, ///< start or end below 0
    TimesBeyondDuration, ///< end later than metadata.duration (by more than 0.05 s)
    ModalityUnnamed, ///< embedding_option null or missing
    ScopeUnnamed, ///< embedding_scope null or missing
    ModalityUnknown, ///< a modality that the contract does not name; detail: the name
    ScopeUnknown, ///< a scope that the contract does not name; detail: the name
    StatusUnknown, ///< a status that the contract does not name; detail: the status
    DuplicateKey, ///< a known key stands twice in one object, the last one counts; detail: the key
    FieldOdd, ///< a known field has an unexpected type or value; detail: its name
    MetadataMissing, ///< ready, and no metadata
    HoldsKey, ///< the service repeats the API key in the answer's bytes
    ModalityNotDelivered, ///< asked for in metadata.embedding_options, and not one vector came; detail: the modality
    VectorsLeftOut, ///< not one item has the member `embedding`: so is an export that was written without vectors
    OlderForm, ///< the answer has the older form, "video_embedding" with "segments": names were translated
    VectorNested, ///< the vector stands in a list of its own: [[...]]
    VectorEncoded, ///< a string stands in the vector's place: base64 or another encoding
    NumbersAsText, ///< the vector's numbers are written as strings
    TimesAsText, ///< start_sec or end_sec is a string
    IdMissing, ///< the response names no task
    QueryVector, ///< one vector without times and modality: of a text or picture that was embedded at once
    UncertaintyOdd, ///< embedding_uncertainty is no array of numbers, or not as long as the vector
};

/// One kind of oddity in an answer: how often, where first, and a detail.
struct Finding
{
    FindingKind kind = FindingKind::NoEmbeddings;
    int count = 1;
    /// Index in `data` of the first item concerned, where it concerns items.
    std::optional<quint32> firstPosition = std::nullopt;
    /// A name (key, modality, status), see FindingKind.
    QString detail = {};

    friend bool operator==(const Finding &, const Finding &) = default;
};

inline bool contains(const std::vector<Finding> &findings, FindingKind kind)
{
    return std::any_of(findings.begin(), findings.end(), [kind](const Finding &each) { return each.kind == kind; });
}

} // namespace embedscope
