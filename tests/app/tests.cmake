# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(commandline app)
embedscope_test(endedrequests app)
embedscope_test(fetchoutput app)
embedscope_test(fetchprogress app)
embedscope_test(instancerequest app)
embedscope_test(redactedmessages app)
embedscope_test(standarderror app)
embedscope_test(taskinput app)
embedscope_test(waitnotice app USES embedscope::testsupport)

# Those that run the real program.
foreach(name audit convert endings fetch keyhunt program)
    embedscope_test(${name} app SOURCES app/programrun.cpp app/programrun.h USES embedscope::testsupport)
endforeach()
target_compile_definitions(tests_app PRIVATE EMBEDSCOPE_PROGRAM="$<TARGET_FILE:embedscope>")
add_dependencies(tests_app embedscope)

# The other program on the same data folder.
add_executable(singleinstance_child app/singleinstance_child.cpp)
target_link_libraries(singleinstance_child PRIVATE embedscope::app)
embedscope_test(singleinstance app)
add_dependencies(tests_app singleinstance_child)
target_compile_definitions(tests_app PRIVATE EMBEDSCOPE_INSTANCE_CHILD="$<TARGET_FILE:singleinstance_child>")
