#include "base/feature_word.h"

#include <algorithm>
#include <cmath>

#include "base/audio_types.h"

namespace vr {
namespace {

constexpr double kRmsStepDb = 0.025;
constexpr int kRmsTopCode = 4095;

uint64_t RmsCode(double rms_dbfs) {
  const double code = std::round(rms_dbfs / kRmsStepDb) + kRmsTopCode;
  return code < 1.0 ? 0 : static_cast<uint64_t>(std::min(code, static_cast<double>(kRmsTopCode)));
}

}  // namespace

FeatureWord PackFeature(const Feature& feature) {
  const auto bits = [](uint64_t value, int shift) { return value << shift; };
  return bits(static_cast<uint16_t>(feature.min), 0) | bits(static_cast<uint16_t>(feature.max), 16) |
         bits(RmsCode(feature.rms_dbfs), 32) | bits(std::min<uint64_t>(feature.full_scale_count, 1023), 44) |
         bits(std::min<uint64_t>(feature.zero_run, 511), 54) | bits(feature.gap ? 1 : 0, 63);
}

Feature UnpackFeature(FeatureWord word) {
  const auto bits = [word](int shift, uint64_t mask) { return (word >> shift) & mask; };
  Feature feature;
  feature.min = static_cast<int16_t>(bits(0, 0xffff));
  feature.max = static_cast<int16_t>(bits(16, 0xffff));
  const auto code = static_cast<int>(bits(32, 0xfff));
  feature.rms_dbfs = code == 0 ? kSilenceDbfs : (code - kRmsTopCode) * kRmsStepDb;
  feature.full_scale_count = static_cast<uint16_t>(bits(44, 0x3ff));
  feature.zero_run = static_cast<uint16_t>(bits(54, 0x1ff));
  feature.gap = bits(63, 1) != 0;
  return feature;
}

FeatureWord GapFeature() {
  Feature feature;
  feature.gap = true;
  return PackFeature(feature);
}

}  // namespace vr
