// What was written is let go of by its ring when a power cut would not take it any more. Where that is not known the
// ring keeps it, for a recovery, and it is tried again.
#include <memory>
#include <utility>

#include "recorder/out_of_memory.h"
#include "recorder/worker.h"
#include "writer/sync_files.h"

namespace vr {
namespace {

constexpr int64_t kSyncAgainNs = 5 * kNsPerSecond;

}  // namespace

void Worker::OnSynced(const std::shared_ptr<Unsynced>& written, const Status& status) {
  --syncing_captures_;
  const bool discarded = discarded_.erase(written->capture_id) > 0;
  if (syncing_captures_ == 0) discarded_.clear();
  if (status.ok() || discarded) return LetGo(*written);
  if (!std::exchange(written->is_told, true)) {
    const std::string what = written->capture_id == 0 ? "a recording" : "a capture";
    Log(LogLevel::kError, what + " was written, but may not be on the disk, so its ring stays: " + status.message());
  }
  if (written->paths.empty() || written->ring->is_removed()) return;
  if (unsynced_.empty()) sync_again_at_ns_ = around_.clock.NowNs() + kSyncAgainNs;
  unsynced_.push_back(written);
}

// Files that are not there any more are the game's: it has removed or moved them.
void Worker::SyncAgain(int64_t now_ns) {
  sync_again_at_ns_ = now_ns + kSyncAgainNs;
  for (const auto& written : std::exchange(unsynced_, {})) Sync(written);
}

void Worker::Sync(const std::shared_ptr<Unsynced>& written) {
  const auto status = std::make_shared<Status>(OutOfMemory());
  const auto tell =
      std::make_shared<JobQueue::Prepared>(JobQueue::Prepare([this, written, status] { OnSynced(written, *status); }));
  around_.writing.Post([this, written, status, tell] {
    *status = OrOutOfMemory([&] { return SyncFiles(around_.files, written->paths); });
    around_.results.Post(std::move(*tell));
  });
  ++syncing_captures_;
}

void Worker::LetGo(const Unsynced& written) {
  if (written.capture_id == 0) return written.ring->Finish("");
  written.ring->Unpin(written.capture_id);
}

}  // namespace vr
