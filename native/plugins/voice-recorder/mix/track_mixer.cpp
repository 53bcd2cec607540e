#include "mix/track_mixer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "mix/pcm_sample.h"

namespace vr {

TrackMixer::TrackMixer(int sample_rate_hz, int channels, Layout layout, std::vector<SourceKind> kinds)
    : bus_(sample_rate_hz, channels, layout),
      kinds_(std::move(kinds)),
      cell_frames_(sample_rate_hz / kCellsPerSecond),
      cells_(kinds_.size(), std::vector<float>(static_cast<size_t>(cell_frames_ * bus_.voice_channels()))) {}

void TrackMixer::Process(const std::vector<const int16_t*>& tracks, int frames, std::vector<int16_t>* mixed) {
  assert(tracks.size() == kinds_.size());
  const int channels = bus_.voice_channels();
  for (int done = 0; done < frames;) {
    const int count = std::min(frames - done, cell_frames_ - filled_frames_);
    for (size_t track = 0; track < tracks.size(); ++track) {
      float* to = cells_[track].data() + filled_frames_ * channels;
      if (tracks[track] == nullptr) {
        std::fill_n(to, count * channels, 0.0F);
      } else {
        std::transform(tracks[track] + done * channels, tracks[track] + (done + count) * channels, to, FromPcm);
      }
    }
    done += count;
    filled_frames_ += count;
    if (filled_frames_ == cell_frames_) SumCell(mixed);
  }
}

void TrackMixer::SumCell(std::vector<int16_t>* mixed) {
  bus_.Begin(std::exchange(filled_frames_, 0));
  for (size_t track = 0; track < kinds_.size(); ++track) bus_.Add(kinds_[track], cells_[track].data());
  const std::vector<int16_t>& ready = bus_.End();
  mixed->insert(mixed->end(), ready.begin(), ready.end());
}

void TrackMixer::Finish(std::vector<int16_t>* mixed) {
  if (filled_frames_ > 0) SumCell(mixed);
  const std::vector<int16_t>& last = bus_.Flush();
  mixed->insert(mixed->end(), last.begin(), last.end());
}

}  // namespace vr
