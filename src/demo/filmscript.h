// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace embedscope {

/// A stretch of a film that stays alike: a shot, a sound, a topic of speech. Equal looks are the same place
/// again.
struct FilmStretch
{
    double startSec = 0;
    double endSec = 0;
    int look = 0;
};

/// What happens in one modality. Where no stretch is, the service delivers no clips.
struct FilmTrack
{
    QByteArray option; ///< embedding_option
    double norm = 1; ///< of its vectors
    double normSpread = 0; ///< how far norms stray from that, as a standard deviation
    std::vector<FilmStretch> stretches; ///< sorted, without overlap
};

/// An interval that gets one vector a modality.
struct FilmClip
{
    double startSec = 0;
    double endSec = 0;
};

/// A vector that is wrong on purpose: `factor` times as long as it should be.
struct OddVector
{
    size_t track = 0;
    size_t clip = 0;
    double factor = 0;
};

/// A stretch that is shown twice: `count` clips from `toClip` on carry the vectors of those from `fromClip` on, bit for bit.
struct FilmRepeat
{
    size_t track = 0;
    size_t fromClip = 0;
    size_t toClip = 0;
    size_t count = 0;
};

/// Everything a generated answer is made from: the film's metadata, its clips, and what happens when.
struct FilmScript
{
    enum class Order {
        ByModality, ///< all of one modality, then all of the next
        InPieces, ///< pieces of a few clips, in no order of time: the service promises none
    };
    enum class Numbers {
        Float32, ///< as few digits as bring back the same float: about 13 bytes a number
        Float64, ///< the float's exact double: about 20 bytes a number
    };

    QByteArray id;
    QByteArray fileName;
    QByteArray inputType; ///< "video" or "audio"
    double durationSec = 0;
    int clipLengthSec = 0; ///< 0: clips of uneven length
    QByteArrayList askedFor; ///< embedding_options; more than the tracks where something was not delivered
    std::vector<FilmClip> clips;
    std::vector<FilmTrack> tracks;
    std::vector<OddVector> oddVectors;
    std::vector<FilmRepeat> repeats; ///< only of clips that are delivered
    int dimension = 512;
    Order order = Order::ByModality;
    Numbers numbers = Numbers::Float32;
    quint64 seed = 0;
};

} // namespace embedscope
