// The samples of one source at the output's rate are those that went in.
#include <tuple>

#include "mix_room.h"

namespace vr::test {
namespace {

constexpr double kHeardSeconds = 3;

Voice FullScaleNoise(int rate_hz, int channels) {
  Voice voice;
  voice.format = {rate_hz, channels, SampleFormat::kInt16};
  voice.block_frames = rate_hz / 100;
  voice.sound = Noise(rate_hz);
  return voice;
}

// The frames of [first, end) that differ from what sounded there.
int64_t Differences(const Room& room, const Voice& voice, int64_t first, int64_t end) {
  const Recording& heard = room.heard();
  int64_t differences = 0;
  for (int64_t frame = first; frame < end; ++frame) {
    for (int channel = 0; channel < heard.channels; ++channel) {
      const double at_s = static_cast<double>(frame) / voice.format.sample_rate_hz;
      const auto expected = static_cast<int16_t>(std::lround(voice.sound(at_s, channel)));
      if (heard.mix.at(static_cast<size_t>(frame * heard.channels + channel)) != expected) ++differences;
    }
  }
  return differences;
}

class MixVerbatim : public ::testing::TestWithParam<std::tuple<int, int>> {
 protected:
  int rate_hz() const { return std::get<0>(GetParam()); }
  int channels() const { return std::get<1>(GetParam()); }
  int64_t total() const { return static_cast<int64_t>(kHeardSeconds * rate_hz()); }
};

TEST_P(MixVerbatim, CopiesALoneInt16Source) {
  Room room(Output(rate_hz(), channels()));
  const Voice voice = FullScaleNoise(rate_hz(), channels());
  room.Add(voice);
  room.Finish(kHeardSeconds);
  ASSERT_EQ(room.heard().frames(), total());
  EXPECT_EQ(Differences(room, voice, 0, total()), 0);
  EXPECT_FLOAT_EQ(room.mixer().TakeLowestGain(), 1.0F);
}

TEST_P(MixVerbatim, CopiesWhileCaptureTimesJitterByAMillisecond) {
  Room room(Output(rate_hz(), channels()));
  Voice voice = FullScaleNoise(rate_hz(), channels());
  voice.capture_error_s = Uniform(0.001, 3);
  room.Add(voice);
  room.Finish(kHeardSeconds);
  ASSERT_EQ(room.heard().frames(), total());
  // The place of the stream is known as well as its first capture times tell it; from there on nothing is lost.
  const int64_t slack = rate_hz() / 1000 + 1;
  int64_t shift = -slack;
  const auto shifted = [&](int64_t by) {
    for (int64_t i = slack * channels(); i < (total() - slack) * channels(); ++i) {
      const auto frame = i / channels() - by;
      const double at_s = static_cast<double>(frame) / rate_hz();
      const auto expected = static_cast<int16_t>(std::lround(voice.sound(at_s, static_cast<int>(i % channels()))));
      if (room.heard().mix[static_cast<size_t>(i)] != expected) return false;
    }
    return true;
  };
  while (shift <= slack && !shifted(shift)) ++shift;
  EXPECT_LE(shift, slack) << "no shift makes it the same";
  EXPECT_FALSE(room.StatsOf(1).steered);
}

TEST_P(MixVerbatim, CopiesWhileTheClockErrorStaysBelowTwoMilliseconds) {
  Room room(Output(rate_hz(), channels()));
  Voice voice = FullScaleNoise(rate_hz(), channels());
  const Sound by_frame = voice.sound;
  voice.ppm = 300;  // 0.9 ms in 3 s
  const double slow = 1 + voice.ppm * 1e-6;
  voice.sound = [=](double room_s, int channel) { return by_frame(room_s * slow, channel); };
  room.Add(voice);
  room.Finish(kHeardSeconds);
  voice.sound = by_frame;
  EXPECT_EQ(Differences(room, voice, 0, total()), 0);
  EXPECT_FALSE(room.StatsOf(1).steered);
  EXPECT_TRUE(room.heard().MarkersOf(MixMarkerKind::kSteered).empty());
}

TEST_P(MixVerbatim, CopiesFloatsThatInt16CanTell) {
  Room room(Output(rate_hz(), channels()));
  Voice voice = FullScaleNoise(rate_hz(), channels());
  voice.format.sample_format = SampleFormat::kFloat32;
  room.Add(voice);
  room.Finish(kHeardSeconds);
  EXPECT_EQ(Differences(room, voice, 0, total()), 0);
}

INSTANTIATE_TEST_SUITE_P(EveryRate, MixVerbatim,
                         ::testing::Combine(::testing::ValuesIn(kTaskRatesHz), ::testing::Values(1, 2)));

TEST(MixChannels, AveragesStereoIntoMono) {
  Room room(Output(48000, 1));
  Voice voice = FullScaleNoise(48000, 2);
  room.Add(voice);
  room.Finish(1);
  for (int64_t frame = 0; frame < 48000; ++frame) {
    const double at_s = static_cast<double>(frame) / 48000;
    const double average = (voice.sound(at_s, 0) + voice.sound(at_s, 1)) / 2;
    ASSERT_NEAR(room.heard().mix[static_cast<size_t>(frame)], average, 0.5) << frame;
  }
}

TEST(MixChannels, CopiesMonoToBothSides) {
  Room room(Output(48000, 2));
  const Voice voice = FullScaleNoise(48000, 1);
  room.Add(voice);
  room.Finish(1);
  for (int64_t frame = 0; frame < 48000; ++frame) {
    const auto expected = static_cast<int16_t>(voice.sound(static_cast<double>(frame) / 48000, 0));
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame)], expected) << frame;
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame + 1)], expected) << frame;
  }
}

TEST(MixChannels, SplitsLocalToTheLeftAndRemoteToTheRight) {
  Room room(Output(48000, 2, Layout::kSplit));
  Voice local = FullScaleNoise(48000, 1);
  Voice remote = local;
  remote.id = 2;
  remote.kind = SourceKind::kRemote;
  remote.sound = Noise(48000, 32767, 77);
  room.Add(local);
  room.Add(remote);
  room.Finish(1);
  for (int64_t frame = 0; frame < 48000; ++frame) {
    const double at_s = static_cast<double>(frame) / 48000;
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame)], local.sound(at_s, 0)) << frame;
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame + 1)], remote.sound(at_s, 0)) << frame;
  }
}

}  // namespace
}  // namespace vr::test
