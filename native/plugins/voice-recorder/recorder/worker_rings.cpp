// The rings of durable tasks.
#include <utility>

#include "base/little_endian.h"
#include "recorder/recovery.h"
#include "recorder/worker.h"

namespace vr {
namespace {

constexpr const char* kRingPurpose = "voice-recorder ring";

uint64_t RandomEpoch() {
  uint8_t bytes[8];
  RandomBytes(bytes, sizeof bytes);
  return GetLe(bytes, 8);
}

}  // namespace

SealKey RingKey(const SealKey& master, const SealSalt& salt) {
  return DeriveKey(master, kRingPurpose, salt);
}

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
      std::move(config), DurableRing::Around{around_.files, around_.streaming, around_.syncing, around_.results},
      [this, id](RingHealth health, const std::string& why) { OnRingHealth(id, health, why); },
      [this](const std::string& text) { Log(LogLevel::kWarning, text); });
  ring->Open([this, id](const Status& status) { OnOpened(id, status); });
  return ring;
}

void Worker::OnRingHealth(uint64_t task_id, RingHealth health, const std::string& why) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->opening) return;
  if (health == RingHealth::kRunning) return TellRestored(*live, why);
  live->hole_why = health == RingHealth::kPinned ? "pinned" : "disk";
  TellDegraded(*live, health == RingHealth::kPinned ? Degraded::kPinned : Degraded::kDisk, why);
}

}  // namespace vr
