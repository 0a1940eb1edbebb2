// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata.h"
#include "reader/findinglist.h"
#include "reader/jsonwalker.h"

namespace embedscope {

/// Reads the object `metadata` of an answer: the known members as values, and every member as JSON text.
class MetadataReader final
{
public:
    /// `value` must be an object. False where the grammar is broken: the walker has the fault.
    [[nodiscard]] bool read(JsonWalker &walker, JsonWalker::Value &value);

    const Metadata &metadata() const { return m_metadata; }
    const FindingList &findings() const { return m_findings; }

private:
    bool readMember(JsonWalker &walker, const QString &key, JsonWalker::Value &value);
    bool readValue(JsonWalker &walker, const QString &key, JsonWalker::Value &value, bool &isKnown,
                   bool &isOdd);
    bool readText(JsonWalker &walker, JsonWalker::Value &value, QString &text, bool &isOdd);
    bool readSeconds(JsonWalker &walker, JsonWalker::Value &value, std::optional<double> &seconds,
                     bool &isOdd);
    bool readTexts(JsonWalker &walker, JsonWalker::Value &value, QStringList &texts, bool &isOdd);

    Metadata m_metadata;
    QStringList m_seen; ///< known keys that came
    QStringList m_odd; ///< those whose (last) value is odd
    FindingList m_findings;
};

} // namespace embedscope
