// Libraries that are loaded when the program runs. Any thread.
#pragma once

#include <string>

namespace vr {

// Null when it could not be loaded, and why. A library that was loaded stays for as long as the process.
void* LoadDynamicLibrary(const std::string& name, std::string* why);
// Of a library or of those that it needs itself; null when there is none.
void* FindSymbol(void* library, const char* name);

}  // namespace vr
