// Stretches of frames, in any order and told more than once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

namespace vr {

class FrameSpans {
 public:
  // [first, end)
  void Add(int64_t first, int64_t end) {
    if (first >= end) return;
    auto next = ends_.upper_bound(first);
    if (next != ends_.begin() && std::prev(next)->second >= first) --next;
    while (next != ends_.end() && next->first <= end) {
      first = std::min(first, next->first);
      end = std::max(end, next->second);
      next = ends_.erase(next);
    }
    ends_[first] = end;
  }
  int64_t frames() const {
    int64_t frames = 0;
    for (const auto& [first, end] : ends_) frames += end - first;
    return frames;
  }

 private:
  std::map<int64_t, int64_t> ends_;  // by first frames; no two of them touch
};

}  // namespace vr
