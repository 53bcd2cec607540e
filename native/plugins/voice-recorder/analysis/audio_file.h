// One audio file of a capture: what it is, and readers of its samples. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "analysis/adts_frames.h"
#include "analysis/adts_index.h"
#include "analysis/audio_reader.h"
#include "analysis/byte_source.h"
#include "analysis/problems.h"
#include "base/status.h"

namespace vr {

struct AudioFacts {
  std::string name;         // without folders
  uint64_t file_bytes = 0;  // its length on the disk
  std::string container;    // "wav", "rf64", "adts" or "ring"
  std::string codec;        // as in doc/analysis.md
  int sample_rate_hz = 0;
  int channels = 0;
  int64_t frames = 0;  // decoded
  uint64_t data_offset = 0;
  uint64_t data_bytes = 0;
  size_t frame_bytes = 0;  // of PCM; 0: AAC
  bool encrypted = false;
  bool plain = true;  // its bytes are the audio
  bool unfinished = false;
  bool decodable = true;
};

// Which of the decoded frames of a file are wanted: at most those that it has.
struct FrameRange {
  int64_t first_frame = 0;
  int64_t frames = 0;
};

class AudioFile {
 public:
  virtual ~AudioFile() = default;
  virtual const AudioFacts& facts() const = 0;
  // channel: of the file; -1: all. Several readers may live at once, and longer than the file.
  // kNotSupported: there is no decoder for it.
  virtual Result<std::unique_ptr<AudioReader>> OpenReader(const FrameRange& range, int channel) = 0;
  // What reading met up to now.
  virtual void TellFaults(Problems* problems) const = 0;
  // The bytes as they were before encryption, and where ADTS frames lie in them; null: it has none.
  virtual std::shared_ptr<ByteSource> bytes() const { return nullptr; }
  virtual const AdtsIndex* adts() const { return nullptr; }
  // The ADTS frames from the first on, one for each 1024 of facts().frames. kNotSupported: it is no AAC.
  virtual Result<std::unique_ptr<AdtsFrames>> OpenAdtsFrames() {
    return Status(ErrorCode::kNotSupported, facts().name + " is no AAC");
  }
};

// The part of `range` that a file of so many frames has.
FrameRange Within(const FrameRange& range, int64_t file_frames);

}  // namespace vr
