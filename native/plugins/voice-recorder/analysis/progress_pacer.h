// Tells a listener how far a pass is: at once, then about ten times a second. One thread.
#pragma once

#include <chrono>

#include "analysis/progress.h"
#include "base/status.h"

namespace vr {

class ProgressPacer {
 public:
  explicit ProgressPacer(const Progress& progress) : progress_(progress) {}

  // kCancelled when the listener asked for it. Cheap enough for every block of a pass.
  Status Tell(uint64_t done, uint64_t all) {
    if (!progress_) return Status::Ok();
    const auto now = std::chrono::steady_clock::now();
    if (told_ && now - last_ < std::chrono::milliseconds(100)) return Status::Ok();
    told_ = true;
    last_ = now;
    if (progress_(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all))) return Status::Ok();
    return {ErrorCode::kCancelled, "the caller ended it"};
  }

 private:
  const Progress& progress_;
  bool told_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace vr
