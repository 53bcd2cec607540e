// A meter gives what libebur128 gives, in whatever pieces it is fed, and stands still in silence.
#include "mix/loudness_meter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "ebur128_reference.h"
#include "mix/loudness.h"
#include "mix_room.h"

namespace vr::test {
namespace {

std::vector<int16_t> NoiseSamples(int frames, int channels) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> sample(-8000, 8000);
  std::vector<int16_t> samples(static_cast<size_t>(frames * channels));
  for (int16_t& value : samples) value = static_cast<int16_t>(sample(random));
  return samples;
}

TEST(MixLoudnessMeter, TakesPiecesOfAnyLength) {
  for (const int channels : {1, 2}) {
    const std::vector<int16_t> samples = NoiseSamples(kRate, channels);
    const auto meter = LoudnessMeter::Make(kRate, channels);
    Ebur128Reference reference(kRate, channels);
    int at = 0;
    for (const int piece : {1, 2, 7, 479, 481, 4800, 19200, 20000}) {
      meter->Add(samples.data() + at * channels, piece);
      reference.Add(samples.data() + at * channels, piece);
      at += piece;
      EXPECT_NEAR(meter->Momentary(), reference.Momentary(), 1e-9) << at;
    }
  }
}

TEST(MixLoudnessMeter, IsSilentFromTheStartAndAfterExactly400MillisecondsOfZeros) {
  for (const int channels : {1, 2}) {
    const std::vector<int16_t> samples = NoiseSamples(480, channels);
    const std::vector<int16_t> zeros(static_cast<size_t>(kRate * channels), 0);
    const auto meter = LoudnessMeter::Make(kRate, channels);
    EXPECT_EQ(meter->Momentary(), kSilenceLufs);
    meter->Add(zeros.data(), kRate);
    EXPECT_EQ(meter->Momentary(), kSilenceLufs);
    meter->Add(samples.data(), 480);
    meter->Add(zeros.data(), 19199);
    EXPECT_GT(meter->Momentary(), kSilenceLufs);
    meter->AddSilence(1);
    EXPECT_EQ(meter->Momentary(), kSilenceLufs);
    meter->AddSilence(1 << 30);
    EXPECT_EQ(meter->Momentary(), kSilenceLufs);
  }
}

TEST(MixLoudnessMeter, CountsZerosAtTheEndOfAPiece) {
  const auto meter = LoudnessMeter::Make(kRate, 2);
  std::vector<int16_t> piece(960 * 2, 0);
  piece[2 * 100 + 1] = 20000;  // the right channel of frame 100
  meter->Add(piece.data(), 960);
  meter->AddSilence(19200 - 859 - 1);
  EXPECT_GT(meter->Momentary(), kSilenceLufs);
  meter->AddSilence(1);
  EXPECT_EQ(meter->Momentary(), kSilenceLufs);
}

TEST(MixLoudnessMeter, IsNotChangedByTheSilenceThatItLeftOut) {
  const std::vector<int16_t> samples = NoiseSamples(kRate, 1);
  const std::vector<int16_t> zeros(kRate * 10, 0);
  const auto meter = LoudnessMeter::Make(kRate, 1);
  Ebur128Reference reference(kRate, 1);
  for (const int silence : {0, 100, 19199, 19200, 30001, kRate * 10}) {
    meter->Add(samples.data(), 24000);
    reference.Add(samples.data(), 24000);
    for (int at = 0; at < silence; at += 480) meter->Add(zeros.data(), std::min(480, silence - at));
    reference.Add(zeros.data(), silence);
    for (int at = 24000; at < kRate; at += 480) {
      meter->Add(samples.data() + at, 480);
      reference.Add(samples.data() + at, 480);
      ASSERT_NEAR(meter->Momentary(), reference.Momentary(), 1e-6) << silence << " " << at;
    }
  }
}

TEST(MixLoudnessMeter, CannotBeMadeForNoChannel) {
  EXPECT_EQ(LoudnessMeter::Make(kRate, 0), nullptr);
}

}  // namespace
}  // namespace vr::test
