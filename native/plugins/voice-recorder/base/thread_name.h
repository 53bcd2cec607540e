// The name under which profilers and debuggers show a thread.
#pragma once

namespace vr {

// Of the calling thread; at most 15 letters.
void NameThisThread(const char* name);

}  // namespace vr
