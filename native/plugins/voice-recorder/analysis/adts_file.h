// An ADTS AAC file, or the frames of an encrypted one.
#pragma once

#include <memory>

#include "analysis/audio_file.h"
#include "analysis/read_faults.h"

namespace vr {

class AdtsFile final : public AudioFile {
 public:
  // facts: name, file_bytes, encrypted, plain and unfinished are filled in; the index tells the rest.
  AdtsFile(AudioFacts facts, std::shared_ptr<ByteSource> bytes, AdtsIndex index);

  const AudioFacts& facts() const override { return facts_; }
  Result<std::unique_ptr<AudioReader>> OpenReader(const FrameRange& range, int channel) override;
  void TellFaults(Problems* problems) const override;
  std::shared_ptr<ByteSource> bytes() const override { return bytes_; }
  const AdtsIndex* adts() const override { return index_.get(); }
  Result<std::unique_ptr<AdtsFrames>> OpenAdtsFrames() override {
    return std::unique_ptr<AdtsFrames>(std::make_unique<IndexedAdtsFrames>(bytes_, index_));
  }

 private:
  AudioFacts facts_;
  std::shared_ptr<ByteSource> bytes_;
  std::shared_ptr<const AdtsIndex> index_;
  std::shared_ptr<ReadFaults> faults_ = std::make_shared<ReadFaults>();
  std::string why_not_decodable_;  // though there is a decoder
};

void TellDamagedAac(const std::string& name, const ReadFaults& faults, Problems* problems);

}  // namespace vr
