// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace embedscope {

/// A moment at which one scene ends and the next begins.
struct SceneCut
{
    double atSec = 0;
    double strength = 0;
};

/// Scenes to be written to a file: what the cuts, in order of time, part the media into.
struct SceneList
{
    QString taskId;
    QString modality; ///< whose change they are; "" where the answer gave null
    double endSec = 0; ///< of the media
    std::vector<SceneCut> cuts = {};
};

/// One line a scene below a head line: task, modality, scene (its number, from 1 on), start and end in seconds, strength
/// of the boundary that it begins with (empty for the first). No text in it is taken for a formula (CsvCells::Safe).
QByteArray sceneCsv(const SceneList &scenes);

/// WebVTT with one cue a scene, the first from 0 on and the last up to the end: "Scene 2 (0.314)", with the strength of
/// the boundary that it begins with. Times are rounded to milliseconds; a scene without length has no cue.
QByteArray sceneVtt(const SceneList &scenes);

} // namespace embedscope
