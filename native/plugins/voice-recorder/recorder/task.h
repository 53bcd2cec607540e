// One recording, from its start to its last file: mixes, encodes, and keeps or hands on what comes out.
// Worker thread only.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/encoded_block.h"
#include "base/status.h"
#include "cycle/cycle_buffer.h"
#include "encode/encoder.h"
#include "mix/mixer.h"
#include "recorder/capture_log.h"
#include "recorder/dump_window.h"
#include "recorder/source_record.h"
#include "recorder/task_config.h"

namespace vr {

struct TaskLimits {
  int max_tracks = 8;
  uint64_t max_buffer_bytes = 0;
};

struct TaskMoment {
  uint64_t id = 0;
  int64_t start_ns = 0;
  int64_t start_unix_ms = 0;
};

struct TaskCost {
  uint64_t buffer_bytes = 0;
  uint64_t file_bytes = 0;
  uint64_t bytes_per_second = 0;
};

// A capture whose audio is held and that waits to be written.
struct HeldCapture {
  DumpTarget target;
  std::vector<CyclePin> pins;
  CaptureInfo info;
  uint64_t task_id = 0;

  std::vector<ByteView> audio() const;
  uint64_t audio_bytes() const;
};

class Task final : private MixSink, private EncodedBlockSink {
 public:
  static Result<std::unique_ptr<Task>> Make(const TaskConfig& config, const TaskMoment& moment,
                                            const TaskLimits& limits);
  static TaskCost Cost(const TaskConfig& config, int max_tracks);

  uint64_t id() const { return moment_.id; }
  int64_t start_ns() const { return moment_.start_ns; }
  const TaskConfig& config() const { return config_; }
  bool is_cycle() const { return config_.cycle_time_s > 0; }

  void AddSource(const SourceRecord& source);
  void CloseSource(SourceId id, int64_t at_ns);
  void SetMuted(const SourceRecord& source, int64_t at_ns);
  void Deliver(SourceId id, const SourceBlock& block);
  void AddMarker(const CaptureMarker& marker, int64_t at_ns);

  // Ends at this moment; the first call counts. Mixing goes on until the mix has passed it.
  void End(int64_t end_ns);
  bool ending() const { return end_ns_ != kOpenEnd; }
  // Mixes up to the room's time; at the end of the task also flushes the encoder.
  void MixUntil(int64_t until_ns);
  // The end has been mixed; nothing comes any more.
  bool finished() const { return finished_; }
  const Status& status() const { return status_; }

  // ---- Cycle buffer
  // False: the window is empty, and nothing has changed.
  bool AddDump(DumpTarget target, int64_t now_ns, double last_s, double after_s, bool clear);
  // Dumps whose audio is now held.
  std::vector<HeldCapture> TakeHeldDumps();
  // The last file of a finished task.
  HeldCapture TakeFinal(DumpTarget target);
  size_t pending_dumps() const { return dumps_.size(); }

  // ---- Real time
  // What was encoded since the last call.
  std::vector<uint8_t> TakeEncoded();
  // Describes the first file_frames decoded frames of the file.
  CaptureInfo DescribeFile(int64_t file_frames) const;
  // Decoded frames that so many bytes of PCM hold; AAC frames are counted by the writer.
  int64_t encoded_frames() const { return encoded_end_; }

  // ---- Figures
  double recorded_s() const;
  double buffered_s() const;
  uint64_t buffer_used_bytes() const;
  uint64_t buffer_capacity_bytes() const;
  int64_t lost_frames() const { return buffer_ ? buffer_->lost_frames() : 0; }
  bool degraded() const { return degraded_; }
  const Mixer& mixer() const { return *mixer_; }
  const CaptureLog& log() const { return *log_; }
  // The limiter's lowest gain over the last 100 ms.
  float recent_gain() const { return recent_gain_; }

 private:
  static constexpr int64_t kOpenEnd = std::numeric_limits<int64_t>::max();

  Task(const TaskConfig& config, const TaskMoment& moment);

  void OnMixedFrames(int64_t first_frame, const int16_t* samples, int frames) override;
  void OnFeature(SourceId source, int64_t cell, FeatureWord word) override;
  void OnMarker(const MixMarker& marker) override;
  void OnEncodedBlock(const EncodedBlock& block) override;

  int64_t FrameAt(int64_t at_ns) const;
  int64_t oldest_frame() const;
  StreamShape shape() const;
  HeldCapture Held(const DumpWindow& window) const;
  CaptureInfo Describe(int64_t first_frame, int64_t frames) const;

  TaskConfig config_;
  TaskMoment moment_;
  std::unique_ptr<Mixer> mixer_;
  std::unique_ptr<Encoder> encoder_;
  std::unique_ptr<CycleBuffer> buffer_;  // null in real time
  std::unique_ptr<CaptureLog> log_;
  std::vector<DumpWindow> dumps_;
  std::vector<uint8_t> encoded_;
  int64_t encoded_end_ = 0;
  int64_t end_ns_ = kOpenEnd;
  int64_t clear_frame_ = 0;
  bool finished_ = false;
  bool degraded_ = false;
  float recent_gain_ = 1.0F;
  int64_t gain_taken_frame_ = 0;
  Status status_;
};

}  // namespace vr
