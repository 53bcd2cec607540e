// How far a pass is, told about ten times a second; the listener may end it.
#pragma once

#include <functional>

namespace vr {

// 0 to 1; false: the pass is to end with kCancelled. Empty: nobody listens.
using Progress = std::function<bool(double done)>;

}  // namespace vr
