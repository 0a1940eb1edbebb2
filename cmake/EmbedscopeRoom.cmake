# SPDX-License-Identifier: GPL-3.0-or-later
# embedscope_room(NAME SOURCES ... USES ...): one folder of src/ as a static library, embedscope::NAME.
# What a room may include is what it names under USES, and nothing else: tests/tst_includetable.cpp checks the includes
# against the same table.

set(EMBEDSCOPE_WARNINGS
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Wextra-semi -Wswitch-enum
    $<$<CXX_COMPILER_ID:GNU>:-Wuseless-cast>)

add_library(embedscope_settings INTERFACE)
target_compile_features(embedscope_settings INTERFACE cxx_std_20)
target_compile_options(embedscope_settings INTERFACE ${EMBEDSCOPE_WARNINGS})
target_compile_definitions(embedscope_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(embedscope_settings INTERFACE "${CMAKE_SOURCE_DIR}/src")
if(EMBEDSCOPE_WERROR)
    target_compile_options(embedscope_settings INTERFACE -Werror)
endif()
if(EMBEDSCOPE_SANITIZE)
    target_compile_options(embedscope_settings INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(embedscope_settings INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(embedscope_settings INTERFACE EMBEDSCOPE_SANITIZED QT_FORCE_ASSERTS _GLIBCXX_ASSERTIONS)
endif()
if(EMBEDSCOPE_FUZZ)
    target_compile_options(embedscope_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(EMBEDSCOPE_UNITY)
    get_target_property(moc Qt6::moc IMPORTED_LOCATION)
    configure_file("${CMAKE_CURRENT_LIST_DIR}/moc-without-headers.in" "${CMAKE_BINARY_DIR}/moc-without-headers"
        @ONLY FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endif()

# embedscope_quick(TARGET BATCH): with EMBEDSCOPE_UNITY, so many sources are compiled as one, as most of the time goes into
# reading Qt's headers, and they are read once then; and moc reads none of them.
function(embedscope_quick target batch)
    if(EMBEDSCOPE_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch}
            AUTOMOC_EXECUTABLE "${CMAKE_BINARY_DIR}/moc-without-headers")
    endif()
endfunction()

function(embedscope_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES" ${ARGN})
    add_library(embedscope_${name} STATIC ${ROOM_SOURCES})
    add_library(embedscope::${name} ALIAS embedscope_${name})
    target_link_libraries(embedscope_${name} PUBLIC embedscope_settings ${ROOM_USES})
    embedscope_quick(embedscope_${name} 14)
endfunction()
