// Keeps a task's audio and log on disk while it runs, behind the memory that has the newest of it anyway: what the disk
// cannot take waits there, and follows when it can. Also the log alone, for a recording in real time. Worker thread
// only; the files are touched on the streaming and syncing threads.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/encoded_block.h"
#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "cycle/cycle_buffer.h"
#include "cycle/ring_erasures.h"
#include "cycle/ring_files.h"
#include "cycle/ring_plan.h"
#include "recorder/job_queue.h"
#include "recorder/log_record.h"
#include "recorder/ring_log.h"

namespace vr {

// The task behind a ring.
class RingOwner {
 public:
  virtual ~RingOwner() = default;
  // The blocks of a stream that memory holds from this frame on, or from where it begins.
  virtual CyclePin HoldMemory(size_t stream, int64_t first_frame) = 0;
  // Writes with DurableRing::LogNow what must be known of everything that is still recorded.
  virtual void WriteSnapshot() = 0;
};

enum class RingHealth {
  kOpening,  // its files are being made
  kRunning,
  kPinned,  // dumps hold all that it may have
  kDisk,    // the disk failed, or is too slow; tried again from time to time
};

class DurableRing final : public std::enable_shared_from_this<DurableRing>, private SegmentListener {
 public:
  struct Around {
    FileSystem& files;
    JobQueue& streaming;
    JobQueue& syncing;
    JobQueue& writing;
    JobQueue& results;
  };
  struct Config {
    std::string folder;
    RingShape shape;
    std::optional<SealKey> key;  // of this ring
    uint64_t max_bytes = 0;      // to which pins may make it grow; 0: twice what it has at the start
    uint64_t min_free_bytes = 0;
  };
  using HealthChanged = std::function<void(RingHealth, const std::string& why)>;
  // What is worth a line in the recorder's log.
  using Told = std::function<void(const std::string& text)>;

  DurableRing(Config config, const Around& around, HealthChanged health_changed, Told told);

  // Bytes on the disk that this shape takes.
  static uint64_t DiskBytes(const RingShape& shape);

  // null: the task is over.
  void Attach(RingOwner* owner) { owner_ = owner; }
  // Makes the files; tells on the worker thread how that went. kDiskFull also when min_free_bytes would not be left.
  // One that cannot be made is tried again, as after any failure of the disk, as long as it has an owner.
  void Open(std::function<void(const Status&)> opened);

  // A block that memory has already.
  void OnBlock(size_t stream, const EncodedBlock& block);
  void Log(LogRecord record);
  // The same without keeping it for later; within WriteSnapshot.
  void LogNow(const LogRecord& record);

  // Hands over what is full or old, and whatever else is due.
  void Step(int64_t now_ns);
  // Hands over everything and brings it to the disk.
  void Flush(int64_t now_ns);

  RingHealth health() const { return health_; }
  // Frames of a stream that are on the disk, and have been given to the system.
  int64_t written_frame(size_t stream) const { return plan_.written_frame(stream); }
  // Nothing is on its way to the disk that could still arrive.
  bool settled() const { return health_ == RingHealth::kDisk || (files_ != nullptr && in_flight_.empty()); }
  uint64_t disk_bytes() const;
  // Of the mix, where the oldest segment begins.
  int64_t oldest_frame() const { return plan_.oldest_frame(); }
  std::vector<SlotRun> Runs(size_t stream, int64_t first_frame, int64_t end_frame) const {
    return plan_.Runs(stream, first_frame, end_frame);
  }
  // The end of those of the frames [first, end) that nobody else has removed from the disk.
  int64_t WholeUntil(int64_t first_frame, int64_t end_frame) const;
  // Everything that is written of a stream.
  std::vector<SlotRun> AllRuns(size_t stream) const { return plan_.AllRuns(stream); }
  // For readers on other threads; null while it is opening.
  std::shared_ptr<RingFiles> files() const { return files_; }
  const RingShape& shape() const { return config_.shape; }
  const SealKey* key() const { return config_.key.has_value() ? &*config_.key : nullptr; }

  // Keeps these frames of the mix for a capture, and writes down what it is so that it can be made by a recovery too.
  // pinned is called on the worker thread when that is on the disk (or cannot be, or not yet: the frames are kept all
  // the same).
  void Pin(uint64_t capture_id, int64_t first_frame, int64_t end_frame, const std::string& text,
           std::function<void(const Status&)> pinned);
  // What is written down of a capture has changed; killed meanwhile, the ring has the old text or the new one, or both,
  // of which the newer counts. written: as pinned. Where the new one finds no room the old one stays.
  void Rewrite(uint64_t capture_id, const std::string& text, std::function<void(const Status&)> written);
  // The capture is written, or given up.
  void Unpin(uint64_t capture_id);

  // Overwrites everything of a stream that has been written so far, also what earlier laps have left; what the disk
  // does not take, again and again.
  void Erase(size_t stream);
  // The same of all streams and the log, which then begins with what is still so.
  void ForgetAll();
  // The task is over: the files go as soon as no pin needs them. text: written among the pins when there are some.
  void Finish(const std::string& text);
  // Overwrites and removes all of it, pins or not, on the writing thread, behind what is read of it there. Told on the
  // worker thread, or at once where there is nothing.
  void Destroy(std::function<void(const Status&)> destroyed);
  // Gone, or on its way to be.
  bool is_removed() const { return removed_; }

 private:
  struct InFlight {
    RingBatch batch;
    uint64_t bytes = 0;
    int64_t since_ns = 0;
  };

  // Of the pin table.
  struct WrittenEntry {
    uint32_t at = 0;
    bool is_written = false;
  };

  void OnSegmentBegins() override;
  void PostDestroy(std::shared_ptr<RingFiles> files, std::function<void(const Status&)> destroyed);
  Status MakeFiles(std::shared_ptr<RingFiles>* made) const;
  void OnOpened(const Status& status, std::shared_ptr<RingFiles> files);
  void OnWritten(const std::shared_ptr<InFlight>& flight, const Status& status);
  void OnSynced(std::vector<int64_t> written_frames, const std::map<uint64_t, uint32_t>& newest_entries,
                const Status& status);
  void SetHealth(RingHealth health, const std::string& why);
  void Fail(const Status& status);
  void PutOffRetry();
  void HoldBack(RingHealth health, const std::string& why);
  void DistrustGone();
  void TryToReturn();
  bool CatchUp();
  int64_t TimeOf(int64_t frame) const;
  void TellShortened();
  void TellRefused();
  void HandOver();
  void PostSync();
  // Of a capture, or of none. leaves: entries that stay free.
  void WriteEntry(std::optional<uint64_t> capture_id, const std::string& text, size_t leaves,
                  std::function<void(const Status&)> written);
  void WriteWaitingPins();
  void OnEntryWritten(uint64_t capture_id, uint32_t at);
  std::map<uint64_t, uint32_t> NewestEntries() const;
  void FreeReplaced(const std::map<uint64_t, uint32_t>& newest);
  void FreeEntry(uint32_t at);
  void PostErasures();
  void OnErased(const RingErasure& erasure, const Status& status);
  void SyncPins();
  void RemoveWhatIsNotNeeded();
  bool takes_blocks() const { return health_ == RingHealth::kRunning || probing_; }

  Config config_;
  Around around_;
  HealthChanged health_changed_;
  Told told_;
  RingOwner* owner_ = nullptr;
  RingPlan plan_;
  std::shared_ptr<RingFiles> files_;
  RingHealth health_ = RingHealth::kOpening;
  bool probing_ = false;  // after a failure: what is written now decides
  int64_t now_ns_ = 0;
  int64_t retry_at_ns_ = 0;
  int64_t retry_after_ns_ = 0;
  std::deque<std::shared_ptr<InFlight>> in_flight_;
  uint64_t in_flight_bytes_ = 0;

  RingLog log_;
  bool refused_told_ = false;
  int64_t shortened_until_ns_ = 0;  // 0: it holds all that it is to

  int64_t synced_at_ns_ = 0;
  std::vector<int64_t> synced_frames_;  // of each stream
  bool sync_wanted_ = false;
  bool flush_wanted_ = false;  // once more, when the sync that runs is done
  bool syncing_ = false;

  std::map<uint64_t, std::vector<WrittenEntry>> pin_entries_;  // of captures, the newest last; none: in memory only
  std::map<uint64_t, std::string> unwritten_pins_;             // of captures, until the files are there
  std::set<uint32_t> free_entries_;
  uint64_t pin_writings_ = 0;
  RingErasures erasures_;
  int64_t erase_at_ns_ = 0;
  bool erase_failed_ = false;
  bool opening_ = false;
  std::function<void(const Status&)> destroyed_;  // when it is destroyed while it is opening
  bool finished_ = false;
  bool removed_ = false;
};

}  // namespace vr
