#include "recorder/recovery.h"

#include <set>
#include <utility>

#include "writer/capture_paths.h"
#include "writer/name_template.h"
#include "writer/sync_files.h"

namespace vr {
namespace {

// Where there is no folder there are no rings.
Result<std::set<uint64_t>> EpochsIn(FileSystem& files, const std::string& folder) {
  std::set<uint64_t> epochs;
  const Result<std::vector<FileEntry>> listed = files.List(folder);
  if (listed.status().code() == ErrorCode::kNotFound) return epochs;
  if (!listed.ok()) return listed.status();
  for (const FileEntry& entry : listed.value()) {
    uint64_t epoch = 0;
    uint32_t segment = 0;
    if (ParseRingName(entry.name, &epoch, &segment)) epochs.insert(epoch);
  }
  return epochs;
}

}  // namespace

Recovery::Recovery(FileSystem& files, RecoveryOptions options, RecoverySink sink)
    : files_(files), options_(std::move(options)), sink_(std::move(sink)) {}

void Recovery::Problem(const std::string& path, const std::string& why) {
  sink_.problem(path, why);
}

void Recovery::Run() {
  Result<std::set<uint64_t>> epochs = EpochsIn(files_, options_.recovery_folder);
  if (!epochs.ok()) epochs = EpochsIn(files_, options_.recovery_folder);  // a disk may stumble once
  if (!epochs.ok()) return Problem(options_.recovery_folder, epochs.status().message());
  rings_ = static_cast<double>(epochs.value().size());
  for (const uint64_t epoch : epochs.value()) {
    if (sink_.is_stopped()) return;
    Settle();  // so that the disk needs room for one ring beside its captures
    RunRing(epoch);
    ++rings_done_;
    TellProgress(0);
    left_.reset();
  }
}

// Of a ring that stays after all the next recovery finds what was made.
void Recovery::Settle() {
  if (to_remove_) {
    Status status = SyncFiles(files_, to_sync_);
    if (status.ok()) status = ring_->Remove(false);
    if (!status.ok()) {
      sink_.kept(WithSeparator(options_.recovery_folder) + RingFileName(ring_->epoch()), status.message());
    }
  }
  to_remove_ = false;
  to_sync_.clear();
  ring_.reset();
}

void Recovery::TellProgress(double of_this_ring) {
  const double progress = (rings_done_ + of_this_ring) / rings_;
  if (progress <= progress_) return;
  progress_ = progress;
  sink_.progress(progress);
}

// A ring in which nothing was ever recorded, as of a process that was killed while it was made.
Status Recovery::RemoveEmpty() {
  left_.reset();
  return ring_->Remove(false);
}

// With nothing left afterwards there is nothing to recover.
Status Recovery::OpenRing(uint64_t epoch) {
  left_.reset();
  ring_.reset();
  whole_rest_ = false;
  Result<std::unique_ptr<RingFiles>> taken = RingFiles::TakeOver(files_, options_.recovery_folder, epoch);
  // A live recorder's, or one that another recovery has finished meanwhile.
  const ErrorCode code = taken.status().code();
  if (code == ErrorCode::kInUse || code == ErrorCode::kNotFound) return Status::Ok();
  if (!taken.ok()) return taken.status();
  ring_ = std::move(taken.value());
  const SealKey* key = options_.key.has_value() ? &*options_.key : nullptr;
  Result<std::unique_ptr<LeftRing>> left = LeftRing::Open(ring_, key, options_.max_sources);
  if (left.status().code() == ErrorCode::kWrongKey) {
    return {ErrorCode::kWrongKey, left.status().message() + "; it is left as it is"};
  }
  if (left.status().code() == ErrorCode::kInvalidArgument) {
    const Result<std::vector<uint32_t>> segments = ring_->ListSegments();
    if (segments.ok() && segments.value().empty()) return RemoveEmpty();
    return {ErrorCode::kDamaged, "nothing of it can be read: " + left.status().message() + "; it is left as it is"};
  }
  if (!left.ok()) return left.status();
  left_ = std::move(left.value());
  if (left_->task() != nullptr) return Status::Ok();
  if (left_->is_empty()) return RemoveEmpty();
  return {ErrorCode::kDamaged, "its log cannot be read, so nobody knows what was recorded; it is left as it is"};
}

void Recovery::RunRing(uint64_t epoch) {
  const std::string path = WithSeparator(options_.recovery_folder) + RingFileName(epoch);
  Status opened = OpenRing(epoch);
  const bool unreadable = left_ != nullptr && left_->unreadable();
  if (unreadable || opened.code() == ErrorCode::kIoError) opened = OpenRing(epoch);  // a disk may stumble once
  if (!opened.ok()) Problem(path, opened.message());
  if (!opened.ok() || left_ == nullptr) return;
  const bool all = left_->shape().audio_streams() == 0 ? RecoverRealTime() : RecoverCycle();
  if (left_->unreadable()) {
    Problem(path,
            "the disk does not give all that it holds: what it gave is recovered, and it is kept in case it gives "
            "more another time; remove its files if it is not wanted");
  }
  to_remove_ = all && !left_->unreadable();
}

Status DestroyLeftRings(FileSystem& files, const std::string& recovery_folder) {
  const Result<std::set<uint64_t>> epochs = EpochsIn(files, recovery_folder);
  if (!epochs.ok()) return epochs.status();
  Status status;
  for (const uint64_t epoch : epochs.value()) {
    Result<std::unique_ptr<RingFiles>> ring = RingFiles::TakeOver(files, recovery_folder, epoch);
    const ErrorCode code = ring.status().code();
    if (code == ErrorCode::kInUse || code == ErrorCode::kNotFound) continue;  // a live recorder's, or gone meanwhile
    const Status removed = ring.ok() ? ring.value()->Remove(true) : ring.status();
    if (!removed.ok()) status = removed;
  }
  return status;
}

}  // namespace vr
