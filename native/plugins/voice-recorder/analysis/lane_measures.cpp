#include "analysis/lane_measures.h"

#include <memory>

#include "analysis/capture_map.h"
#include "analysis/envelope.h"
#include "analysis/loudness.h"

namespace vr {

Status CheckLane(const Capture& capture, size_t lane) {
  const size_t lanes = capture.lanes().size();
  if (lane < lanes) return Status::Ok();
  return {ErrorCode::kInvalidArgument, "there is no lane " + std::to_string(lane) + ": this capture has " +
                                           std::to_string(lanes) + ", counted from 0"};
}

Result<ByteBuffer> LaneEnvelope(Capture& capture, size_t lane, const Progress& progress) {
  if (Status checked = CheckLane(capture, lane); !checked.ok()) return checked;
  const Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(lane);
  if (audio.ok()) return EnvelopeOfAudio(*audio.value(), progress);
  if (audio.status().code() != ErrorCode::kNotSupported) return audio.status();
  const Result<std::unique_ptr<FeatureReader>> features = capture.OpenFeatures(lane);
  if (features.ok()) return EnvelopeOfFeatures(*features.value(), capture.valid_frames(), progress);
  return features.status().code() == ErrorCode::kNotFound ? audio.status() : features.status();
}

Result<std::string> LaneMap(Capture& capture, size_t lane, const Progress& progress) {
  if (Status checked = CheckLane(capture, lane); !checked.ok()) return checked;
  const Result<std::unique_ptr<FeatureReader>> features = capture.OpenFeatures(lane);
  if (features.ok()) return MapOfFeatures(*features.value(), capture.valid_frames(), progress);
  if (features.status().code() != ErrorCode::kNotFound) return features.status();
  const Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(lane);
  if (!audio.ok()) return audio.status();
  return MapOfAudio(*audio.value(), capture.lanes()[lane].gaps, progress);
}

Result<std::string> LaneLoudness(Capture& capture, size_t lane, const Progress& progress) {
  if (Status checked = CheckLane(capture, lane); !checked.ok()) return checked;
  const Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(lane);
  return audio.ok() ? LoudnessOf(*audio.value(), progress) : audio.status();
}

Status LaneSpectrogram(Capture& capture, size_t lane, const SpectrogramRequest& request, const Progress& progress,
                       uint8_t* into) {
  if (Status checked = CheckLane(capture, lane); !checked.ok()) return checked;
  if (Status checked = CheckSpectrogram(request); !checked.ok()) return checked;
  const Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(lane);
  return audio.ok() ? Spectrogram(*audio.value(), request, progress, into) : audio.status();
}

}  // namespace vr
