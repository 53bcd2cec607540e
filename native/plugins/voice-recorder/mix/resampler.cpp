#include "mix/resampler.h"

#include <samplerate.h>

#include <algorithm>
#include <cmath>

namespace vr {

void Resampler::Deleter::operator()(SRC_STATE_tag* state) const {
  src_delete(state);
}

Resampler::Resampler() = default;
Resampler::~Resampler() = default;

void Resampler::Begin(int channels, int discard_frames) {
  if (state_ == nullptr || channels != channels_) {
    int error = 0;
    state_.reset(src_new(SRC_SINC_FASTEST, channels, &error));
    channels_ = channels;
  } else {
    src_reset(state_.get());
  }
  discard_frames_ = discard_frames;
}

void Resampler::Process(const float* samples, int frames, double ratio, std::vector<float>* out) {
  Run(samples, frames, ratio, false, out);
}

void Resampler::End(double ratio, std::vector<float>* out) {
  Run(nullptr, 0, ratio, true, out);
}

void Resampler::Run(const float* samples, int frames, double ratio, bool last, std::vector<float>* out) {
  if (state_ == nullptr) return;
  const float nothing = 0;
  const auto channels = static_cast<size_t>(channels_);
  SRC_DATA data{};
  data.data_in = samples == nullptr ? &nothing : samples;
  data.input_frames = frames;
  data.src_ratio = ratio;
  data.end_of_input = last ? 1 : 0;
  do {
    const auto room = static_cast<size_t>(std::ceil((static_cast<double>(data.input_frames) + 256) * ratio)) + 64;
    if (ready_.size() < room * channels) ready_.resize(room * channels);
    data.data_out = ready_.data();
    data.output_frames = static_cast<long>(ready_.size() / channels);
    if (src_process(state_.get(), &data) != 0) return;
    const auto made = static_cast<int>(data.output_frames_gen);
    const int skipped = std::min(discard_frames_, made);
    discard_frames_ -= skipped;
    out->insert(out->end(), ready_.data() + static_cast<size_t>(skipped) * channels,
                ready_.data() + static_cast<size_t>(made) * channels);
    data.data_in += data.input_frames_used * channels_;
    data.input_frames -= data.input_frames_used;
    if (data.input_frames_used == 0 && made == 0) return;
  } while (data.input_frames > 0 || (last && data.output_frames_gen > 0));
}

}  // namespace vr
