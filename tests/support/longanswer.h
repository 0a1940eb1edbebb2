// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QIODevice;

namespace embedscope {

/// What writeLongAnswer() makes. As it stands: the largest answer of the real service, 4 hours in clips of 2
/// s, three modalities, so 21,600 vectors of 512 numbers.
struct LongAnswer
{
    enum class Digits {
        Float32, ///< the fewest digits that read back as the same float, as real answers have: about 12 bytes
                 ///< a number
        Float64, ///< the fewest that read back as the same double: about 21 bytes a number
    };

    QString taskId = QStringLiteral("65a1b2c3d4e5f60718293a4b");
    QString fileName = QStringLiteral("generated-4h.mp4");
    int clips = 7200;
    double clipSec = 2;
    int dimension = 512;
    QStringList modalities = {QStringLiteral("visual"), QStringLiteral("audio"),
                              QStringLiteral("transcription")};
    Digits digits = Digits::Float64;
    bool withUncertainty = false; ///< an array `embedding_uncertainty` of the same length in every item

    int vectors() const { return clips * static_cast<int>(modalities.size()); }
};

/// Writes a ready answer, the same bytes for the same wishes on every machine. Its vectors have length 1 and
/// the structure of a film, not of noise: within a shot (or a speaker's turn, or a scene's sound) they drift
/// slowly, at a cut they jump. False where the device could not take it.
bool writeLongAnswer(QIODevice &device, const LongAnswer &wishes);

} // namespace embedscope
