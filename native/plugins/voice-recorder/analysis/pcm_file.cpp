#include "analysis/pcm_file.h"

#include <algorithm>

#include "analysis/pcm_reader.h"

namespace vr {

FrameRange Within(const FrameRange& range, int64_t file_frames) {
  const int64_t first = std::clamp<int64_t>(range.first_frame, 0, file_frames);
  return {first, std::clamp<int64_t>(range.frames, 0, file_frames - first)};
}

PcmFile::PcmFile(AudioFacts facts, std::shared_ptr<ByteSource> bytes, const PcmLayout& layout)
    : facts_(std::move(facts)), bytes_(std::move(bytes)), layout_(layout) {
  facts_.container = layout.rf64 ? "rf64" : "wav";
  facts_.codec = CodecName(layout.kind);
  facts_.sample_rate_hz = layout.sample_rate_hz;
  facts_.channels = layout.channels;
  facts_.frames = layout.frames();
  facts_.data_offset = layout.data_offset;
  facts_.data_bytes = layout.data_bytes;
  facts_.frame_bytes = layout.frame_bytes();
  facts_.unfinished = facts_.unfinished || layout.unfinished;
}

Result<std::unique_ptr<AudioReader>> PcmFile::OpenReader(const FrameRange& range, int channel) {
  return std::unique_ptr<AudioReader>(
      std::make_unique<PcmReader>(bytes_, layout_, Within(range, facts_.frames), channel, faults_));
}

void PcmFile::TellFaults(Problems* problems) const {
  if (faults_->broken_samples) {
    problems->Add(facts_.name + " has samples that are no numbers or infinite; they were read as 0");
  }
}

}  // namespace vr
