#include "analysis/decode/dynamic_library.h"

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace vr {

#if defined(_WIN32)

void* LoadDynamicLibrary(const std::string& name, std::string* why) {
  HMODULE library = LoadLibraryA(name.c_str());
  if (library == nullptr) *why = "error " + std::to_string(GetLastError());
  return reinterpret_cast<void*>(library);
}

void* FindSymbol(void* library, const char* name) {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name));
}

#else

void* LoadDynamicLibrary(const std::string& name, std::string* why) {
  void* library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* text = dlerror();
    *why = text == nullptr ? "no reason was given" : text;
  }
  return library;
}

void* FindSymbol(void* library, const char* name) {
  return dlsym(library, name);
}

#endif

}  // namespace vr
