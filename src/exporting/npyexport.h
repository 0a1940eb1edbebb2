// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace embedscope {

class ExportFolder;
class ExportRun;

/// Writes the run's answers as NumPy matrices, one for each task, modality and scope, a row a segment in the order
/// of the answer: TASK_MODALITY_SCOPE.npy, and beside it TASK_MODALITY_SCOPE_rows.csv, whose rows are the
/// matrix's. A segment without a usable vector is in neither, but with its reason in TASK_left_out.csv; index.csv
/// lists all matrices. False where the run was stopped.
bool writeMatrices(ExportFolder &folder, ExportRun &run);

} // namespace embedscope
