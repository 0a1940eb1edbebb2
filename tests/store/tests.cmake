# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(orderkeys store)
embedscope_test(resultcache store)
embedscope_test(savedlists store)
embedscope_test(savedtask store SOURCES store/sessiontasks.cpp)
embedscope_test(sessiondatabase store SOURCES store/sessiontasks.cpp)
embedscope_test(sessionopening store SOURCES store/sessiontasks.cpp)
embedscope_test(sessionwriter store SOURCES store/sessiontasks.cpp)
embedscope_test(taskfeed store USES embedscope::testsupport)
embedscope_test(tasklist store)

# What is killed: a program that writes batches, and its test.
add_executable(session_child store/session_child.cpp store/sessiontasks.cpp store/sessionload.h)
target_link_libraries(session_child PRIVATE embedscope::store)
target_include_directories(session_child PRIVATE "${CMAKE_SOURCE_DIR}/tests")
embedscope_test(sessionkills store SOURCES store/sessiontasks.cpp)
add_dependencies(tst_sessionkills session_child)
target_compile_definitions(tst_sessionkills PRIVATE EMBEDSCOPE_SESSION_CHILD="$<TARGET_FILE:session_child>")
