# Libraries from elsewhere. What a package's configuration makes is seen in one folder only, while what is linked with
# the rooms may stand anywhere, in somebody else's project too.

# vr_find(PACKAGE TARGET argument...): find_package, with its target seen everywhere. Nothing, where it is not found.
function(vr_find package target)
  if(TARGET ${target})
    return()
  endif()
  find_package(${package} ${ARGN})
  if(TARGET ${target})
    set_target_properties(${target} PROPERTIES IMPORTED_GLOBAL TRUE)
  endif()
endfunction()

# vr_missing(TEXT...): a library is needed and not there. No semicolon in the text. VR_MISSING_HINT says more where somebody else builds.
function(vr_missing)
  string(CONCAT text ${ARGN})
  message(FATAL_ERROR "${text}\n${VR_MISSING_HINT}")
endfunction()

vr_find(Threads Threads::Threads REQUIRED)

# nlohmann-json as vr_json, header only.
if(NOT TARGET vr_json)
  find_package(nlohmann_json 3.7 QUIET)
  if(TARGET nlohmann_json::nlohmann_json)
    get_target_property(vr_json_folders nlohmann_json::nlohmann_json INTERFACE_INCLUDE_DIRECTORIES)
  else()
    find_path(NLOHMANN_JSON_INCLUDE_DIR nlohmann/json.hpp)
    set(vr_json_folders "${NLOHMANN_JSON_INCLUDE_DIR}")
  endif()
  if(NOT vr_json_folders)
    vr_missing("nlohmann/json.hpp was not found: version 3.9 or later of nlohmann-json is expected. Install it (Debian "
               "and Ubuntu: apt-get install nlohmann-json3-dev, macOS: brew install nlohmann-json), or give "
               "-DNLOHMANN_JSON_INCLUDE_DIR=FOLDER.")
  endif()
  add_library(vr_json INTERFACE)
  target_include_directories(vr_json SYSTEM INTERFACE "${vr_json_folders}")
endif()
