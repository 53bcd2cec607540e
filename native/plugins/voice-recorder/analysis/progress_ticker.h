// Tells a listener how far a pass is about ten times a second, however often the pass asks.
#pragma once

#include <chrono>

#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

class ProgressTicker {
 public:
  // progress outlives this.
  explicit ProgressTicker(const Progress& progress) : progress_(progress) {}

  // kCancelled when the listener wants the pass to end.
  Status Tell(double done) {
    const auto now = std::chrono::steady_clock::now();
    if (!progress_ || (told_ && now - last_ < std::chrono::milliseconds(100))) return Status::Ok();
    told_ = true;
    last_ = now;
    return progress_(done) ? Status::Ok() : Status(ErrorCode::kCancelled, "cancelled by the caller");
  }

 private:
  const Progress& progress_;
  bool told_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace vr
