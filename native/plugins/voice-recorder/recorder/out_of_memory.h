// Memory that runs out in a job is a failure like others: a value, told by the job's result.
#pragma once

#include <new>

#include "base/status.h"

namespace vr {

// Short enough to need no memory of its own.
inline Status OutOfMemory() {
  return {ErrorCode::kOutOfMemory, "out of memory"};
}

// What `work` returns, a Status or a Result.
template <typename Work>
auto OrOutOfMemory(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return OutOfMemory();
  }
}

}  // namespace vr
