#include "analysis/lane_mix.h"

#include <algorithm>
#include <string>

namespace vr {

Result<std::unique_ptr<LaneMix>> LaneMix::Open(Capture& capture, const std::vector<size_t>& lanes,
                                               const FrameRange& range) {
  std::unique_ptr<LaneMix> mix(new LaneMix);
  mix->range_ = range;
  for (const size_t lane : lanes) {
    Result<std::unique_ptr<AudioReader>> reader = capture.OpenAudio(lane);
    if (!reader.ok()) return reader.status();
    mix->channels_ = std::max(mix->channels_, reader.value()->channels());
    mix->readers_.push_back(std::move(reader.value()));
  }
  for (const auto& reader : mix->readers_) {
    if (reader->channels() == 1 || reader->channels() == mix->channels_) continue;
    return Status(ErrorCode::kNotSupported,
                  "lanes of " + std::to_string(reader->channels()) + " and of " + std::to_string(mix->channels_) +
                      " channels cannot be mixed: choose lanes of one channel, or of as many");
  }
  return mix;
}

size_t LaneMix::Left(size_t frames) const {
  return static_cast<size_t>(std::min<int64_t>(static_cast<int64_t>(frames), range_.frames - done_));
}

Status LaneMix::Add(AudioReader& reader, size_t frames, float* into) {
  const auto own = static_cast<size_t>(reader.channels());
  const auto all = static_cast<size_t>(channels_);
  lane_.resize(frames * own);
  const Result<size_t> got = reader.Read(range_.first_frame + done_, frames, lane_.data());
  if (!got.ok()) return got.status();
  const size_t samples = got.value() * all;
  if (own == all) {
    for (size_t i = 0; i < samples; ++i) into[i] += lane_[i];
  } else {
    for (size_t i = 0; i < samples; ++i) into[i] += lane_[i / all];
  }
  return Status::Ok();
}

Result<size_t> LaneMix::Next(size_t frames, float* into) {
  const size_t count = Left(frames);
  std::fill_n(into, count * static_cast<size_t>(channels_), 0.0f);
  for (const auto& reader : readers_) {
    Status status = Add(*reader, count, into);
    if (!status.ok()) return status;
  }
  done_ += static_cast<int64_t>(count);
  return count;
}

Result<size_t> LaneMix::NextPcm16(size_t frames, int16_t* into) {
  const size_t count = Left(frames);
  const Result<size_t> got = readers_[0]->ReadPcm16(range_.first_frame + done_, count, into);
  if (!got.ok()) return got;
  const auto channels = static_cast<size_t>(channels_);
  std::fill_n(into + got.value() * channels, (count - got.value()) * channels, int16_t{0});
  done_ += static_cast<int64_t>(count);
  return count;
}

}  // namespace vr
