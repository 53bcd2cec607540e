# The native plugin of Cocos Creator: what the config file of each platform calls inside the engine's build, whose scope
# all plugins share. Everything here is a function of its own name, and no variable leaves it.
#
# The rooms are built from source with the engine's toolchain. Libraries come from the system, or from a prefix, a folder
# with include/ and lib/:
#   VR_COCOS_PREFIX   such a folder, or one that holds one per vcpkg triplet, as `vcpkg install --x-install-root` makes
#                     it; a CMake variable or, without it, an environment variable. Without either: libraries/ beside
#                     cc_plugin.json

get_filename_component(vr_cocos_plugin_root "${CMAKE_CURRENT_LIST_DIR}" DIRECTORY)
set_property(GLOBAL PROPERTY VR_COCOS_PLUGIN_ROOT "${vr_cocos_plugin_root}")
unset(vr_cocos_plugin_root)

# The triplets whose libraries fit, the best first.
function(vr_cocos_triplets variable platform)
  set(processor "${CMAKE_SYSTEM_PROCESSOR}")
  if(CMAKE_OSX_ARCHITECTURES)
    list(GET CMAKE_OSX_ARCHITECTURES 0 processor)
  endif()
  string(TOLOWER "${processor}" processor)
  set(cpu x64)
  if(processor MATCHES "^(aarch64|arm64)")
    set(cpu arm64)
  endif()
  if(platform STREQUAL "windows")
    set(triplets x64-windows-static-md x64-windows-static x64-windows)
  elseif(platform STREQUAL "mac")
    set(triplets ${cpu}-osx)
  elseif(platform STREQUAL "ios" AND CMAKE_OSX_SYSROOT MATCHES "[Ss]imulator")
    set(triplets ${cpu}-ios-simulator ${cpu}-ios)
  elseif(platform STREQUAL "ios")
    set(triplets arm64-ios)
  elseif(ANDROID_ABI STREQUAL "armeabi-v7a")
    set(triplets arm-neon-android arm-android)
  elseif(ANDROID_ABI STREQUAL "x86_64")
    set(triplets x64-android)
  elseif(ANDROID_ABI STREQUAL "x86")
    set(triplets x86-android)
  else()
    set(triplets arm64-android)
  endif()
  set(${variable} "${triplets}" PARENT_SCOPE)
endfunction()

# The folder with the libraries; "" where there is none.
function(vr_cocos_libraries variable triplets root)
  set(prefix "${VR_COCOS_PREFIX}")
  if(NOT prefix)
    file(TO_CMAKE_PATH "$ENV{VR_COCOS_PREFIX}" prefix)
  endif()
  if(prefix AND NOT IS_DIRECTORY "${prefix}")
    message(FATAL_ERROR "VR_COCOS_PREFIX names ${prefix}, where no folder is; a folder with include/ and lib/ is "
                        "expected, or one that holds one per vcpkg triplet.")
  endif()
  if(NOT prefix AND IS_DIRECTORY "${root}/libraries")
    set(prefix "${root}/libraries")
  endif()
  foreach(triplet IN LISTS triplets)
    if(prefix AND IS_DIRECTORY "${prefix}/${triplet}")
      set(prefix "${prefix}/${triplet}")
      break()
    endif()
  endforeach()
  set(${variable} "${prefix}" PARENT_SCOPE)
endfunction()

# What the rooms need of the system: std::filesystem.
function(vr_cocos_check_system platform)
  if(platform STREQUAL "ios" AND CMAKE_OSX_DEPLOYMENT_TARGET AND CMAKE_OSX_DEPLOYMENT_TARGET VERSION_LESS 13.0)
    message(FATAL_ERROR "The voice recorder needs iOS 13 or later, and the game is for ${CMAKE_OSX_DEPLOYMENT_TARGET}: "
                        "set the iOS version in the build panel, or CMAKE_OSX_DEPLOYMENT_TARGET.")
  endif()
  if(platform STREQUAL "mac" AND CMAKE_OSX_DEPLOYMENT_TARGET AND CMAKE_OSX_DEPLOYMENT_TARGET VERSION_LESS 10.15)
    message(FATAL_ERROR "The voice recorder needs macOS 10.15 or later, and the game is for "
                        "${CMAKE_OSX_DEPLOYMENT_TARGET}: set CMAKE_OSX_DEPLOYMENT_TARGET.")
  endif()
  if(platform STREQUAL "android" AND ANDROID_NDK_MAJOR AND ANDROID_NDK_MAJOR LESS 22)
    message(FATAL_ERROR "The voice recorder needs the NDK r22 or later, and the game is built with "
                        "r${ANDROID_NDK_MAJOR}: set another NDK in Creator's preferences.")
  endif()
endfunction()

# Builds voice_recorder_cocos for one of windows, android, mac, ios.
function(vr_cocos_plugin platform)
  if(TARGET voice_recorder_cocos)
    return()
  endif()
  get_property(root GLOBAL PROPERTY VR_COCOS_PLUGIN_ROOT)
  vr_cocos_check_system("${platform}")
  vr_cocos_triplets(triplets "${platform}")
  vr_cocos_libraries(libraries "${triplets}" "${root}")
  if(libraries)
    list(INSERT CMAKE_PREFIX_PATH 0 "${libraries}")
    list(INSERT CMAKE_FIND_ROOT_PATH 0 "${libraries}") # for toolchains that look nowhere else
    message(STATUS "Voice recorder: libraries of ${libraries}")
  endif()
  list(GET triplets 0 triplet)
  string(CONCAT VR_MISSING_HINT
         "For a game of Cocos Creator on ${platform}, all libraries come with `vcpkg install --triplet ${triplet} "
         "--x-install-root=libraries` in ${root}, or from a folder of yours with include/ and lib/ that "
         "VR_COCOS_PREFIX names, a variable of CMake or of the environment.")
  foreach(extra TESTS BENCH PUERTS TOOLS ANALYSIS NODE_ADDON)
    set(VR_${extra} OFF)
  endforeach()
  set(VR_COCOS ON)
  add_subdirectory("${root}" "${CMAKE_BINARY_DIR}/voice_recorder_cocos" EXCLUDE_FROM_ALL)
endfunction()
