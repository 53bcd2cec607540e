// Objects of which each thread has one of its own.
#pragma once

#ifdef __MINGW32__
#include <pthread.h>
#endif

namespace vr {

// The one object of this type that the calling thread has: made at the first call, destroyed at the thread's end.
// Whoever needs one gives it a type of its own. The first call of a thread allocates.
template <typename Value>
Value& OfThisThread() {
#ifdef __MINGW32__
  // GCC before 16 frees thread_local memory before what is in it is destroyed:
  // https://gcc.gnu.org/bugzilla/show_bug.cgi?id=80816
  static const pthread_key_t key = [] {
    pthread_key_t made{};
    pthread_key_create(&made, [](void* value) { delete static_cast<Value*>(value); });
    return made;
  }();
  auto* value = static_cast<Value*>(pthread_getspecific(key));
  if (value == nullptr) {
    value = new Value();
    pthread_setspecific(key, value);
  }
  return *value;
#else
  thread_local Value value;
  return value;
#endif
}

}  // namespace vr
