// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace embedscope {

/// What a way of reading gives for comparison with the others, so that none can win by leaving work out.
struct ReadNumbers
{
    qint64 vectors = 0;
    double sum = 0; ///< of all numbers of all embeddings
};

/// One way to read an answer from a file.
struct Way
{
    QString name; ///< one word, for the command line
    QString title;
    int runs = 1; ///< slow ones are run less often
    std::function<std::optional<ReadNumbers>(const QString &path)> read; ///< empty where a script does it
    QString script; ///< for python3; takes the path, prints a result as bench_reading's own child does
};

/// The program's own reading first, then the bare loop that it is measured against, then the others.
std::vector<Way> waysToRead();

} // namespace embedscope
