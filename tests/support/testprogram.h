// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace embedscope::test {

/// What tests wait for comes long before; how fast it comes is not what they are about. Qt Test's own waits give up after
/// five seconds, which a busy machine takes.
constexpr int longestWaitMs = 60'000;

/// Handles events until `condition` holds; false where it never does.
template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, longestWaitMs);
}

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

#undef QTRY_VERIFY
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, embedscope::test::longestWaitMs)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(condition, message) QTRY_VERIFY2_WITH_TIMEOUT(condition, message, embedscope::test::longestWaitMs)
#undef QTRY_COMPARE
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, embedscope::test::longestWaitMs)
#undef QTRY_COMPARE_LT
#define QTRY_COMPARE_LT(left, right) QTRY_COMPARE_LT_WITH_TIMEOUT(left, right, embedscope::test::longestWaitMs)

/// In the place of QTEST_MAIN: a room's test classes are one program (see embedscope_test), which is built and linked
/// once, and runs the class that its first argument names.
#define EMBEDSCOPE_TEST(Class) EMBEDSCOPE_NUMBERED_TEST(Class, __COUNTER__)
#define EMBEDSCOPE_NUMBERED_TEST(Class, number) EMBEDSCOPE_NAMED_TEST(Class, number)
#define EMBEDSCOPE_NAMED_TEST(Class, number) \
    static const embedscope::test::TestEntry testEntry##number(__FILE__, [](int argc, char **argv) { \
        Class test; \
        return QTest::qExec(&test, argc, argv); \
    });
