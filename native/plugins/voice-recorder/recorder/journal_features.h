// The feature tracks of a recording in real time, out of the log of its ring: they do not fit in memory. Writing
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cycle/slot_stream.h"
#include "recorder/durable_ring.h"
#include "writer/capture_info.h"
#include "writer/feature_source.h"

namespace vr {

class JournalFeatures final : public FeatureSource {
 public:
  // info.features names the tracks. Of a ring that runs, to be made on the worker thread: what is written by now.
  JournalFeatures(const DurableRing& ring, const CaptureInfo& info);
  // Of one that a dead process left; files and key outlive this.
  JournalFeatures(const RingFiles& files, const RingShape& shape, std::vector<SlotRun> runs, const SealKey* key,
                  const CaptureInfo& info);

  std::vector<SourceId> tracks() const override { return tracks_; }
  uint64_t cells() const override { return cells_; }
  // The disk failed somewhere in what has been read.
  bool unreadable() const { return unreadable_; }
  // Where slots cannot be read there are gaps.
  Status Read(size_t track, const std::function<Status(const FeatureWord* words, size_t count)>& take) override;

 private:
  void TakeTracks(const CaptureInfo& info);
  void Gather(size_t first_track, size_t count);

  std::shared_ptr<RingFiles> held_;
  std::optional<SealKey> held_key_;
  const RingFiles& files_;
  const RingShape shape_;
  const std::vector<SlotRun> runs_;
  const SealKey* key_;
  std::vector<SourceId> tracks_;
  uint64_t cells_ = 0;
  bool unreadable_ = false;
  // Some tracks at a time, as many as fit.
  size_t gathered_first_ = 0;
  std::vector<std::vector<FeatureWord>> gathered_;
};

}  // namespace vr
