// One recording, from its start to its last file: mixes, encodes, keeps what comes out in memory and on disk, or hands
// it on, and holds on to what a dump wants. Worker thread only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/encoded_block.h"
#include "base/status.h"
#include "encode/encoder.h"
#include "mix/mixer.h"
#include "recorder/audio_stream.h"
#include "recorder/capture_log.h"
#include "recorder/dump_window.h"
#include "recorder/durable_ring.h"
#include "recorder/held_capture.h"
#include "recorder/source_record.h"
#include "recorder/task_config.h"
#include "recorder/task_json.h"
#include "recorder/track_set.h"
#include "recorder/wall_times.h"

namespace vr {

struct TaskLimits {
  int max_tracks = 8;
  uint64_t max_buffer_bytes = 0;
};

// When and where a task began.
struct TaskMoment {
  uint64_t id = 0;
  int64_t start_ns = 0;
  int64_t start_unix_ms = 0;
  std::string room_id;
  std::string user_id;
  double mix_delay_ms = 0;
  std::string session;  // 16 hexadecimal digits of the recorder, with which the ids of its captures begin
};

struct TaskCost {
  uint64_t buffer_bytes = 0;  // memory
  uint64_t ring_bytes = 0;    // on disk, at the start
  uint64_t file_bytes = 0;
  uint64_t bytes_per_second = 0;
};

class Task final : private MixSink, private StreamListener, private RecordSink, private RingOwner, private StreamStore {
 public:
  static Result<std::unique_ptr<Task>> Make(const TaskConfig& config, const TaskMoment& moment,
                                            const TaskLimits& limits);
  ~Task() override;
  static TaskCost Cost(const TaskConfig& config, const TaskLimits& limits);

  uint64_t id() const { return moment_.id; }
  int64_t start_ns() const { return moment_.start_ns; }
  const TaskConfig& config() const { return config_; }
  bool is_cycle() const { return config_.cycle_time_s > 0; }

  // ---- On disk (a durable task)
  RingShape Shape(uint64_t epoch, const std::optional<SealKey>& key, const SealSalt& salt) const;
  // From now on everything goes there too, what is in memory first; null: no more.
  void Attach(std::shared_ptr<DurableRing> ring);
  const std::shared_ptr<DurableRing>& ring() const { return ring_; }
  // Everything that the ring is to have is on its way, and nothing of it under way.
  bool settled() const { return ring_ == nullptr || ring_->settled(); }

  // ---- What happens in the room
  void AddSource(const SourceRecord& source, int64_t at_ns);
  void CloseSource(SourceId id, int64_t at_ns);
  // muted: for whatever reason.
  void SetMuted(SourceId id, bool muted, int64_t at_ns);
  void Deliver(SourceId id, const SourceBlock& block);
  void AddMarker(CaptureMarker marker, int64_t at_ns);
  void AddStatistics(const std::string& data_json, int64_t at_ns);
  void SetAbout(const std::string& about_json) { log_->SetAbout(about_json); }
  void SetCounters(SourceId id, uint64_t taken, uint64_t dropped);
  // jump_ms: of the wall clock since the last call.
  void ObserveWallClock(int64_t now_ns, int64_t unix_ms, int64_t* jump_ms);

  // ---- Leaving somebody or something out
  // This user is silent from here on, with what they said before and is on its way through the mix; and, where tracks
  // are kept apart, in what is held already. They may have left before.
  void Exclude(const std::string& user_id, int64_t at_ns);
  // Everything before this moment is forgotten, as soon as the mix has passed it.
  void ForgetBefore(int64_t at_ns);
  // What is held now is gone, at once: the memory is overwritten. The ring is the caller's to destroy.
  void ForgetMemory();
  // Dumps that wait for audio are given up; their targets.
  std::vector<DumpTarget> DropDumps();

  // Ends at this moment; the first call counts. Mixing goes on until the mix has passed it.
  void End(int64_t end_ns);
  bool ending() const { return end_ns_ != kOpenEnd; }
  int64_t end_ns() const { return end_ns_; }
  // Mixes up to the room's time; at the end of the task also flushes the encoders.
  void MixUntil(int64_t until_ns);
  // The end has been mixed; nothing comes any more.
  bool finished() const { return finished_; }
  const Status& status() const { return status_; }

  // ---- Cycle buffer
  // False: the window is empty, and nothing has changed. Otherwise its audio is held, on disk too if there is a ring:
  // captured is called when that is so.
  bool AddDump(DumpTarget target, int64_t now_ns, double last_s, double after_s, bool clear,
               std::function<void(const Status&)> captured);
  // Dumps whose audio is complete.
  std::vector<HeldCapture> TakeHeldDumps();
  // The last file of a finished task.
  HeldCapture TakeFinal(DumpTarget target);
  size_t pending_dumps() const { return dumps_.size(); }

  // ---- Real time
  // Of its file, as in the sidecar.
  std::string capture_id() const { return moment_.session + "-" + std::to_string(moment_.id); }
  // The file of a stream is open; for a recovery.
  void NoteFile(size_t stream, const std::string& path, const std::string& identity);
  size_t stream_count() const override { return streams_.size(); }
  // Null where a track has no user yet.
  AudioStream* stream(size_t stream) { return streams_[stream].get(); }
  const std::vector<TrackUser>& users() const { return tracks_.users(); }
  // Describes the first file_frames decoded frames of the file.
  CaptureInfo DescribeFile(int64_t file_frames) const;

  // ---- Figures
  double recorded_s() const;
  double buffered_s() const;
  double durable_s() const;  // of what was recorded, on disk
  uint64_t buffer_used_bytes() const;
  uint64_t buffer_capacity_bytes() const;
  // With a ring the memory behind it may come and go; what the ring lacks is told by its health.
  bool keeps_in_memory() const { return is_cycle() && ring_ == nullptr; }
  // Audio that memory should have kept had to go.
  bool is_memory_short() const;
  // A user has no track of their own because all are taken; true once for each.
  bool TakeTrackless(std::string* user);
  const Mixer& mixer() const { return *mixer_; }
  const CaptureLog& log() const { return *log_; }
  CaptureLog& log() { return *log_; }
  // The limiter's lowest gain over the last 100 ms.
  float recent_gain() const { return recent_gain_; }

 private:
  static constexpr int64_t kOpenEnd = std::numeric_limits<int64_t>::max();
  struct Leaving {
    SourceId source = 0;
    int64_t frame = 0;
  };
  struct LeftOut {
    int64_t frame = 0;  // of the task, from which on they are
    std::set<SourceId> sources;
    std::vector<TrackUser> users;  // whose streams these were
  };
  struct Forgetting {
    int64_t frame = 0;  // of the task; everything before it goes
    bool mix_only = false;
    bool unkept = false;  // and what is before it and still comes out of the mix is not kept
  };

  Task(const TaskConfig& config, const TaskMoment& moment, const TaskLimits& limits);

  void OnMixedFrames(int64_t first_frame, const int16_t* samples, int frames) override;
  void OnFeature(SourceId source, int64_t cell, FeatureWord word) override;
  void OnMarker(const MixMarker& marker) override;
  void OnTrackFrames(SourceId source, int64_t first_frame, const int16_t* samples, int frames) override;
  void OnLoudness(SourceId source, int64_t block, double lufs) override;
  void OnStreamBlock(size_t stream, const EncodedBlock& block) override;
  void OnRecord(LogRecord record, bool again) override;
  CyclePin HoldMemory(size_t stream, int64_t first_frame) override;
  void WriteSnapshot() override;
  int64_t HoldableEnd(size_t stream) const override;
  void Hold(size_t stream, int64_t first_frame, int64_t end_frame, std::vector<HeldPiece>* pieces) override;

  Status MakeStreams();
  Result<std::unique_ptr<AudioStream>> MakeStream(size_t stream);
  EncoderConfig EncoderOf(size_t stream) const;
  void JoinTrack(const SourceRecord& source, int64_t frame);
  void BeginTrack(size_t stream);
  void EncodeTracks(int64_t first_frame, int frames);
  void LetLeave();
  int64_t RingEnd(size_t stream, int64_t first_frame, int64_t end_frame) const;
  void HoldForDumps();
  void Note(const Status& status);
  void TellLeftOut();
  void ForgetWhatIsDue();
  void ForgetInLog();
  void ForgetStream(size_t stream);

  bool has_ring_audio() const { return ring_ != nullptr && ring_->shape().audio_streams() > 0; }
  bool IsUsed(size_t stream) const override;
  int64_t FrameAt(int64_t at_ns) const;
  int64_t StreamFrameAfter(int64_t frame) const;
  int64_t SilentFrom(int64_t at_ns) const;
  // Of the task's frames those that are mixed: an end that is told late lies before where the mix is.
  int64_t mixed_frames() const { return std::min(mixer_->mixed_frames(), FrameAt(end_ns_)); }
  int64_t FinalEnd() const;
  int64_t oldest_frame() const { return std::max<int64_t>(0, clear_frame_); }
  int64_t window_frames() const;
  StreamDelay delay() const;
  void Tell(LogType type, const std::string& body, bool again);
  std::string TaskJson() const;
  HeldCapture Held(const DumpWindow& window);
  void AddTracks(const DumpWindow& window, HeldCapture* held) const;
  CaptureInfo Describe(int64_t first_frame, int64_t frames) const;

  TaskConfig config_;
  TaskMoment moment_;
  TaskLimits limits_;
  std::unique_ptr<Mixer> mixer_;
  std::vector<std::unique_ptr<AudioStream>> streams_;  // the mix, then the tracks
  std::vector<std::vector<int16_t>> track_cells_;      // of the cell that is mixed now
  TrackSet tracks_;
  std::deque<Leaving> leaving_;  // closed, in the order of their closing
  std::vector<std::string> trackless_;
  std::unique_ptr<CaptureLog> log_;
  std::shared_ptr<DurableRing> ring_;
  std::vector<DumpWindow> dumps_;
  WallTimes wall_;
  int64_t end_ns_ = kOpenEnd;
  int64_t clear_frame_ = 0;
  int64_t remix_before_ = -1;      // on the mix stream's count: before it somebody was left out
  std::vector<LeftOut> left_out_;  // of whom the ring may still tell
  std::optional<Forgetting> forgetting_;
  std::optional<int64_t> log_forgets_;  // everything before this frame, once no dump listens
  std::vector<NotedFile> files_;
  bool finished_ = false;
  float recent_gain_ = 1.0F;
  int64_t gain_taken_frame_ = 0;
  Status status_;
};

}  // namespace vr
