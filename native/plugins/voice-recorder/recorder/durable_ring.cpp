#include "recorder/durable_ring.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/clock.h"
#include "cycle/ring_pins.h"
#include "recorder/out_of_memory.h"

namespace vr {
namespace {

constexpr int64_t kSyncEveryNs = 3 * kNsPerSecond;
// Beyond these the disk counts as failing: what waits must not grow without bound.
constexpr int64_t kSlowNs = 10 * kNsPerSecond;
constexpr uint64_t kSlowBytes = uint64_t{32} << 20;
constexpr const char* kPinnedText = "pinned: dumps hold the whole ring on disk, so newer audio is in memory only";

}  // namespace

DurableRing::DurableRing(Config config, const Around& around, HealthChanged health_changed, Told told)
    : config_(std::move(config)),
      around_(around),
      health_changed_(std::move(health_changed)),
      told_(std::move(told)),
      plan_(config_.shape, key(), MostSegments(config_.shape, config_.max_bytes), *this),
      log_(config_.shape) {
  for (uint32_t entry = 0; entry < kPinEntries; ++entry) free_entries_.insert(entry);
  synced_frames_.assign(config_.shape.streams.size(), 0);
}

uint64_t DurableRing::DiskBytes(const RingShape& shape) {
  return RingFiles::DiskBytes(shape, SegmentsToKeep(shape));
}

uint64_t DurableRing::disk_bytes() const {
  return files_ == nullptr ? 0 : RingFiles::DiskBytes(config_.shape, plan_.segment_count());
}

// ---- The files

void DurableRing::Open(std::function<void(const Status&)> opened) {
  opening_ = true;
  around_.streaming.Post([self = shared_from_this(), opened = std::move(opened)] {
    std::shared_ptr<RingFiles> made;
    const Status status = OrOutOfMemory([&] { return self->MakeFiles(&made); });
    self->around_.results.Post([self, opened, status, made] {
      self->OnOpened(status, made);
      opened(status);
    });
  });
}

// Streaming thread.
Status DurableRing::MakeFiles(std::shared_ptr<RingFiles>* made) const {
  FileSystem& files = around_.files;
  const uint64_t needed = DiskBytes(config_.shape);
  const Result<uint64_t> free_bytes = files.FreeBytes(config_.folder);
  if (!free_bytes.ok()) return free_bytes.status();
  if (free_bytes.value() < needed + config_.min_free_bytes) {
    return {ErrorCode::kDiskFull, "the ring in " + config_.folder + " needs " + std::to_string(needed) +
                                      " bytes and is to leave minFreeBytes, " + std::to_string(config_.min_free_bytes) +
                                      "; only " + std::to_string(free_bytes.value()) +
                                      " are free: remove files, lower cycleTime or minFreeBytes, or use another disk"};
  }
  Result<std::unique_ptr<RingFiles>> ring =
      RingFiles::Create(files, config_.folder, config_.shape, SegmentsToKeep(config_.shape));
  if (ring.ok()) *made = std::move(ring.value());
  return ring.status();
}

void DurableRing::OnOpened(const Status& status, std::shared_ptr<RingFiles> files) {
  opening_ = false;
  if (removed_) {
    if (files != nullptr) return PostDestroy(std::move(files), std::move(destroyed_));
    if (destroyed_) destroyed_(Status::Ok());
    return;
  }
  if (!status.ok()) {
    PutOffRetry();
    return SetHealth(RingHealth::kDisk, "disk: " + status.message());
  }
  files_ = std::move(files);
  retry_after_ns_ = 0;
  if (health_ == RingHealth::kOpening) health_ = RingHealth::kRunning;  // nobody was told of anything else
  SetHealth(RingHealth::kRunning, "the ring on disk could be made");
  CatchUp();
  WriteWaitingPins();
  if (finished_) RemoveWhatIsNotNeeded();
}

void DurableRing::OnSegmentBegins() {
  if (owner_ != nullptr) owner_->WriteSnapshot();
  log_.PlaceRefused(plan_, now_ns_, true);
}

// ---- What comes in

void DurableRing::OnBlock(size_t stream, const EncodedBlock& block) {
  if (!takes_blocks() || plan_.Append(stream, block, now_ns_)) return;
  HoldBack(RingHealth::kPinned, kPinnedText);
}

void DurableRing::LogNow(const LogRecord& record) {
  log_.PlaceAgain(plan_, record, now_ns_);
}

void DurableRing::Log(LogRecord record) {
  log_.Add(std::move(record), now_ns_);
  if (!takes_blocks() || log_.Place(plan_, std::numeric_limits<int64_t>::max(), now_ns_)) return;
  HoldBack(RingHealth::kPinned, kPinnedText);
}

// ---- Out to the disk

void DurableRing::Step(int64_t now_ns) {
  if (now_ns_ == 0) log_.DateFirst(now_ns);
  now_ns_ = now_ns;
  const bool to_open = files_ == nullptr && health_ == RingHealth::kDisk && !opening_ && owner_ != nullptr;
  if (to_open && !removed_ && now_ns >= retry_at_ns_) Open([](const Status&) {});
  if (files_ == nullptr || removed_) return;
  if (takes_blocks()) {
    log_.PlaceRefused(plan_, now_ns, false);
    plan_.CloseOld(now_ns);
  }
  HandOver();
  TellShortened();
  TellRefused();
  const bool slow =
      !in_flight_.empty() && (now_ns - in_flight_.front()->since_ns > kSlowNs || in_flight_bytes_ > kSlowBytes);
  if (slow && takes_blocks()) {
    HoldBack(RingHealth::kDisk, "disk: it is too slow for the ring, so newer audio is in memory only");
  }
  if (!takes_blocks()) TryToReturn();
  if (now_ns >= erase_at_ns_) PostErasures();
  if (sync_wanted_ && !syncing_ && now_ns - synced_at_ns_ >= kSyncEveryNs) PostSync();
}

void DurableRing::Flush(int64_t now_ns) {
  now_ns_ = now_ns;
  if (files_ == nullptr || removed_) return;
  if (takes_blocks()) plan_.Close(now_ns);
  HandOver();
  if (syncing_) {
    flush_wanted_ = true;
  } else {
    PostSync();
  }
}

void DurableRing::HandOver() {
  auto flight = std::make_shared<InFlight>();
  flight->batch = plan_.TakeBatch();
  if (flight->batch.empty()) return;
  for (const RingWrite& write : flight->batch.writes) flight->bytes += write.bytes.size();
  flight->since_ns = now_ns_;
  in_flight_bytes_ += flight->bytes;
  in_flight_.push_back(flight);
  around_.streaming.Post([self = shared_from_this(), files = files_, flight] {
    const Status status = OrOutOfMemory([&] { return files->Write(flight->batch); });
    self->around_.results.Post([self, flight, status] { self->OnWritten(flight, status); });
  });
}

void DurableRing::OnWritten(const std::shared_ptr<InFlight>& flight, const Status& status) {
  const auto it = std::find(in_flight_.begin(), in_flight_.end(), flight);
  if (it != in_flight_.end()) {
    in_flight_.erase(it);
    in_flight_bytes_ -= flight->bytes;
  }
  if (status.code() == ErrorCode::kCancelled) return;
  if (!status.ok()) return Fail(status);
  plan_.OnWritten(flight->batch);
  log_.OnWritten(plan_.written_frame(config_.shape.log_stream()));
  sync_wanted_ = true;
  if (!probing_ || flight->batch.writes.empty()) return;
  probing_ = false;
  retry_after_ns_ = 0;
  SetHealth(RingHealth::kRunning, "the ring on disk is whole again");
}

// Behind what has been handed over already, so that a flush brings all of it to the disk.
void DurableRing::PostSync() {
  syncing_ = true;
  sync_wanted_ = flush_wanted_ = false;
  synced_at_ns_ = now_ns_;
  std::vector<int64_t> written_frames;
  for (size_t i = 0; i < synced_frames_.size(); ++i) written_frames.push_back(plan_.written_frame(i));
  around_.streaming.Post([self = shared_from_this(), files = files_, written_frames, newest = NewestEntries()] {
    self->around_.syncing.Post([self, files, written_frames, newest] {
      const Status status = OrOutOfMemory([&] { return files->Sync(); });
      self->around_.results.Post(
          [self, written_frames, newest, status] { self->OnSynced(written_frames, newest, status); });
    });
  });
}

// After a failed sync nobody knows what is on the disk: what memory still has of it is written again, elsewhere.
void DurableRing::OnSynced(std::vector<int64_t> written_frames, const std::map<uint64_t, uint32_t>& newest_entries,
                           const Status& status) {
  syncing_ = false;
  if (status.ok()) {
    synced_frames_ = std::move(written_frames);
    FreeReplaced(newest_entries);
    if (flush_wanted_) PostSync();
    return;
  }
  if (status.code() == ErrorCode::kNotFound) DistrustGone();
  plan_.Distrust(synced_frames_);
  Fail(status);
}

}  // namespace vr
