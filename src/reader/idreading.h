// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringView>

namespace embedscope {

/// What a word that is an ID is named where it stands.
enum class IdReading {
    Task,
    Unnamed, ///< nothing says what it is
    Other, ///< a video, an asset, ...
};

/// A reading, and the name of what it is where that is no task ("video"). Names are of static storage.
struct IdName
{
    IdReading reading = IdReading::Unnamed;
    QLatin1StringView other{};
    friend bool operator==(const IdName &, const IdName &) = default;
};

/// What a name (a key, a label, a column, a path segment) says of the ID that it stands for.
struct NameMeaning
{
    IdName name;
    bool isPlainId = false; ///< `id`, `_id`: says nothing of its own, what it belongs to does
};

/// Case, spaces, - and _ do not matter; anything that contains "task" is a task.
NameMeaning meaningOf(QStringView name);

/// The same for a word of a sentence, which is a name only where it is one as a whole: "files", not
/// "profile".
NameMeaning meaningOfWord(QStringView word);

/// The name of a database's own ID, that of `$oid`.
constexpr QLatin1StringView databaseRecord{"database record"};

} // namespace embedscope
