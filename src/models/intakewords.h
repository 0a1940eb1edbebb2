// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/fileintake.h"

#include <QString>

namespace embedscope {

/// What came of opening files, in whole sentences: which tasks are in the list now, and what could not be used and why.
/// Says nothing about files that hold no answers (textFiles): what becomes of those is seen. May be empty.
QString intakeSentence(const IntakeReport &report);
/// That these files (paths) hold neither answers nor task IDs.
QString nothingInSentence(const QStringList &files);
/// "Reading “film.jsonl” (file 2 of 3): 1200 of 10000 answers…"
QString intakeProgressText(const FileIntake::Progress &progress);

} // namespace embedscope
