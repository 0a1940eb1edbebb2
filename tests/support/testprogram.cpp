// SPDX-License-Identifier: GPL-3.0-or-later
// main() of a room's tests: PROGRAM NAME [ARGUMENTS OF QT TEST]; without a name it lists those that there are.
#include "support/testprogram.h"

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace embedscope::test {

namespace {

std::map<std::string, RunTest, std::less<>> &entries()
{
    static std::map<std::string, RunTest, std::less<>> all;
    return all;
}

/// ".../tst_idfinder.cpp" -> "idfinder".
std::string nameOf(std::string_view file)
{
    file.remove_prefix(file.rfind('/') + 1);
    constexpr std::string_view prefix = "tst_";
    if (file.starts_with(prefix))
        file.remove_prefix(prefix.size());
    return std::string(file.substr(0, file.rfind('.')));
}

} // namespace

TestEntry::TestEntry(const char *file, RunTest run)
{
    if (!entries().emplace(nameOf(file), run).second)
        qFatal("two tests are called %s", nameOf(file).c_str());
}

} // namespace embedscope::test

int main(int argc, char *argv[])
{
    using embedscope::test::entries;
    const auto entry = argc > 1 ? entries().find(std::string_view(argv[1])) : entries().end();
    if (entry == entries().end()) {
        std::fprintf(stderr, "Usage: %s NAME [ARGUMENTS OF QT TEST]\nNames:\n", argv[0]);
        for (const auto &[name, run] : entries())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    ++argv;
    --argc;
    Application application(argc, argv);
#ifdef QT_WIDGETS_LIB
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true); // as QTEST_MAIN does: the same pixels everywhere
#endif
    return entry->second(argc, argv);
}
