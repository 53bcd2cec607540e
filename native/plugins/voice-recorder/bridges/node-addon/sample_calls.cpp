#include "node-addon/sample_calls.h"

#include <memory>
#include <utility>
#include <vector>

#include "node-addon/arguments.h"
#include "node-addon/values.h"

namespace vr_node {
namespace {

template <typename Array>
using Target = std::shared_ptr<Napi::Reference<Array>>;

template <typename Array>
Target<Array> TargetOf(const Array& into) {
  return std::make_shared<Napi::Reference<Array>>(Napi::Persistent(into));
}

struct ReadFrames {
  std::vector<float> samples;
  uint64_t frames = 0;
};

vra_spectrogram_request RequestAt(Arguments& arguments, size_t place) {
  vra_spectrogram_request request;
  vra_spectrogram_request_init(&request);
  request.first_frame = arguments.Signed53(place, "firstFrame");
  request.hop_frames = arguments.Number(place + 1, "hopFrames");
  request.columns = arguments.Unsigned32(place + 2, "columns");
  request.fft_frames = arguments.Unsigned32(place + 3, "fftFrames");
  return request;
}

Finish FillWith(const std::shared_ptr<std::vector<uint8_t>>& bytes, const Napi::Uint8Array& into) {
  return [bytes, target = TargetOf(into)](Napi::Env env) {
    CopyInto(env, target->Value(), bytes->data(), bytes->size());
    return env.Undefined();
  };
}

}  // namespace

Napi::Value Spectrogram(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  const uint32_t lane = arguments.Unsigned32(0, "lane");
  vra_spectrogram_request request = RequestAt(arguments, 1);
  request.lane = lane;
  const Napi::Uint8Array into = arguments.Bytes(5, "into");
  const Listener listener = arguments.ListenerAt(6);
  if (!arguments.ok()) return info.Env().Undefined();
  const auto bytes = std::make_shared<std::vector<uint8_t>>(into.ElementLength());
  CaptureWork work = [request, bytes](vra_capture* capture, Control& control) {
    const vra_progress progress = control.Progress();
    return OutcomeOf(vra_spectrogram(capture, &request, &progress, bytes->data(), bytes->size()));
  };
  return SubmitOn(info.Env(), open, listener, Effort::kShort, std::move(work), FillWith(bytes, into));
}

Napi::Value Read(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  const uint32_t lane = arguments.Unsigned32(0, "lane");
  const int64_t first_frame = arguments.Signed53(1, "firstFrame");
  const Napi::Float32Array into = arguments.Floats(2, "into");
  if (!arguments.ok()) return info.Env().Undefined();
  const uint32_t channels = lane < open.lane_channels.size() ? open.lane_channels[lane] : 0;
  if (channels == 0 || into.ElementLength() % channels != 0) {
    const std::string lanes = std::to_string(open.lane_channels.size());
    ThrowResult(info.Env(), {VRA_INVALID_PARAMETER, channels == 0 ? "lane: expected one of the capture's " + lanes
                                                                  : "into: expected whole frames of " +
                                                                        std::to_string(channels) + " samples"});
    return info.Env().Undefined();
  }
  const auto result = std::make_shared<ReadFrames>();
  CaptureWork work = [lane, first_frame, samples = into.ElementLength(), channels, result](vra_capture* capture,
                                                                                           Control&) {
    result->samples.resize(samples);
    return OutcomeOf(vra_read(capture, lane, first_frame, samples / channels, result->samples.data(), &result->frames));
  };
  Finish finish = [result, channels, target = TargetOf(into)](Napi::Env env) -> Napi::Value {
    CopyInto(env, target->Value(), result->samples.data(), result->frames * channels * sizeof(float));
    return Napi::Number::New(env, static_cast<double>(result->frames));
  };
  return SubmitOn(info.Env(), open, {}, Effort::kShort, std::move(work), std::move(finish));
}

Napi::Value SpectrogramOfSamples(const Napi::CallbackInfo& info) {
  Arguments arguments(info);
  const vra_spectrogram_request request = RequestAt(arguments, 0);
  const Napi::Uint8Array into = arguments.Bytes(4, "into");
  const Napi::Float32Array samples = arguments.Floats(5, "samples");
  const uint32_t channels = arguments.Unsigned32(6, "channels");
  if (!arguments.ok()) return info.Env().Undefined();
  if (channels == 0 || samples.ElementLength() % channels != 0) {
    ThrowResult(info.Env(), {VRA_INVALID_PARAMETER, "samples: expected whole frames of `channels` samples"});
    return info.Env().Undefined();
  }
  const auto bytes = std::make_shared<std::vector<uint8_t>>(into.ElementLength());
  Work work = [request, bytes, channels,
               copied = std::vector<float>(samples.Data(), samples.Data() + samples.ElementLength())](Control&) {
    const uint64_t frames = copied.size() / channels;
    return OutcomeOf(
        vra_spectrogram_of_samples(copied.data(), frames, channels, &request, bytes->data(), bytes->size()));
  };
  return Environment::Of(info.Env()).Submit(nullptr, {}, Effort::kShort, std::move(work), FillWith(bytes, into));
}

}  // namespace vr_node
