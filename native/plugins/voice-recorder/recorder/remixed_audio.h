// The mix of a stretch that somebody was left out of afterwards, made anew out of the tracks of the others; with the
// features of what comes out. PCM. Writing thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_pieces.h"
#include "base/feature_word.h"
#include "mix/feature_meter.h"
#include "mix/track_mixer.h"

namespace vr {

class RemixedAudio final : public AudioPieces {
 public:
  struct Track {
    std::unique_ptr<AudioPieces> pcm;
    SourceKind kind = SourceKind::kRemote;
  };
  // The tracks begin at first_frame of the task; none at all is silence of `frames` frames.
  RemixedAudio(std::vector<Track> tracks, int64_t first_frame, int64_t frames, int sample_rate_hz, int channels,
               Layout layout);

  uint64_t expected_bytes() const override;
  Result<std::vector<ByteView>> Next() override;

  int64_t frames() const { return frames_; }
  // The cells from the one that first_frame lies in; complete once Next has given its last piece.
  const std::vector<FeatureWord>& cells() const { return cells_; }

 private:
  Status Fill(size_t track, size_t bytes);
  void Measure(const std::vector<int16_t>& mixed);

  std::vector<Track> tracks_;
  std::vector<std::vector<uint8_t>> waiting_;  // of each track, not mixed yet
  const int sample_rate_hz_;
  const int channels_;
  const size_t track_frame_bytes_;
  const int64_t first_frame_;
  const int64_t frames_;
  int64_t taken_frames_ = 0;
  int64_t given_frames_ = 0;
  bool finished_ = false;
  TrackMixer mixer_;
  FeatureMeter meter_;
  std::vector<int16_t> mixed_;
  std::vector<FeatureWord> cells_;
};

}  // namespace vr
