// Runs what is behind the door so that nothing thrown passes it.
#pragma once

#include <exception>
#include <new>

#include "analysis/door/last_error.h"

namespace vr {

// call: a vra_result without arguments. Memory that runs out is the only thing that is thrown on purpose.
template <typename Call>
vra_result Guarded(Call call) {
#if defined(__cpp_exceptions)
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return NoMemory();
  } catch (const std::exception& error) {
    return Broken(error.what());
  }
#else
  return call();
#endif
}

}  // namespace vr
