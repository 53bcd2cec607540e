#include "recorder/journal_features.h"

#include <algorithm>
#include <map>
#include <utility>

#include "cycle/block_assembler.h"
#include "cycle/log_walk.h"
#include "recorder/feature_batch.h"
#include "recorder/log_record.h"

namespace vr {
namespace {

constexpr uint64_t kMaxGatheredBytes = uint64_t{32} << 20;
constexpr size_t kPieceWords = 8192;

class FeatureSink final : public EncodedBlockSink {
 public:
  FeatureSink(std::map<SourceId, std::vector<FeatureWord>*> tracks) : tracks_(std::move(tracks)) {}

  void OnEncodedBlock(const EncodedBlock& block) override {
    LogRecord record;
    if (!ReadLogRecord(block, &record) || record.type != LogType::kFeatures) return;
    FeatureBatch::Read(
        record.body,
        [this](SourceId source, int64_t cell, FeatureWord word) {
          const auto track = tracks_.find(source);
          if (track == tracks_.end() || static_cast<uint64_t>(cell) >= track->second->size()) return;
          (*track->second)[static_cast<size_t>(cell)] = word;
        },
        [](SourceId, int64_t, double) {});
  }

 private:
  std::map<SourceId, std::vector<FeatureWord>*> tracks_;
};

}  // namespace

JournalFeatures::JournalFeatures(const DurableRing& ring, const CaptureInfo& info)
    : held_(ring.files()),
      files_(*held_),
      shape_(ring.shape()),
      runs_(ring.AllRuns(ring.shape().log_stream())),
      key_(nullptr) {
  if (ring.key() != nullptr) key_ = &held_key_.emplace(*ring.key());
  TakeTracks(info);
}

JournalFeatures::JournalFeatures(const RingFiles& files, const RingShape& shape, std::vector<SlotRun> runs,
                                 const SealKey* key, const CaptureInfo& info)
    : files_(files), shape_(shape), runs_(std::move(runs)), key_(key) {
  TakeTracks(info);
}

void JournalFeatures::TakeTracks(const CaptureInfo& info) {
  for (const FeatureTrack& track : info.features) tracks_.push_back(track.source);
  const int64_t cell_frames = info.format.sample_rate_hz / kCellsPerSecond;
  cells_ = static_cast<uint64_t>((info.valid_frames + cell_frames - 1) / cell_frames);
}

void JournalFeatures::Gather(size_t first_track, size_t count) {
  gathered_first_ = first_track;
  gathered_.assign(count, {});
  std::map<SourceId, std::vector<FeatureWord>*> wanted;
  for (size_t i = 0; i < count; ++i) {
    gathered_[i].assign(static_cast<size_t>(cells_), GapFeature());
    wanted[tracks_[first_track + i]] = &gathered_[i];
  }
  FeatureSink sink(std::move(wanted));
  SlotStream slots(files_, shape_, shape_.log_stream(), runs_, key_);
  BlockAssembler assembler(LogStepAt);
  std::vector<Slot> batch;
  while (slots.Next(&batch)) {
    for (const Slot& slot : batch) assembler.Feed(slot, sink);
  }
  unreadable_ = unreadable_ || slots.unreadable_slots() > 0;
}

Status JournalFeatures::Read(size_t track, const std::function<Status(const FeatureWord* words, size_t count)>& take) {
  const uint64_t track_bytes = std::max<uint64_t>(1, cells_ * sizeof(FeatureWord));
  const auto fit = static_cast<size_t>(std::max<uint64_t>(1, kMaxGatheredBytes / track_bytes));
  if (track < gathered_first_ || track >= gathered_first_ + gathered_.size()) {
    Gather(track, std::min(fit, tracks_.size() - track));
  }
  const std::vector<FeatureWord>& words = gathered_[track - gathered_first_];
  for (size_t at = 0; at < words.size(); at += kPieceWords) {
    Status status = take(words.data() + at, std::min(kPieceWords, words.size() - at));
    if (!status.ok()) return status;
  }
  return Status::Ok();
}

}  // namespace vr
