// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace embedscope {

// One table of the spellings in which the service, its SDKs, Amazon Bedrock, notebooks and databases name the fields of a
// response. Case, spaces, - and _ in a name do not matter.

/// `name` in lower case without spaces, - and _.
std::string folded(std::string_view name);

/// What a member of an item is called in the service's response, "embedding" or "start_sec" for instance; empty for a name
/// that is none of them.
std::string_view itemFieldName(std::string_view name);

/// The same for a member of the object that holds the items: "_id", "created_at" and the like.
std::string_view taskFieldName(std::string_view name);

/// The same for a member of the metadata; others in snake case.
std::string metadataFieldName(std::string_view name);

/// Whether an item's member of this name tells to which task (or, where that fails, which video or file) the item belongs.
bool isTaskName(std::string_view name);
bool isMediaName(std::string_view name);

/// Whether a list of records of a vector database has its vectors under this name.
bool isDatabaseVectorName(std::string_view name);

/// "ready" for the other words in which databases and job records say that all went well ("completed"); else `status`.
std::string_view statusName(std::string_view status);

} // namespace embedscope
