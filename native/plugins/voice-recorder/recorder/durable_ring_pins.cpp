// What a ring keeps for captures, what it may not keep, and its end.
#include "recorder/durable_ring.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "cycle/ring_pins.h"
#include "recorder/out_of_memory.h"

namespace vr {
namespace {

constexpr uint32_t kNoEntry = kPinEntries;
constexpr int64_t kEraseRetryNs = 5 * kNsPerSecond;

}  // namespace

void DurableRing::Pin(uint64_t capture_id, int64_t first_frame, int64_t end_frame, const std::string& text,
                      std::function<void(const Status&)> pinned) {
  plan_.Pin(capture_id, first_frame, end_frame);
  pin_entries_[capture_id] = WriteEntry(text, std::move(pinned));
  if (files_ == nullptr) unwritten_pins_[capture_id] = text;
}

void DurableRing::WriteWaitingPins() {
  for (const auto& [capture_id, text] : std::exchange(unwritten_pins_, {})) {
    pin_entries_[capture_id] = WriteEntry(text, [](const Status&) {});
  }
}

uint32_t DurableRing::WriteEntry(const std::string& text, std::function<void(const Status&)> written) {
  if (files_ == nullptr || free_entries_.empty() || text.size() > kMaxPinTextBytes) {
    written({ErrorCode::kDiskFull,
             files_ == nullptr ? "the ring on disk is not there yet" : "the pin table has no room for this capture"});
    return kNoEntry;
  }
  const uint32_t entry = *free_entries_.begin();
  free_entries_.erase(free_entries_.begin());
  const std::vector<uint8_t> bytes = PinEntryBytes({config_.shape.epoch, ++pin_writings_, text}, key());
  around_.streaming.Post([self = shared_from_this(), files = files_, entry, bytes, written = std::move(written)] {
    const Status status = OrOutOfMemory([&] { return files->WritePin(entry, bytes); });
    self->around_.results.Post([written, status] { written(status); });
  });
  return entry;
}

void DurableRing::Unpin(uint64_t capture_id) {
  plan_.Unpin(capture_id);
  erasures_.OnUnpinned(capture_id);
  PostErasures();
  const auto it = pin_entries_.find(capture_id);
  if (it == pin_entries_.end()) return;
  const uint32_t entry = it->second;
  pin_entries_.erase(it);
  unwritten_pins_.erase(capture_id);
  if (removed_) return;
  if (entry != kNoEntry && files_ != nullptr) {
    free_entries_.insert(entry);
    const std::vector<uint8_t> bytes = PinEntryBytes({config_.shape.epoch, ++pin_writings_, ""}, nullptr);
    around_.streaming.Post([files = files_, entry, bytes] { files->WritePin(entry, bytes); });
  }
  HandOver();
  if (finished_) RemoveWhatIsNotNeeded();
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
    WriteEntry(text, [](const Status&) {});
    // Nobody calls Step any more, and what the table says now must not be lost.
    flush_wanted_ = syncing_;
    if (files_ != nullptr && !syncing_) PostSync();
  }
  RemoveWhatIsNotNeeded();
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
