# A room is a folder and a static library of the same name. It sees its own headers and those of the rooms it names,
# and nothing else: each room's headers are reached through a folder of its own that only its dependants have on
# their include path, so that #include "mix/mixer.h" does not compile in a room that did not name mix.

if(MSVC)
  set(VR_WARNINGS /W4 /utf-8)
  set(vr_warnings_are_errors /WX)
else()
  set(VR_WARNINGS -Wall -Wextra)
  set(vr_warnings_are_errors -Werror)
endif()
if(VR_WERROR)
  list(APPEND VR_WARNINGS ${vr_warnings_are_errors})
endif()
# How a library is told of that is missing and need not be there.
set(VR_TELL_MISSING STATUS)
if(VR_IS_TOP_LEVEL)
  set(VR_TELL_MISSING WARNING)
endif()

set(VR_STANDARD_HEADERS <algorithm> <atomic> <chrono> <cmath> <condition_variable> <cstdint> <cstring> <functional>
                        <map> <memory> <mutex> <optional> <set> <string> <thread> <utility> <vector>)

# How the sources of a room are built.
function(vr_room_sources name)
  target_compile_options(${name} PRIVATE ${VR_WARNINGS} $<$<BOOL:${VR_FUZZER}>:-fsanitize=fuzzer-no-link>)
  if(NOT WIN32)
    target_compile_definitions(${name} PRIVATE _FILE_OFFSET_BITS=64) # files past 2 GiB on 32-bit systems
  endif()
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
                                           VISIBILITY_INLINES_HIDDEN ON)
endfunction()

if(VR_PRECOMPILE)
  add_library(vr_standard_headers OBJECT "${CMAKE_CURRENT_LIST_DIR}/standard_headers.cpp")
  vr_room_sources(vr_standard_headers)
  target_precompile_headers(vr_standard_headers PRIVATE ${VR_STANDARD_HEADERS})
endif()

option(VR_DOORS_OF_HEADERS "Never link to a room's folder: Windows wants rights for that" OFF)

# The folder DOOR/NAME shows the headers of a room: a link to it, or, where none may be made, headers that include them.
function(vr_door room door name)
  file(MAKE_DIRECTORY "${door}")
  set(failure "VR_DOORS_OF_HEADERS")
  if(NOT VR_DOORS_OF_HEADERS)
    if(EXISTS "${door}/${name}" AND IS_SYMLINK "${door}/${name}")
      return()
    endif()
    file(CREATE_LINK "${room}" "${door}/${name}" RESULT failure SYMBOLIC)
  endif()
  if(NOT failure)
    return()
  endif()
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${room}" "${room}/*.h")
  foreach(header IN LISTS headers)
    file(CONFIGURE OUTPUT "${door}/${name}/${header}" CONTENT "#include \"${room}/${header}\"\n" @ONLY)
  endforeach()
endfunction()

# vr_room(NAME SOURCES file... [SEES room...] [LINKS library...])
function(vr_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;SEES;LINKS" ${ARGN})
  set(door "${PROJECT_BINARY_DIR}/rooms/${name}")
  vr_door("${CMAKE_CURRENT_SOURCE_DIR}" "${door}" "${name}")
  add_library(vr_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(vr_${name} PUBLIC "${door}")
  vr_room_sources(vr_${name})
  if(VR_PRECOMPILE AND NOT VR_SANITIZE AND name STREQUAL "analysis") # it is optimised more than they are
    target_precompile_headers(vr_${name} PRIVATE ${VR_STANDARD_HEADERS})
  elseif(VR_PRECOMPILE)
    target_precompile_headers(vr_${name} REUSE_FROM vr_standard_headers)
  endif()
  foreach(seen IN LISTS ROOM_SEES)
    target_link_libraries(vr_${name} PUBLIC vr_${seen})
  endforeach()
  target_link_libraries(vr_${name} PRIVATE ${ROOM_LINKS})
endfunction()

# vr_self_contained(NAME OUTPUT name DOOR target ROOMS room... [LINKS library...])
# A shared library in game/ for where nothing is installed: it shows what exports.map beside its CMakeLists.txt names of
# DOOR, and has the static libraries of VR_GAME_LIBRARIES in it. Not of all: those may be gone, and nothing else needs them.
function(vr_self_contained name)
  cmake_parse_arguments(LIBRARY "" "OUTPUT;DOOR" "ROOMS;LINKS" ${ARGN})
  add_library(${name} SHARED EXCLUDE_FROM_ALL "${CMAKE_CURRENT_BINARY_DIR}/empty.cpp")
  set(archives "")
  foreach(room IN LISTS LIBRARY_ROOMS)
    list(APPEND archives $<TARGET_FILE:vr_${room}>)
  endforeach()
  foreach(library samplerate ebur128 isal sodium vo-aacenc)
    list(APPEND archives "${VR_GAME_LIBRARIES}/lib/lib${library}.a")
  endforeach()
  target_link_libraries(${name} PRIVATE
                        -Wl,--whole-archive $<TARGET_FILE:${LIBRARY_DOOR}> -Wl,--no-whole-archive
                        -Wl,--start-group ${archives} -Wl,--end-group Threads::Threads m ${LIBRARY_LINKS})
  target_link_options(${name} PRIVATE "LINKER:--version-script=${CMAKE_CURRENT_SOURCE_DIR}/exports.map"
                      LINKER:-z,defs LINKER:-z,noexecstack LINKER:--gc-sections -static-libgcc -static-libstdc++)
  add_dependencies(${name} ${LIBRARY_DOOR})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${LIBRARY_OUTPUT}
                                           LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/game")
endfunction()

option(VR_JOIN_TESTS "Compile all sources of a test program as one, and the rooms' one by one" OFF)

# Tests are built more often than they are waited for; what they test is built as it ships.
set(VR_TEST_OPTIMIZATION -O0)
if(VR_SANITIZE)
  set(VR_TEST_OPTIMIZATION -O1)
endif()

# vr_test_sources(NAME [OPTIMIZED]): how sources of tests are built. GoogleTest's header is read once for all of them
# but those that are optimised: tests that go through hours of samples themselves.
function(vr_test_sources name)
  cmake_parse_arguments(TEST "OPTIMIZED" "" "" ${ARGN})
  target_compile_options(${name} PRIVATE ${VR_WARNINGS})
  if(NOT MSVC)
    set(optimization ${VR_TEST_OPTIMIZATION})
    if(TEST_OPTIMIZED)
      set(optimization -O1)
    endif()
    target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:${optimization};-g0>)
  endif()
  if(VR_JOIN_TESTS)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  endif()
  target_include_directories(${name} PRIVATE "${VR_TEST_ROOT}")
  target_link_libraries(${name} PRIVATE GTest::gtest Threads::Threads)
  if(name STREQUAL "vr_test_headers" OR TEST_OPTIMIZED)
    target_precompile_headers(${name} PRIVATE <gtest/gtest.h>)
  else()
    target_precompile_headers(${name} REUSE_FROM vr_test_headers)
  endif()
endfunction()

# vr_test(NAME SOURCES file... ROOMS room... [LINKS library...] [LABELS label...] [TIMEOUT seconds] [COST cost]
#         [OPTIMIZED])
# One program of GoogleTest cases, each registered with ctest, which begins with those that cost most: a long one that
# begins last is waited for alone.
function(vr_test name)
  cmake_parse_arguments(TEST "OPTIMIZED" "TIMEOUT;COST" "SOURCES;ROOMS;LINKS;LABELS" ${ARGN})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  if(NOT TEST_COST)
    set(TEST_COST 0)
  endif()
  add_executable(${name} ${TEST_SOURCES})
  set(optimized "")
  if(TEST_OPTIMIZED)
    set(optimized OPTIMIZED)
  endif()
  vr_test_sources(${name} ${optimized})
  foreach(room IN LISTS TEST_ROOMS)
    target_link_libraries(${name} PRIVATE vr_${room})
  endforeach()
  target_link_libraries(${name} PRIVATE ${TEST_LINKS} GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT ${TEST_TIMEOUT} COST ${TEST_COST} LABELS "${TEST_LABELS}")
endfunction()
