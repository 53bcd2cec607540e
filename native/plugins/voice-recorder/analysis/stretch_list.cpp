#include "analysis/stretch_list.h"

#include <algorithm>

namespace vr {

void StretchList::Add(int64_t first_frame, int64_t end_frame, uint64_t samples) {
  const bool joins = open_ && (first_frame <= current_.end_frame || first_frame - current_.end_frame < join_frames_);
  if (!joins) {
    Close();
    open_ = true;
    current_ = {first_frame, end_frame, samples};
    return;
  }
  current_.end_frame = std::max(current_.end_frame, end_frame);
  current_.samples += samples;
}

void StretchList::Close() {
  if (open_ && current_.end_frame - current_.first_frame >= min_frames_) {
    if (stretches_.size() < kMaxStretches) {
      stretches_.push_back(current_);
    } else {
      truncated_ = true;
    }
  }
  open_ = false;
}

}  // namespace vr
