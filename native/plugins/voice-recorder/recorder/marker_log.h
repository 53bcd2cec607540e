// The markers of a task, within bounds, and which of the states that they begin and end are in force. Frames are on the
// task's count. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "writer/capture_info.h"

namespace vr {

class MarkerLog {
 public:
  explicit MarkerLog(int sample_rate_hz) : sample_rate_hz_(sample_rate_hz) {}

  // False: it stands there already, as a state does that a log tells of once more.
  bool Add(CaptureMarker marker);
  // Forgets what is older. A state that began before goes on.
  void ForgetBefore(int64_t frame);
  // Forgets ours about this source.
  void ForgetSource(const std::string& name);

  // Those of the frames [first, first + frames], on the window's count and in order. Before them, at its beginning, the
  // states that are in force there: of sources, those of info->sources.
  void Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const;
  // The markers that began what is in force now.
  std::vector<CaptureMarker> InForce() const;
  const std::deque<CaptureMarker>& kept() const { return markers_; }

 private:
  // What is in force, by the label that begins it and whom it is about.
  using States = std::map<std::pair<std::string, std::string>, CaptureMarker>;

  static void Apply(const CaptureMarker& marker, States* states);
  States StatesAt(int64_t frame) const;
  void DropOldest();

  const int sample_rate_hz_;
  std::deque<CaptureMarker> markers_;
  size_t bytes_ = 0;
  States before_;            // in force where markers_ begins
  int64_t lost_frame_ = -1;  // of the newest that went for want of room
};

}  // namespace vr
