#include "diagnosis/time_left.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "virtual_room.h"

namespace vr::bench {

TimeLeft::TimeLeft(double all)
    : all_(all), began_s_(WallSeconds()), told_s_(began_s_), terminal_(isatty(STDERR_FILENO) != 0) {}

void TimeLeft::Advance(double done) {
  const std::lock_guard<std::mutex> lock(mutex_);
  done_ += done;
  const double every_s = terminal_ ? 1 : 30;
  if (WallSeconds() - told_s_ < every_s) return;
  told_s_ = WallSeconds();
  Tell();
}

void TimeLeft::Tell() {
  const double share = std::min(done_ / all_, 0.999);
  const double left_s = (told_s_ - began_s_) * (1 - share) / std::max(share, 1e-3);
  const int seconds = static_cast<int>(std::lround(left_s));
  std::fprintf(stderr, "%s%3.0f %%, %d:%02d left%s", terminal_ ? "\r" : "", share * 100, seconds / 60, seconds % 60,
               terminal_ ? "   " : "\n");
}

void TimeLeft::End() {
  if (terminal_) std::fprintf(stderr, "\r%-30s\r", "");
}

}  // namespace vr::bench
