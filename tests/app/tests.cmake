# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(commandline app)
embedscope_test(endedrequests app)
embedscope_test(fetchoutput app)
embedscope_test(fetchprogress app)
embedscope_test(instancerequest app)
embedscope_test(redactedmessages app)
embedscope_test(taskinput app)

# Those that run the real program.
foreach(name convert fetch keyhunt program)
    embedscope_test(${name} app SOURCES app/programrun.cpp app/programrun.h USES embedscope::testsupport)
    target_compile_definitions(tst_${name} PRIVATE EMBEDSCOPE_PROGRAM="$<TARGET_FILE:embedscope>")
    add_dependencies(tst_${name} embedscope)
endforeach()

# The other program on the same data folder.
add_executable(singleinstance_child app/singleinstance_child.cpp)
target_link_libraries(singleinstance_child PRIVATE embedscope::app)
embedscope_test(singleinstance app)
add_dependencies(tst_singleinstance singleinstance_child)
target_compile_definitions(tst_singleinstance PRIVATE EMBEDSCOPE_INSTANCE_CHILD="$<TARGET_FILE:singleinstance_child>")
