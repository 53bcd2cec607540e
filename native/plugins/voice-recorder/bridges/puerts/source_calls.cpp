#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

constexpr uint32_t kMostFrames = 4800;  // 100 ms at 48 kHz

size_t SampleBytes(int32_t format) {
  return format == VR_SAMPLE_INT16 ? sizeof(int16_t) : format == VR_SAMPLE_FLOAT32 ? sizeof(float) : 0;
}

}  // namespace

double OpenSource(double recorder, double kind, Text user_id, Text label) {
  if (user_id.fault != nullptr) return Refuse(user_id.fault);
  if (label.fault != nullptr) return Refuse(label.fault);
  if (kind != VR_SOURCE_LOCAL && kind != VR_SOURCE_REMOTE && kind != VR_SOURCE_REMOTE_MIX) {
    return Refuse("kind must be 0 (local), 1 (remote) or 2 (remote mix)");
  }
  return Guarded([&] {
    vr_source source = 0;
    const vr_status status = vr_open_source(HandleOf(recorder), static_cast<vr_source_kind>(static_cast<int>(kind)),
                                            user_id.c_str(), label.c_str(), &source);
    SetLastId(static_cast<double>(source));
    return Answer(status);
  });
}

double Push(double source, Bytes samples, double frames, double format, double sample_rate_hz, double channels,
            double capture_time_ms) {
  Numbers numbers;
  const uint32_t frame_count = numbers.Unsigned32(frames);
  const int32_t sample_format = numbers.Signed32(format);
  const uint32_t rate = numbers.Unsigned32(sample_rate_hz);
  const uint32_t channel_count = numbers.Unsigned32(channels);
  const size_t sample_bytes = SampleBytes(sample_format);
  if (!numbers.ok() || sample_bytes == 0 || frame_count < 1 || frame_count > kMostFrames || channel_count < 1 ||
      channel_count > 2 || samples.data == nullptr ||
      samples.size_bytes != size_t{frame_count} * channel_count * sample_bytes) {
    return VR_ERROR_INVALID_PARAMETER;
  }
  int64_t capture_time_ns = VR_NO_CAPTURE_TIME;
  if (!std::isnan(capture_time_ms) && !NanosecondsOf(capture_time_ms, &capture_time_ns)) {
    return VR_ERROR_INVALID_PARAMETER;
  }
  return vr_source_push(HandleOf(source), samples.data, frame_count, static_cast<vr_sample_format>(sample_format), rate,
                        channel_count, capture_time_ns);
}

double SetMuted(double source, bool muted) {
  return Guarded([&] { return Answer(vr_source_set_muted(HandleOf(source), muted ? 1 : 0)); });
}

double SetAllMuted(double recorder, bool muted) {
  return Guarded([&] { return Answer(vr_set_all_muted(HandleOf(recorder), muted ? 1 : 0)); });
}

double CloseSource(double source) {
  return Guarded([&] { return Answer(vr_source_close(HandleOf(source))); });
}

}  // namespace vr_puerts
