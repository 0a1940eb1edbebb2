// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/filmscript.h"

#include <chrono>

namespace embedscope {

/// 12 minutes in clips of 6 s: 21 shots, some of them the same place again, seven sounds, and speech with
/// pauses, one of them long; a stretch that comes again exactly, and a zero vector.
FilmScript twelveMinuteFilm();

/// 40 minutes of talk with music in between, in segments of uneven length; items in no order of time.
FilmScript fortyMinutePodcast();

/// Two minutes with a zero vector, one of half the length, a hole, and a modality that was asked for and
/// never came.
FilmScript oddFilm();

/// A film in clips of 2 s as long as wanted; 4 h are about 20,000 vectors and 200 MB.
FilmScript longFilm(std::chrono::seconds duration);

} // namespace embedscope
