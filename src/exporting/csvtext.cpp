// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/csvtext.h"

#include <array>
#include <charconv>

namespace embedscope {

namespace {

template<class Number> QByteArray shortestText(Number number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end - text.data()};
}

} // namespace

QByteArray numberText(double number)
{
    return shortestText(number);
}

QByteArray numberText(float number)
{
    return shortestText(number);
}

QByteArray csvField(QStringView text, CsvCells cells)
{
    constexpr QStringView beginsFormula = u"=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";
    const bool mayMislead = !text.isEmpty() && (text.front() == u'\'' || beginsFormula.contains(text.front()));
    QByteArray field = (cells == CsvCells::Safe && mayMislead ? "'" : "") + text.toUtf8();
    const bool mustBeQuoted =
        field.contains('"') || field.contains(',') || field.contains('\n') || field.contains('\r');
    if (!mustBeQuoted)
        return field;
    field.replace('"', "\"\"");
    return '"' + field + '"';
}

} // namespace embedscope
