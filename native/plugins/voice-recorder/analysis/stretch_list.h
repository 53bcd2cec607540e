// Stretches of frames that have something in common, found by a pass from the first frame to the last; a bounded list.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr {

constexpr size_t kMaxStretches = 20000;

struct Stretch {
  int64_t first_frame = 0;
  int64_t end_frame = 0;
  uint64_t samples = 0;  // what Add was told of, in all
};

class StretchList {
 public:
  // Stretches shorter than min_frames are left out; two with fewer than join_frames between them are one (0: they must
  // touch).
  StretchList(int64_t min_frames, int64_t join_frames) : min_frames_(min_frames), join_frames_(join_frames) {}

  // Begins at or after where the last one began.
  void Add(int64_t first_frame, int64_t end_frame, uint64_t samples = 0);
  // After the last Add.
  void Finish() { Close(); }

  const std::vector<Stretch>& stretches() const { return stretches_; }
  // There were more than kMaxStretches.
  bool truncated() const { return truncated_; }

 private:
  void Close();

  int64_t min_frames_;
  int64_t join_frames_;
  bool open_ = false;
  Stretch current_;
  std::vector<Stretch> stretches_;
  bool truncated_ = false;
};

}  // namespace vr
