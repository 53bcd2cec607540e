// The rings of durable tasks.
#include <algorithm>
#include <utility>

#include "base/little_endian.h"
#include "recorder/recovery.h"
#include "recorder/worker.h"

namespace vr {
namespace {

constexpr int64_t kMostHeldBackNs = 2 * kNsPerSecond;  // what waits to be mixed has room in the mixer

uint64_t RandomEpoch() {
  uint8_t bytes[8];
  RandomBytes(bytes, sizeof bytes);
  return GetLe(bytes, 8);
}

}  // namespace

std::shared_ptr<DurableRing> Worker::MakeRing(LiveTask& live) {
  SealSalt salt{};
  RandomBytes(salt.data(), salt.size());
  DurableRing::Config config;
  config.folder = options_.recovery_folder;
  if (live.config.key.has_value()) config.key = RingKey(*live.config.key, salt);
  config.shape = live.task->Shape(RandomEpoch(), config.key, salt);
  config.max_bytes = options_.max_ring_bytes;
  config.min_free_bytes = live.task->is_cycle() ? options_.min_free_bytes : 0;
  const uint64_t id = live.id;
  auto ring = std::make_shared<DurableRing>(
      std::move(config),
      DurableRing::Around{around_.files, around_.streaming, around_.syncing, around_.writing, around_.results},
      [this, id](RingHealth health, const std::string& why) { OnRingHealth(id, health, why); },
      [this](const std::string& text) { Log(LogLevel::kWarning, text); });
  rings_.erase(std::remove_if(rings_.begin(), rings_.end(), [](const auto& each) { return each.expired(); }),
               rings_.end());
  rings_.push_back(ring);
  return ring;
}

// ---- While one is being made

Worker::LiveTask* Worker::Opening() {
  const auto opening = std::find_if(live_.begin(), live_.end(), [](const auto& live) { return live->opening; });
  return opening == live_.end() ? nullptr : opening->get();
}

bool Worker::Waits(std::function<void()> again) {
  if (Opening() == nullptr) return false;
  when_opened_.push_back(std::move(again));
  return true;
}

void Worker::OnOpened(uint64_t task_id, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr || !live->opening) return;
  if (status.ok()) {
    Begin(*live);
  } else {
    CouldNotBegin(*live, status);
  }
  std::deque<std::function<void()>> commands;
  commands.swap(when_opened_);
  starts_waiting_ = 0;
  // One of them may be the next start, behind which the rest waits again.
  for (const auto& command : commands) command();
}

// A task ends where the next one begins, which is known once that one's ring is there.
int64_t Worker::MixableUntil(const LiveTask& live, int64_t now_ns) {
  const int64_t until_ns = now_ns - mix_delay_ns_;
  const LiveTask* next = Opening();
  if (next == nullptr || next == &live) return until_ns;
  // Stopped meanwhile: whichever of the two it was, this one ends there at the latest.
  if (next->task->ending()) return std::min(until_ns, next->task->end_ns());
  if (until_ns - next->task->start_ns() > kMostHeldBackNs) return until_ns;
  return std::min(until_ns, next->task->start_ns());
}

// ---- While they are there

// Of running tasks, and of those whose captures are not written or not on the disk yet.
std::vector<std::shared_ptr<DurableRing>> Worker::RingsWithAudio() {
  std::vector<std::shared_ptr<DurableRing>> rings;
  for (const auto& each : rings_) {
    std::shared_ptr<DurableRing> ring = each.lock();
    if (ring != nullptr && !ring->is_removed() && ring->shape().audio_streams() > 0) rings.push_back(std::move(ring));
  }
  return rings;
}

void Worker::OnRingHealth(uint64_t task_id, RingHealth health, const std::string& why) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->opening) return;
  if (health == RingHealth::kRunning) {
    TellRestored(*live, Degraded::kDisk, why);
    return TellRestored(*live, Degraded::kPinned, why);
  }
  if (live->config.cycle_time_s == 0) {
    live->log_broke = true;
    return TellDegraded(*live, Degraded::kDisk,
                        "the log of the recording cannot be written, so its features are missing from here on, and it "
                        "tells less after a crash; the recording itself goes on: " +
                            why);
  }
  live->hole_why = health == RingHealth::kPinned ? "pinned" : "disk";
  TellDegraded(*live, health == RingHealth::kPinned ? Degraded::kPinned : Degraded::kDisk, why);
}

}  // namespace vr
