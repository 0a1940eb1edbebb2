// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/spelling.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace embedscope {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>; // folded name, the service's own

constexpr std::array itemSpellings = {
    Spelling("embedding", "embedding"),
    Spelling("float", "embedding"), // of the older form; Python writes float_
    Spelling("embeddingsfloat", "embedding"),
    Spelling("embeddingfloat", "embedding"),
    Spelling("embeddingoption", "embedding_option"),
    Spelling("embeddingscope", "embedding_scope"),
    Spelling("startsec", "start_sec"),
    Spelling("startoffsetsec", "start_sec"),
    Spelling("starttime", "start_sec"),
    Spelling("endsec", "end_sec"),
    Spelling("endoffsetsec", "end_sec"),
    Spelling("endtime", "end_sec"),
    Spelling("startpagenumber", "start_page_number"),
    Spelling("endpagenumber", "end_page_number"),
    Spelling("chunkindex", "chunk_index"),
    Spelling("quadrant", "quadrant"),
    Spelling("embeddinguncertainty", "embedding_uncertainty"),
    Spelling("embeddingtype", "embedding_type"),
};

constexpr std::array taskSpellings = {
    Spelling("id", "_id"),
    Spelling("taskid", "_id"),
    Spelling("status", "status"),
    Spelling("createdat", "created_at"),
    Spelling("updatedat", "updated_at"),
    Spelling("metadata", "metadata"),
    Spelling("error", "error"),
    Spelling("modelname", "model_name"),
    Spelling("usage", "usage"),
};

constexpr std::array metadataSpellings = {
    Spelling("filename", "input_filename"),
    Spelling("videotitle", "input_filename"),
    Spelling("videofilename", "input_filename"),
    Spelling("videocliplength", "clip_length"),
    Spelling("cliplength", "clip_length"),
    Spelling("videoembeddingscope", "embedding_scopes"),
    Spelling("embeddingscope", "embedding_scopes"),
    Spelling("videoembeddingoption", "embedding_options"),
    Spelling("audioembeddingoption", "embedding_options"),
    Spelling("audioembeddingoptions", "embedding_options"),
};

std::string_view find(std::span<const Spelling> spellings, std::string_view name)
{
    const std::string key = folded(name);
    const auto found = std::ranges::find(spellings, key, &Spelling::first);
    return found == spellings.end() ? std::string_view() : found->second;
}

template<size_t count>
bool isOneOf(const std::array<std::string_view, count> &names, std::string_view name)
{
    return std::ranges::find(names, folded(name)) != names.end();
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != ' ')
            text += lower(c);
    }
    return text;
}

std::string_view itemFieldName(std::string_view name)
{
    return find(itemSpellings, name);
}

std::string_view taskFieldName(std::string_view name)
{
    return find(taskSpellings, name);
}

std::string metadataFieldName(std::string_view name)
{
    if (const std::string_view known = find(metadataSpellings, name); !known.empty())
        return std::string(known);
    std::string snake;
    for (const char c : name) {
        if (isUpper(c) && !snake.empty() && snake.back() != '_')
            snake += '_';
        snake += lower(c);
    }
    return snake;
}

bool isTaskName(std::string_view name)
{
    constexpr std::array<std::string_view, 2> names = {"taskid", "embeddingtaskid"};
    return isOneOf(names, name);
}

bool isMediaName(std::string_view name)
{
    constexpr std::array<std::string_view, 8> names = {"videoid", "video", "videofile", "filename", "file", "inputfilename",
                                                       "videotitle", "s3uri"};
    return isOneOf(names, name);
}

bool isDatabaseVectorName(std::string_view name)
{
    constexpr std::array<std::string_view, 3> names = {"values", "vector", "vectors"};
    return isOneOf(names, name);
}

std::string_view statusName(std::string_view status)
{
    constexpr std::array<std::string_view, 7> ready = {"ready", "completed", "complete", "succeeded", "success", "done", "finished"};
    return isOneOf(ready, status) ? std::string_view("ready") : status;
}

} // namespace embedscope
