#include "base/thread_name.h"

#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#elif defined(_WIN32)
#include <string>

#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#endif

namespace vr {

void NameThisThread(const char* name) {
#if defined(__linux__)
  pthread_setname_np(pthread_self(), name);
#elif defined(__APPLE__)
  pthread_setname_np(name);
#elif defined(_WIN32)
  // Since Windows 10, and in no import library of older ones.
  using SetName = HRESULT(WINAPI*)(HANDLE, PCWSTR);
  HMODULE module = GetModuleHandleW(L"kernelbase.dll");
  if (module == nullptr) return;
  const auto set_name =
      reinterpret_cast<SetName>(reinterpret_cast<void*>(GetProcAddress(module, "SetThreadDescription")));
  const std::string text = name;
  if (set_name != nullptr) set_name(GetCurrentThread(), std::wstring(text.begin(), text.end()).c_str());
#else
  static_cast<void>(name);
#endif
}

}  // namespace vr
