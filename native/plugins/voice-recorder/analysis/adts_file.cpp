#include "analysis/adts_file.h"

#include "analysis/aac_reader.h"
#include "analysis/adts_frames.h"
#include "analysis/decode/aac_decoder.h"

namespace vr {

AdtsFile::AdtsFile(AudioFacts facts, std::shared_ptr<ByteSource> bytes, AdtsIndex index)
    : facts_(std::move(facts)), bytes_(std::move(bytes)), index_(std::make_shared<const AdtsIndex>(std::move(index))) {
  facts_.container = "adts";
  facts_.codec = "aac-lc";
  facts_.sample_rate_hz = index_->format().sample_rate_hz;
  facts_.channels = index_->format().channels;
  facts_.frames = static_cast<int64_t>(index_->frames()) * kAacBlockFrames;
  facts_.data_offset = index_->begin();
  facts_.data_bytes = index_->end() - index_->begin();
  facts_.unfinished = facts_.unfinished || index_->torn();
  facts_.decodable = CanDecodeAac();
  if (!facts_.decodable) return;
  const Status status = OpenReader({0, facts_.frames}, -1).status();
  facts_.decodable = status.code() != ErrorCode::kNotSupported;
  if (!facts_.decodable) why_not_decodable_ = status.message();
}

Result<std::unique_ptr<AudioReader>> AdtsFile::OpenReader(const FrameRange& range, int channel) {
  return AacReader::Open(std::make_unique<IndexedAdtsFrames>(bytes_, index_), index_->format(),
                         Within(range, facts_.frames), channel, faults_);
}

void AdtsFile::TellFaults(Problems* problems) const {
  if (!why_not_decodable_.empty()) problems->Add(facts_.name + ": " + why_not_decodable_);
  TellDamagedAac(facts_.name, *faults_, problems);
}

void TellDamagedAac(const std::string& name, const ReadFaults& faults, Problems* problems) {
  const size_t count = faults.damaged_frames.size();
  if (count == 0) return;
  problems->Add((count == ReadFaults::kMostNumbers ? "at least " : "") + std::to_string(count) + " AAC frames of " +
                name + " could not be decoded, the first of them at frame " +
                std::to_string(*faults.damaged_frames.begin() * kAacBlockFrames) + " of the file; they are silence" +
                (faults.high_efficiency ? " (HE-AAC is among them; AAC-LC is read)" : ""));
}

}  // namespace vr
