// Makes captures of what a dead process left in the recovery folder: what its dumps were to be, the rest of its rings,
// and recordings in real time that were not finished. Safe to run twice, to be killed, and beside others that record
// in the same folder. Writing thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "recorder/event_queue.h"
#include "recorder/held_capture.h"
#include "recorder/left_ring.h"

namespace vr {

struct RecoveryOptions {
  std::string recovery_folder;
  std::string captures_folder;  // where what has no path of its own goes
  std::string name_template;
  std::optional<SealKey> key;
  int max_sources = 8;
};

struct RecoveredCapture {
  CaptureRecord record;
  std::string text;  // what of it could not be had, in words; "" when nothing lacks
};

struct RecoverySink {
  std::function<void(const RecoveredCapture&)> recovered;
  std::function<void(const std::string& path, const std::string& why)> problem;
  // A ring that is not needed any more could not be removed, or what was made of it is not on the disk for certain.
  std::function<void(const std::string& path, const std::string& why)> kept;
  // 0..1, over everything that is there.
  std::function<void(double done)> progress;
  // Asked before each ring: it and those behind it are left for another time.
  std::function<bool()> is_stopped = [] { return false; };
};

class Recovery {
 public:
  Recovery(FileSystem& files, RecoveryOptions options, RecoverySink sink);
  // What it tells stands complete under its name; the ring that it came from stays until Settle.
  void Run();
  // Captures that were made or finished.
  int recovered() const { return recovered_; }
  // Once the end of Run has been told, because a disk may take seconds for it: brings what was made to the disk and
  // removes the rings that are not needed any more.
  void Settle();

 private:
  // What stands of a capture that an earlier recovery, or the process before it died, may have made.
  enum class Standing { kNothing, kAudio, kAll };
  void RunRing(uint64_t epoch);
  Status OpenRing(uint64_t epoch);
  Status RemoveEmpty();
  bool RecoverCycle();
  bool RecoverPins(bool* rest_is_wanted);
  bool RecoverPin(const PinnedCapture& pin, bool* rest_is_wanted);
  bool RecoverRest();
  bool RecoverRealTime();
  bool IsStillThere(const NotedFile& file, bool* again);
  bool HasSidecar(const std::string& path, const std::string& id) const;
  bool FinishFiles(const TaskConfig& config, WrittenAudio* audio, CaptureInfo* info);
  bool FinishRealTime(const WrittenAudio& audio, const CaptureInfo& info);
  HeldCapture Hold(const PinnedCapture& pin, int64_t wanted_to);
  std::string IdOf(const std::string& id) const;
  Result<Standing> FindWritten(const HeldCapture& held, std::string* path);
  bool HasFeatures(const HeldCapture& held, const std::string& path) const;
  Result<WrittenCapture> TryToWrite(HeldCapture& held, bool* was_there);
  bool KeepCompanions(const CaptureInfo& info, const WrittenCapture& written);
  bool WriteOut(HeldCapture held);
  std::string PathForRest(int64_t from_frame) const;
  void Tell(const CaptureInfo& info, const WrittenCapture& written);
  void TellProgress(double of_this_ring);
  void Problem(const std::string& path, const std::string& why);
  const LeftTask& task() const { return *left_->task(); }

  FileSystem& files_;
  const RecoveryOptions options_;
  const RecoverySink sink_;
  int recovered_ = 0;
  double rings_ = 0;  // that there are, and that are done
  double rings_done_ = 0;
  double progress_ = 0;  // as it was told

  // Of the ring that is looked at.
  std::shared_ptr<RingFiles> ring_;
  std::unique_ptr<LeftRing> left_;    // null: there is nothing to recover
  bool whole_rest_ = false;           // is wanted, and not the last N seconds alone
  std::vector<std::string> to_sync_;  // what was made of it
  bool to_remove_ = false;            // when that is on the disk
};

// Overwrites and removes every ring in the folder that no process owns.
Status DestroyLeftRings(FileSystem& files, const std::string& recovery_folder);

}  // namespace vr
