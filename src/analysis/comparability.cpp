// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparability.h"

namespace embedscope {

std::optional<Incomparable> incomparable(const VectorKind &a, const VectorKind &b)
{
    if (a.dimension == 0 || b.dimension == 0)
        return Incomparable::NoVectors;
    if (a.modality != b.modality)
        return Incomparable::OtherModality;
    if (!a.model.isEmpty() && !b.model.isEmpty() && a.model != b.model)
        return Incomparable::OtherModel;
    const bool areOfOneModel = !a.model.isEmpty() && a.model == b.model;
    if (a.dimension != b.dimension && !areOfOneModel)
        return Incomparable::OtherDimension;
    return std::nullopt;
}

} // namespace embedscope
