// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interruption.h"
#include "core/result.h"
#include "net/spoolfile.h"
#include "net/spoolfolder.h"
#include "reader/importreader.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// The files, pipes and standard input that a command reads responses from. Keeps copies of what can be read once, for as long
/// as it lives. Blocking.
class InputFiles final
{
public:
    using Tell = std::function<void(const QString &sentence)>;

    /// `tell`: where copies go, should the cache not take them; it and the interruption must outlive this.
    InputFiles(Tell tell, const Interruption &interruption) : m_tell(std::move(tell)), m_interruption(interruption) { }

    /// What readImport() finds in the file, or in standard input where `path` is "-".
    Result<ImportedFile> read(const QString &path);

private:
    SpoolFolder &folder();
    Result<std::unique_ptr<QFile>> makeFile();
    Result<QString> copyOf(QIODevice &stream, const QString &name);

    Tell m_tell;
    const Interruption &m_interruption;
    std::optional<SpoolFolder> m_folder; ///< made for the first copy
    std::vector<std::unique_ptr<SpoolFile>> m_copies;
};

} // namespace embedscope
