// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata.h"
#include "reader/findinglist.h"
#include "reader/jsonwalker.h"

#include <QDateTime>

#include <optional>

namespace embedscope {

/// Reads an answer's skeleton: all fields of the top-level object except the items that were cut out of it.
class HeadReader final
{
public:
    /// `allocated` bytes (SIMDJSON_PADDING more than the size) may be read. False where the grammar is
    /// broken: the walker has the fault.
    [[nodiscard]] bool read(JsonWalker &walker, std::string_view skeleton, size_t allocated);

    const std::optional<QString> &id() const { return m_id; } ///< nothing where missing or no string
    const std::optional<QString> &status() const { return m_status; } ///< the same
    const QDateTime &createdAt() const { return m_createdAt; }
    const QDateTime &updatedAt() const { return m_updatedAt; }
    const QString &errorMessage() const { return m_errorMessage; }
    const std::optional<Metadata> &metadata() const { return m_metadata; }
    /// Whether the last member called "data" is an array, the last one that was cut out of the skeleton.
    bool hasData() const { return m_hasData; }
    /// There is no "data", and an object that holds segments in the older form.
    bool isOlderForm() const;
    /// About the fields here, those of the metadata among them.
    FindingList findings() const;

private:
    enum class Key : unsigned;
    bool readField(JsonWalker &walker, JsonWalker::Field &field);
    bool readKnown(JsonWalker &walker, Key key, JsonWalker::Value &value, bool &isOdd);
    bool readText(JsonWalker &walker, JsonWalker::Value &value, std::optional<QString> &text);
    bool readDate(JsonWalker &walker, JsonWalker::Value &value, QDateTime &date, bool &isOdd);
    bool readError(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd);
    bool readMetadata(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd);
    bool readOlder(JsonWalker &walker, const QString &key, JsonWalker::Value &value);
    bool readData(JsonWalker &walker, JsonWalker::Value &value, bool &isOdd);

    std::optional<QString> m_id;
    std::optional<QString> m_status;
    QDateTime m_createdAt;
    QDateTime m_updatedAt;
    QString m_errorMessage;
    std::optional<Metadata> m_metadata;
    FindingList m_metadataFindings;
    bool m_hasData = false;
    bool m_hasOlder = false;
    QStringList m_seen; ///< known keys that came
    QStringList m_twice; ///< those that came again
    QStringList m_odd; ///< those whose (last) value is odd
};

} // namespace embedscope
