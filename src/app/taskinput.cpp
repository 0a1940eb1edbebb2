// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskinput.h"

#include "reader/idfinder.h"

#include <QIODevice>
#include <QStringConverter>

namespace embedscope {

std::vector<TaskId> readTaskIds(QIODevice &input)
{
    constexpr qint64 most = 100'000'000;
    const QByteArray bytes = input.read(most);
    const auto encoding = QStringConverter::encodingForData(bytes);
    const QString text = QStringDecoder(encoding.value_or(QStringConverter::Utf8)).decode(bytes);
    return findTaskIds(text).taken;
}

} // namespace embedscope
