#include "analysis/sample_conversion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace vr {
namespace {

std::vector<float> Floats(PcmKind kind, const std::vector<uint8_t>& bytes) {
  std::vector<float> values(bytes.size() / BytesPerSample(kind));
  EXPECT_EQ(0u, ToFloats(kind, bytes.data(), values.size(), values.data()));
  return values;
}

template <typename T>
std::vector<uint8_t> Bytes(const std::vector<T>& values) {
  std::vector<uint8_t> bytes(values.size() * sizeof(T));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

TEST(SampleConversion, GivesTheEndsAndTheMiddleOfEachIntegerFormat) {
  EXPECT_EQ((std::vector<float>{-1, 0, 127.0f / 128}), Floats(PcmKind::kUint8, {0, 128, 255}));
  EXPECT_EQ((std::vector<float>{-1, 0, 32767.0f / 32768}), Floats(PcmKind::kInt16, {0, 0x80, 0, 0, 0xff, 0x7f}));
  EXPECT_EQ((std::vector<float>{-1, 0, 8388607.0f / 8388608}),
            Floats(PcmKind::kInt24, {0, 0, 0x80, 0, 0, 0, 0xff, 0xff, 0x7f}));
  EXPECT_EQ((std::vector<float>{-1, 0, 0.5f}), Floats(PcmKind::kInt32, {0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40}));
}

TEST(SampleConversion, LeavesFloatsAsTheyAreBeyondFullScaleToo) {
  EXPECT_EQ((std::vector<float>{-1.5f, 0.25f}), Floats(PcmKind::kFloat32, Bytes<float>({-1.5f, 0.25f})));
  EXPECT_EQ((std::vector<float>{-1.5f, 0.25f}), Floats(PcmKind::kFloat64, Bytes<double>({-1.5, 0.25})));
}

TEST(SampleConversion, MakesZerosOfWhatIsNoNumberAndCountsThem) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<uint8_t> doubles = Bytes<double>({std::nan(""), 0.5, -infinity, 1e300});
  std::vector<float> values(4);
  EXPECT_EQ(3u, ToFloats(PcmKind::kFloat64, doubles.data(), 4, values.data()));
  EXPECT_EQ((std::vector<float>{0, 0.5f, 0, 0}), values);
}

TEST(SampleConversion, TakesOneChannelOutOfEveryFrame) {
  const std::vector<uint8_t> bytes = Bytes<int16_t>({1, 2, 3, 4, 5, 6});
  float values[3];
  ChannelToFloats(PcmKind::kInt16, bytes.data(), 3, 2, 1, values);
  EXPECT_EQ(2.0f / 32768, values[0]);
  EXPECT_EQ(6.0f / 32768, values[2]);
  ChannelToFloats(PcmKind::kInt16, bytes.data(), 2, 3, 2, values);
  EXPECT_EQ(6.0f / 32768, values[1]);
}

}  // namespace
}  // namespace vr
