// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace embedscope {

/// What decides whether cosines between two sets of vectors mean anything.
struct VectorKind
{
    QString model; ///< "marengo3.0" as the list of tasks names it (TaskRecord::model); empty where not known
    QString modality;
    quint32 dimension = 0;
};

/// Why two sets of vectors are not compared; the first that holds.
enum class Incomparable {
    NoVectors, ///< one of them has none that is usable
    OtherModality, ///< raw cosines between modalities mislead
    OtherModel, ///< both models are known, and differ
    OtherDimension, ///< and not known to be of one model
};

/// Why a and b must not be compared; nothing where they may. Vectors of one model and different dimension compare over their
/// common prefix: a shorter one is the first numbers of the longer.
std::optional<Incomparable> incomparable(const VectorKind &a, const VectorKind &b);

} // namespace embedscope
