// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace embedscope::test {

/// Runs one test class with Qt Test's own arguments; returns its exit code.
using RunTest = int (*)(int argc, char **argv);

/// One test class of the program: made once, before main(), by EMBEDSCOPE_TEST.
class TestEntry final
{
public:
    /// `file` is the source file: the class goes by its name, "idfinder" for ".../tst_idfinder.cpp".
    TestEntry(const char *file, RunTest run);
};

} // namespace embedscope::test

/// In the place of QTEST_MAIN: a room's test classes are one program (see embedscope_test), which is built and linked
/// once, and runs the class that its first argument names.
#define EMBEDSCOPE_TEST(Class) EMBEDSCOPE_NUMBERED_TEST(Class, __COUNTER__)
#define EMBEDSCOPE_NUMBERED_TEST(Class, number) EMBEDSCOPE_NAMED_TEST(Class, number)
#define EMBEDSCOPE_NAMED_TEST(Class, number) \
    static const embedscope::test::TestEntry testEntry##number(__FILE__, [](int argc, char **argv) { \
        Class test; \
        return QTest::qExec(&test, argc, argv); \
    });
