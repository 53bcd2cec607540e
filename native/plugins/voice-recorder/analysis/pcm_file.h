// A WAV file, or the samples of an encrypted one.
#pragma once

#include <memory>

#include "analysis/audio_file.h"
#include "analysis/pcm_layout.h"
#include "analysis/read_faults.h"

namespace vr {

class PcmFile final : public AudioFile {
 public:
  // facts: name, file_bytes, encrypted and plain are filled in; the layout tells the rest.
  PcmFile(AudioFacts facts, std::shared_ptr<ByteSource> bytes, const PcmLayout& layout);

  const AudioFacts& facts() const override { return facts_; }
  Result<std::unique_ptr<AudioReader>> OpenReader(const FrameRange& range, int channel) override;
  void TellFaults(Problems* problems) const override;
  std::shared_ptr<ByteSource> bytes() const override { return bytes_; }

 private:
  AudioFacts facts_;
  std::shared_ptr<ByteSource> bytes_;
  PcmLayout layout_;
  std::shared_ptr<ReadFaults> faults_ = std::make_shared<ReadFaults>();
};

}  // namespace vr
