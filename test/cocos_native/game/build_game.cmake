# Makes the project of a game with the plugin in an extension, as the zip holds it; configures, builds and runs it.
#   PLUGIN, SOURCES, FOLDER   the plugin, this folder, where the project is made
#   PLATFORM                  windows, android, mac, ios
#   BUILD                     OFF: it is only configured
#   ARGUMENTS                 more for CMake, parted by |
#   EXPECTED                  text that must be in what is printed
#   REFUSED                   ON: it must not be configured
#   PREFIX                    a folder, made anew, with a prefix of HEADERS and LIBRARIES for the triplet TRIPLET
cmake_minimum_required(VERSION 3.18)
set(native "${FOLDER}/extensions/voice-recorder/native")
file(REMOVE_RECURSE "${FOLDER}/extensions")
if(NOT BUILD) # what is built takes minutes, and is only built where it has changed
  file(REMOVE_RECURSE "${FOLDER}/build")
endif()
if(PREFIX)
  file(REMOVE_RECURSE "${PREFIX}")
  foreach(kind HEADERS LIBRARIES)
    set(folder "${PREFIX}/${TRIPLET}/include")
    if(kind STREQUAL "LIBRARIES")
      set(folder "${PREFIX}/${TRIPLET}/lib")
    endif()
    file(MAKE_DIRECTORY "${folder}")
    string(REPLACE "|" ";" files "${${kind}}")
    foreach(file IN LISTS files)
      get_filename_component(name "${file}" NAME)
      file(CREATE_LINK "${file}" "${folder}/${name}" SYMBOLIC)
    endforeach()
  endforeach()
endif()
file(COPY "${PLUGIN}/" DESTINATION "${native}"
     PATTERN unity EXCLUDE PATTERN bench EXCLUDE PATTERN analysis EXCLUDE PATTERN tools EXCLUDE PATTERN doc EXCLUDE
     PATTERN puerts EXCLUDE PATTERN node-addon EXCLUDE PATTERN build EXCLUDE)
configure_file("${SOURCES}/CMakeLists.txt" "${FOLDER}/CMakeLists.txt" COPYONLY)
string(REPLACE "|" ";" arguments "${ARGUMENTS}")
if(BUILD) # by Clang where it is, as for phones and Macs; it takes half the time
  find_program(clang NAMES clang++-19 clang++-14 clang++)
  if(clang)
    string(REPLACE "clang++" "clang" clang_of_c "${clang}")
    list(APPEND arguments "-DCMAKE_CXX_COMPILER=${clang}" "-DCMAKE_C_COMPILER=${clang_of_c}")
  endif()
endif()

function(run expected_code)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(all "${all}${output}" PARENT_SCOPE)
  if((expected_code EQUAL 0 AND NOT code EQUAL 0) OR (NOT expected_code EQUAL 0 AND code EQUAL 0))
    message(FATAL_ERROR "${ARGN}\nended with ${code}, expected ${expected_code}:\n${output}")
  endif()
endfunction()

set(all "")
set(configure_code 0)
if(REFUSED)
  set(configure_code 1)
endif()
run(${configure_code} "${CMAKE_COMMAND}" -S "${FOLDER}" -B "${FOLDER}/build" "-DGAME_PLATFORM=${PLATFORM}"
    "-DENGINE_SOURCES=${SOURCES}/../engine" "-DGAME_SOURCES=${SOURCES}" -DCMAKE_BUILD_TYPE=Debug ${arguments})
if(BUILD)
  run(0 "${CMAKE_COMMAND}" --build "${FOLDER}/build" -j 2)
  run(0 "${FOLDER}/build/game")
endif()
string(REGEX REPLACE "[ \n]+" " " all "${all}") # CMake breaks long lines
string(REPLACE "|" ";" expected "${EXPECTED}")
foreach(text IN LISTS expected)
  string(FIND "${all}" "${text}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "expected \"${text}\" in what was printed:\n${all}")
  endif()
endforeach()
