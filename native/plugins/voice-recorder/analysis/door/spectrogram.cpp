// The door's calls that make pictures of a part of a lane, or of samples.
#include <limits>

#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"
#include "analysis/lane_measures.h"
#include "analysis/sample_reader.h"

using vr::Answer;
using vr::Guarded;
using vr::ProgressOf;
using vr::Refuse;

namespace {

constexpr uint32_t kMostAskedChannels = 64;

// Ok, with the request in the room's words, when everything fits.
vr::Status Check(const vra_spectrogram_request* request, const uint8_t* into, size_t size_bytes,
                 vra_spectrogram_request* full, vr::SpectrogramRequest* out) {
  const auto refuse = [](std::string text) { return vr::Status(vr::ErrorCode::kInvalidArgument, std::move(text)); };
  if (request == nullptr) return refuse("request must point to a vra_spectrogram_request, got NULL");
  if (!vr::Upgrade(request, vra_spectrogram_request_init, full)) return refuse(vr::kBadStruct);
  *out = {full->first_frame, full->hop_frames, full->columns, full->fft_frames};
  if (vr::Status checked = vr::CheckSpectrogram(*out); !checked.ok()) return checked;
  if (into == nullptr) return refuse("into must point to the bytes to fill, got NULL");
  const size_t expected = vr::SpectrogramBytes(*out);
  if (size_bytes != expected) {
    return refuse("size_bytes must be columns x (fft_frames / 2 + 1) = " + std::to_string(expected) + ", got " +
                  std::to_string(size_bytes));
  }
  return vr::Status::Ok();
}

}  // namespace

void vra_spectrogram_request_init(vra_spectrogram_request* request) {
  if (request == nullptr) return;
  *request = vra_spectrogram_request{};
  request->struct_size = sizeof *request;
  request->hop_frames = 512;
  request->columns = 1;
  request->fft_frames = 1024;
}

vra_result vra_spectrogram(vra_capture* capture, const vra_spectrogram_request* request, const vra_progress* progress,
                           uint8_t* into, size_t size_bytes) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    vra_spectrogram_request full;
    vr::SpectrogramRequest wanted;
    if (vr::Status checked = Check(request, into, size_bytes, &full, &wanted); !checked.ok()) return Answer(checked);
    return Answer(vr::LaneSpectrogram(*capture->capture, full.lane, wanted, ProgressOf(progress), into));
  });
}

vra_result vra_spectrogram_of_samples(const float* samples, uint64_t frames, uint32_t channels,
                                      const vra_spectrogram_request* request, uint8_t* into, size_t size_bytes) {
  return Guarded([=] {
    if (channels < 1 || channels > kMostAskedChannels) {
      return Refuse("channels must be 1 to 64, got " + std::to_string(channels));
    }
    if (samples == nullptr && frames > 0) return Refuse("samples must point to the frames, got NULL");
    if (frames > std::numeric_limits<size_t>::max() / sizeof(float) / channels) {
      return Refuse("frames must fit the memory of this machine, got " + std::to_string(frames));
    }
    vra_spectrogram_request full;
    vr::SpectrogramRequest wanted;
    if (vr::Status checked = Check(request, into, size_bytes, &full, &wanted); !checked.ok()) return Answer(checked);
    // The picture does not depend on the rate.
    vr::SampleReader reader(samples, static_cast<int64_t>(frames), static_cast<int>(channels), 1);
    return Answer(vr::Spectrogram(reader, wanted, {}, into));
  });
}
