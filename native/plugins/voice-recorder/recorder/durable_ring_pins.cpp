// What a ring keeps for captures, what it may not keep, and its end.
#include "recorder/durable_ring.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "cycle/ring_pins.h"
#include "recorder/out_of_memory.h"

namespace vr {
namespace {

// Entries that a capture leaves free for texts that change, and those for the end of the task.
constexpr size_t kForChanges = 8;
constexpr size_t kForTheEnd = 1;
constexpr int64_t kEraseRetryNs = 5 * kNsPerSecond;

}  // namespace

void DurableRing::Pin(uint64_t capture_id, int64_t first_frame, int64_t end_frame, const std::string& text,
                      std::function<void(const Status&)> pinned) {
  plan_.Pin(capture_id, first_frame, end_frame);
  pin_entries_[capture_id];
  WriteEntry(capture_id, text, kForChanges, std::move(pinned));
}

void DurableRing::WriteWaitingPins() {
  for (const auto& [capture_id, text] : std::exchange(unwritten_pins_, {})) {
    WriteEntry(capture_id, text, kForChanges, [](const Status&) {});
  }
}

void DurableRing::Rewrite(uint64_t capture_id, const std::string& text, std::function<void(const Status&)> written) {
  const auto it = pin_entries_.find(capture_id);
  if (it == pin_entries_.end() || removed_) return written(Status::Ok());
  WriteEntry(capture_id, text, it->second.empty() ? kForChanges : kForTheEnd, std::move(written));
}

// Always into a free entry: when a kill or a power cut tears it, the one that it replaces is there.
void DurableRing::WriteEntry(std::optional<uint64_t> capture_id, const std::string& text, size_t leaves,
                             std::function<void(const Status&)> written) {
  if (files_ == nullptr) {
    if (capture_id.has_value()) unwritten_pins_[*capture_id] = text;
    return written({ErrorCode::kDiskFull, "the ring on disk is not there yet"});
  }
  if (free_entries_.size() <= leaves || text.size() > kMaxPinTextBytes) {
    return written({ErrorCode::kDiskFull, "the pin table has no room for this capture"});
  }
  const uint32_t at = *free_entries_.begin();
  free_entries_.erase(free_entries_.begin());
  if (capture_id.has_value()) pin_entries_[*capture_id].push_back({at, false});
  const std::vector<uint8_t> bytes = PinEntryBytes({config_.shape.epoch, ++pin_writings_, text}, key());
  const auto status = std::make_shared<Status>(OutOfMemory());
  const auto tell = std::make_shared<JobQueue::Prepared>(
      JobQueue::Prepare([self = shared_from_this(), capture_id, at, status, written] {
        if (capture_id.has_value() && status->ok()) self->OnEntryWritten(*capture_id, at);
        written(*status);
      }));
  around_.streaming.Post([&results = around_.results, files = files_, at, bytes, status, tell] {
    *status = OrOutOfMemory([&] { return files->WritePin(at, bytes); });
    results.Post(std::move(*tell));
  });
}

void DurableRing::OnEntryWritten(uint64_t capture_id, uint32_t at) {
  const auto it = pin_entries_.find(capture_id);
  if (it == pin_entries_.end()) return;
  for (WrittenEntry& entry : it->second) entry.is_written = entry.is_written || entry.at == at;
  if (it->second.size() < 2) return;
  sync_wanted_ = true;
  if (finished_) SyncPins();
}

std::map<uint64_t, uint32_t> DurableRing::NewestEntries() const {
  std::map<uint64_t, uint32_t> newest;
  for (const auto& [capture_id, entries] : pin_entries_) {
    for (const WrittenEntry& entry : entries) {
      if (entry.is_written) newest[capture_id] = entry.at;
    }
  }
  return newest;
}

// What was replaced goes when what replaces it is on the disk.
void DurableRing::FreeReplaced(const std::map<uint64_t, uint32_t>& newest) {
  if (removed_) return;
  for (const auto& [capture_id, at] : newest) {
    const auto it = pin_entries_.find(capture_id);
    if (it == pin_entries_.end()) continue;
    std::vector<WrittenEntry>& entries = it->second;
    const auto kept =
        std::find_if(entries.begin(), entries.end(), [at = at](const WrittenEntry& entry) { return entry.at == at; });
    if (kept == entries.end()) continue;
    std::for_each(entries.begin(), kept, [this](const WrittenEntry& entry) { FreeEntry(entry.at); });
    entries.erase(entries.begin(), kept);
  }
}

void DurableRing::Unpin(uint64_t capture_id) {
  plan_.Unpin(capture_id);
  erasures_.OnUnpinned(capture_id);
  PostErasures();
  const auto it = pin_entries_.find(capture_id);
  if (it == pin_entries_.end()) return;
  // The oldest first: killed meanwhile, no text counts that had been replaced.
  const std::vector<WrittenEntry> entries = std::move(it->second);
  pin_entries_.erase(it);
  unwritten_pins_.erase(capture_id);
  if (removed_) return;
  for (const WrittenEntry& entry : entries) FreeEntry(entry.at);
  HandOver();
  if (finished_) RemoveWhatIsNotNeeded();
}

void DurableRing::FreeEntry(uint32_t at) {
  free_entries_.insert(at);
  const std::vector<uint8_t> bytes = PinEntryBytes({config_.shape.epoch, ++pin_writings_, ""}, nullptr);
  around_.streaming.Post([files = files_, at, bytes] { files->WritePin(at, bytes); });
}

// ---- What may not be kept

// While it is opening nothing is on the disk yet. Captures that were asked for before keep theirs until they are
// written.
void DurableRing::Erase(size_t stream) {
  if (files_ == nullptr || removed_) return;
  plan_.Close(now_ns_);
  HandOver();
  erasures_.Add(plan_, stream);
  PostErasures();
}

// The new beginning of the log is on the disk before the old one is overwritten: killed in between, the ring is still
// one that a recovery can read.
void DurableRing::ForgetAll() {
  log_.Clear();
  if (files_ == nullptr || removed_) return;
  plan_.Close(now_ns_);
  HandOver();
  for (size_t stream = 0; stream < config_.shape.streams.size(); ++stream) erasures_.Add(plan_, stream);
  plan_.GiveBack();
  if (takes_blocks() && plan_.MakeRoom(config_.shape.log_stream(), {})) {
    plan_.Close(now_ns_);
    HandOver();
  }
  PostErasures();
}

// At once when a pin has gone: behind what was handed over before, and before the segment can be taken again.
void DurableRing::PostErasures() {
  if (files_ == nullptr || removed_) return;
  std::vector<RingErasure> due = erasures_.Take(plan_);
  if (due.empty()) return;
  around_.streaming.Post([self = shared_from_this(), files = files_, due = std::move(due)] {
    for (const RingErasure& erasure : due) {
      const Status status =
          OrOutOfMemory([&] { return files->Erase(self->config_.shape, erasure.stream, erasure.runs); });
      self->around_.results.Post([self, erasure, status] { self->OnErased(erasure, status); });
    }
  });
}

// Told once; tried again until it is done.
void DurableRing::OnErased(const RingErasure& erasure, const Status& status) {
  erasures_.OnDone(erasure, status.ok());
  if (status.ok()) return;
  erase_at_ns_ = now_ns_ + kEraseRetryNs;
  if (!std::exchange(erase_failed_, true)) Fail(status);
}

// ---- The end

void DurableRing::Finish(const std::string& text) {
  owner_ = nullptr;
  finished_ = true;
  if (!pin_entries_.empty()) {
    WriteEntry(std::nullopt, text, 0, [](const Status&) {});
    SyncPins();
  }
  RemoveWhatIsNotNeeded();
}

// Nobody calls Step any more, and what the table says now must not be lost.
void DurableRing::SyncPins() {
  flush_wanted_ = syncing_;
  if (files_ != nullptr && !syncing_) PostSync();
}

void DurableRing::RemoveWhatIsNotNeeded() {
  if (files_ == nullptr || removed_) return;
  if (pin_entries_.empty()) {
    removed_ = true;
    around_.streaming.Post([files = files_, overwrite = !erasures_.empty()] { files->Remove(overwrite); });
    return;
  }
  std::set<uint32_t> needed;
  for (const uint32_t segment : plan_.PinnedSegments()) needed.insert(segment);
  around_.streaming.Post([files = files_, needed] { files->RemoveOtherSegments(needed); });
}

void DurableRing::Destroy(std::function<void(const Status&)> destroyed) {
  owner_ = nullptr;
  finished_ = removed_ = true;
  if (opening_) {
    destroyed_ = std::move(destroyed);
  } else if (files_ != nullptr) {
    PostDestroy(files_, std::move(destroyed));
  } else {
    destroyed(Status::Ok());
  }
}

// By way of the streaming thread, so that nothing is written afterwards.
void DurableRing::PostDestroy(std::shared_ptr<RingFiles> files, std::function<void(const Status&)> destroyed) {
  around_.streaming.Post([self = shared_from_this(), files = std::move(files), destroyed = std::move(destroyed)] {
    self->around_.writing.Post([self, files, destroyed] {
      const Status status = OrOutOfMemory([&] { return files->Remove(true); });
      self->around_.results.Post([destroyed, status] {
        if (destroyed) destroyed(status);
      });
    });
  });
}

}  // namespace vr
