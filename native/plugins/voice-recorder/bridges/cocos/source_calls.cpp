#include <cmath>

#include "cocos/calls.h"
#include "cocos/live_recorders.h"
#include "cocos/tone_pump.h"

namespace vr_cocos {
namespace {

constexpr uint32_t kMostFrames = 4800;  // 100 ms at 48 kHz
constexpr double kToneRateHz = 48000;
constexpr double kQuietestDbfs = -120;

// Opens what the script wishes, or gives it back what the script before it had.
vr_status Open(uint64_t recorder, const SourceWish& wish, vr_source* source, bool* is_new) {
  *source = TheRecorders().Claim(recorder, wish);
  *is_new = *source == 0;
  if (!*is_new) return VR_OK;
  return vr_open_source(recorder, static_cast<vr_source_kind>(wish.kind), wish.user_id.c_str(), wish.label.c_str(),
                        source);
}

// Runs what may throw; the source is closed again when it does.
template <typename Keep>
void KeepOrClose(vr_source source, Keep keep) {
  try {
    keep();
  } catch (...) {
    TheTones().Remove(source);
    TheRecorders().ForgetSource(source);
    vr_source_close(source);
    throw;
  }
}

}  // namespace

double OpenSource(uint64_t recorder, int32_t kind, Text user_id, Text label) {
  const SourceWish wish = {kind, user_id.utf8, label.utf8};
  vr_source source = 0;
  bool is_new = false;
  const vr_status status = Open(recorder, wish, &source, &is_new);
  if (status == VR_OK && is_new) {
    KeepOrClose(source, [&] { TheRecorders().AddSource(recorder, source, wish); });
  }
  TheSession().last_id = static_cast<double>(source);
  return Answer(status);
}

double OpenTestTone(uint64_t recorder, int32_t kind, Text user_id, Text label, double frequency_hz, double level_dbfs) {
  if (!(frequency_hz > 0 && frequency_hz < kToneRateHz / 2)) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "frequencyHz: expected more than 0 and less than 24000");
  }
  if (!(level_dbfs >= kQuietestDbfs && level_dbfs <= 0)) {
    return Refuse(VR_ERROR_INVALID_PARAMETER, "levelDbfs: expected -120 to 0");
  }
  const SourceWish wish = {kind, user_id.utf8, label.utf8, true, frequency_hz, level_dbfs};
  vr_source source = 0;
  bool is_new = false;
  const vr_status status = Open(recorder, wish, &source, &is_new);
  if (status == VR_OK && is_new) {
    KeepOrClose(source, [&] {
      TheRecorders().AddSource(recorder, source, wish);
      TheTones().Add({source, recorder, frequency_hz, std::pow(10.0, level_dbfs / 20)});
    });
  }
  TheSession().last_id = static_cast<double>(source);
  return Answer(status);
}

double Push(uint64_t source, Samples samples, uint32_t frames, int32_t format, uint32_t sample_rate_hz,
            uint32_t channels, CaptureTime capture_time) {
  const size_t sample_bytes = samples.format == VR_SAMPLE_INT16 ? sizeof(int16_t) : sizeof(float);
  if (format != samples.format || frames < 1 || frames > kMostFrames || channels < 1 || channels > 2 ||
      samples.size_bytes != size_t{frames} * channels * sample_bytes) {
    return VR_ERROR_INVALID_PARAMETER;
  }
  return vr_source_push(source, samples.data, frames, samples.format, sample_rate_hz, channels, capture_time.ns);
}

double SetMuted(uint64_t source, bool muted) {
  return Answer(vr_source_set_muted(source, muted ? 1 : 0));
}

double SetAllMuted(uint64_t recorder, bool muted) {
  return Answer(vr_set_all_muted(recorder, muted ? 1 : 0));
}

double CloseSource(uint64_t source) {
  TheTones().Remove(source);
  TheRecorders().ForgetSource(source);
  return Answer(vr_source_close(source));
}

}  // namespace vr_cocos
