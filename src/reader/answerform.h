// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace embedscope {

/// Which of its two shapes the service gave an answer.
enum class AnswerForm {
    V2, ///< {"data":[{"embedding":[...],"start_sec":0,...}]}
    V1, ///< the older one: {"video_embedding":{"segments":[{"float":[...],"start_offset_sec":0,...}]}}
};

/// The members of an answer of the older form that hold segments.
constexpr std::array<std::string_view, 4> olderContainers = {"video_embedding", "audio_embedding",
                                                             "text_embedding", "image_embedding"};

inline bool isOlderContainer(std::string_view key)
{
    return std::find(olderContainers.begin(), olderContainers.end(), key) != olderContainers.end();
}

/// What is read of an item, in the order of itemKeys().
enum class ItemKey : unsigned { Embedding, Option, Scope, Start, End, StartPage, EndPage, Chunk, Quadrant, Uncertainty, Unknown };

/// The names of what is read of an item.
using ItemKeys = std::array<std::string_view, static_cast<size_t>(ItemKey::Unknown)>;

constexpr ItemKeys itemKeys(AnswerForm form)
{
    ItemKeys keys{"embedding",         "embedding_option", "embedding_scope", "start_sec", "end_sec",
                  "start_page_number", "end_page_number",  "chunk_index",     "quadrant",  "embedding_uncertainty"};
    if (form == AnswerForm::V1) {
        keys[static_cast<size_t>(ItemKey::Embedding)] = "float";
        keys[static_cast<size_t>(ItemKey::Start)] = "start_offset_sec";
        keys[static_cast<size_t>(ItemKey::End)] = "end_offset_sec";
    }
    return keys;
}

/// The older form's names for a modality and a scope as today's.
constexpr std::string_view todaysModality(std::string_view older)
{
    return older == "visual-text" ? "visual" : older;
}
constexpr std::string_view todaysScope(std::string_view older)
{
    return older == "video" ? "asset" : older;
}

} // namespace embedscope
