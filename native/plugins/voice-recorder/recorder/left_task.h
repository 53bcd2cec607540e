// A task as the log of its ring tells it, after its process has died. Writing thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cycle/ring_scan.h"
#include "recorder/capture_log.h"
#include "recorder/log_json.h"
#include "recorder/ring_log.h"
#include "recorder/task_json.h"
#include "recorder/wall_times.h"

namespace vr {

class LeftTask {
 public:
  // Null: the log does not say what was recorded. of: of a ring with audio, the capture whose features are wanted; a
  // log may be far longer than what memory should hold.
  static std::unique_ptr<LeftTask> Read(const RingFiles& files, const RingImage& image, const SealKey* key,
                                        int max_sources, const std::optional<LogWindow>& of = std::nullopt);

  const TaskRecord& record() const { return record_; }
  const CaptureLog& log() const { return *log_; }
  int64_t clear_frame() const { return clear_frame_; }
  int64_t remix_before() const { return remix_before_; }
  // In the order in which they got their streams.
  const std::vector<TrackUser>& users() const { return users_; }
  int64_t UnixMsAt(int64_t frame) const { return wall_.UnixMsAt(frame); }
  const RefusedRecords& refused() const { return refused_; }
  uint64_t bad_slots() const { return bad_slots_; }
  uint64_t unreadable_slots() const { return unreadable_slots_; }

 private:
  LeftTask(const RingShape& shape, int max_sources, const std::optional<LogWindow>& of);
  void Take(const LogRecord& record);
  void TakeTrack(TrackUser user, bool gone);

  const LogWindow window_;
  TaskRecord record_;
  bool has_record_ = false;
  std::unique_ptr<CaptureLog> log_;
  WallTimes wall_;
  std::vector<TrackUser> users_;
  int64_t clear_frame_ = 0;
  int64_t remix_before_ = -1;
  uint64_t last_number_ = 0;
  RefusedRecords refused_;
  uint64_t bad_slots_ = 0;
  uint64_t unreadable_slots_ = 0;
};

}  // namespace vr
