# Builds for 64-bit Windows on another system, with mingw-w64 in its variant with POSIX threads, which std::thread needs.
# Whoever gets the DLL has nothing to install: the compiler's own libraries are linked in.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(VR_MINGW_PREFIX x86_64-w64-mingw32)
foreach(language C CXX)
  set(CMAKE_${language}_COMPILER_TARGET ${VR_MINGW_PREFIX})
endforeach()
set(CMAKE_C_COMPILER ${VR_MINGW_PREFIX}-gcc-posix)
set(CMAKE_CXX_COMPILER ${VR_MINGW_PREFIX}-g++-posix)
set(CMAKE_RC_COMPILER ${VR_MINGW_PREFIX}-windres)

# Libraries come from CMAKE_PREFIX_PATH alone, never from the system that builds.
set(CMAKE_FIND_ROOT_PATH /usr/${VR_MINGW_PREFIX} ${CMAKE_PREFIX_PATH})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Windows 10: what is newer than Windows 7 is looked for when the program runs.
set(CMAKE_C_FLAGS_INIT "-D_WIN32_WINNT=0x0601")
set(CMAKE_CXX_FLAGS_INIT "-D_WIN32_WINNT=0x0601")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-static -static-libgcc -static-libstdc++")
