// How far a pass is, told about ten times a second; the listener may end it.
#pragma once

#include <cstdint>
#include <functional>

namespace vr {

// 0 to 1; false: the pass is to end with kCancelled. Empty: nobody listens.
using Progress = std::function<bool(double done)>;

// So much of all, as a Progress is told.
inline double Share(uint64_t done, uint64_t all) {
  return all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all);
}

}  // namespace vr
