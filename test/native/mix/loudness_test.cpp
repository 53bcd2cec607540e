// The momentary loudness of each source and of the mix, every 100 ms.
#include <algorithm>
#include <limits>
#include <tuple>

#include "ebur128_reference.h"
#include "mix_room.h"

namespace vr::test {
namespace {

Voice Speaker(SourceId id, Sound sound, int channels = 1) {
  Voice voice;
  voice.id = id;
  voice.kind = id == 1 ? SourceKind::kLocal : SourceKind::kRemote;
  voice.format.channels = channels;
  voice.sound = std::move(sound);
  return voice;
}

// A sine whose peak is so far below full scale.
Sound Sine(double dbfs) {
  return Tone(997, 32768 * std::pow(10.0, dbfs / 20));
}

// Sounds in these parts and is digital silence elsewhere.
Sound During(std::vector<std::pair<double, double>> parts, const Sound& sound) {
  return [=](double room_s, int channel) {
    const bool sounds = std::any_of(parts.begin(), parts.end(), [=](const auto& part) {
      return room_s > part.first - 1e-9 && room_s < part.second - 1e-9;
    });
    return sounds ? sound(room_s, channel) : 0.0;
  };
}

// Each block is as libebur128 has it, or silence when the 400 ms are zeros.
void ExpectBlocks(const std::map<int64_t, double>& told, const std::vector<int16_t>& samples, int rate_hz,
                  int channels) {
  const std::vector<double> of_library = Ebur128Reference::BlocksOf(samples, rate_hz, channels);
  ASSERT_EQ(told.size(), of_library.size());
  for (const auto& [block, lufs] : told) {
    const int64_t block_samples = rate_hz / 10 * channels;
    const auto end = samples.begin() + (block + 1) * block_samples;
    const auto window = std::min<int64_t>(block + 1, 4) * block_samples;
    if (std::all_of(end - window, end, [](int16_t sample) { return sample == 0; })) {
      EXPECT_EQ(lufs, kSilenceLufs) << "block " << block;
    } else {
      EXPECT_NEAR(lufs, of_library.at(static_cast<size_t>(block)), 1e-6) << "block " << block;
    }
  }
}

class MixLoudness : public ::testing::TestWithParam<std::tuple<int, int, Layout>> {};

TEST_P(MixLoudness, IsWhatTheLibraryMeasuresOfTrackAndMix) {
  const auto [rate_hz, channels, layout] = GetParam();
  Room room(Output(rate_hz, channels, layout));
  room.AddWithTrack(Speaker(1, During({{0, 0.613}, {0.9, 1.0}, {1.73, 3.0}}, Noise(kRate, 32767, 1)), 2));
  room.AddWithTrack(Speaker(2, During({{0.13, 2.2}}, Sine(-3))));
  room.Finish(3);
  for (const SourceId source : {1, 2}) {
    SCOPED_TRACE(source);
    auto told = room.heard().loudness.at(source);
    if (source == 2) {
      EXPECT_EQ(told.begin()->first, 1) << "its meter comes with its first sound";
      told.emplace(0, kSilenceLufs);
    }
    ExpectBlocks(told, room.heard().TrackOf(source), rate_hz, room.heard().track_channels);
  }
  ExpectBlocks(room.heard().loudness.at(0), room.heard().mix, rate_hz, channels);
}

INSTANTIATE_TEST_SUITE_P(EveryRate, MixLoudness,
                         ::testing::Combine(::testing::ValuesIn(kTaskRatesHz), ::testing::Values(1, 2),
                                            ::testing::Values(Layout::kMix)));
INSTANTIATE_TEST_SUITE_P(Split, MixLoudness,
                         ::testing::Combine(::testing::Values(32000), ::testing::Values(2),
                                            ::testing::Values(Layout::kSplit)));

TEST(MixLoudnessOfTones, IsThatOfTheStandard) {
  Room stereo(Output(kRate, 2));
  stereo.Add(Speaker(1, Sine(-23), 2));
  stereo.Finish(1);
  EXPECT_NEAR(stereo.heard().loudness.at(0).at(9), -23.0, 0.1);
  EXPECT_NEAR(stereo.heard().loudness.at(1).at(9), -23.0, 0.1);

  // One channel has half the power of two.
  Room mono(Output(kRate, 1));
  mono.Add(Speaker(1, Sine(-20)));
  mono.Finish(1);
  EXPECT_NEAR(mono.heard().loudness.at(0).at(9), -23.01, 0.1);
  EXPECT_NEAR(mono.heard().loudness.at(1).at(9), -23.01, 0.1);
}

TEST(MixLoudnessOfTones, IsTheSameWhetherTheTrackIsOnOrNot) {
  std::map<int64_t, double> without;
  for (const bool on : {false, true}) {
    Room room(Output(32000, 1));
    room.Add(Speaker(1, Sine(-10)));
    room.mixer().SetOwnTrack(1, on);
    room.Finish(1);
    EXPECT_TRUE(!on || room.heard().loudness.at(1) == without);
    without = room.heard().loudness.at(1);
  }
}

TEST(MixLoudnessOfTones, IsMeasuredBehindTheLimiterInTheMixAndBeforeItInTheSource) {
  Room room(Output(kRate, 1));
  room.Add(Speaker(1, Sine(0)));
  room.Add(Speaker(2, Sine(0)));
  room.Finish(1);
  EXPECT_NEAR(room.heard().loudness.at(1).at(9), -3.01, 0.1);
  EXPECT_NEAR(room.heard().loudness.at(0).at(9), -3.01, 0.1) << "and not 6 dB more";
}

TEST(MixLoudnessOfSilence, IsMinusInfinity) {
  Room room(Output(kRate, 1));
  room.Add(Speaker(1, During({{0.25, 0.35}, {2, 3}}, Sine(-20))));
  room.Finish(3);
  for (const SourceId source : {0, 1}) {
    const auto& told = room.heard().loudness.at(source);
    for (int64_t block = source == 0 ? 0 : 2; block < 30; ++block) {
      // 0.25 s is in the windows that end at 0.3 to 0.7 s.
      const bool sounds = (block >= 2 && block < 7) || block >= 20;
      EXPECT_EQ(told.at(block) == -std::numeric_limits<double>::infinity(), !sounds) << source << " " << block;
    }
  }
}

TEST(MixLoudnessBlocks, EndWithTheTenthCellHoweverShort) {
  for (const double end_s : {0.595, 0.6, 0.601, 0.589, 0.59, 0.04}) {
    Room room(Output(kRate, 1));
    room.Add(Speaker(1, Sine(-20)));
    room.Finish(end_s);
    const auto cells = static_cast<int64_t>(std::ceil(end_s * 100 - 1e-6));
    const auto& loudness = room.heard().loudness;
    const auto told = loudness.count(0) == 0 ? 0 : static_cast<int64_t>(loudness.at(0).size());
    EXPECT_EQ(told, cells / 10) << end_s;
    EXPECT_EQ(loudness.count(1) == 0 ? 0 : static_cast<int64_t>(loudness.at(1).size()), told) << end_s;
    if (told == 6) {
      EXPECT_NEAR(loudness.at(0).at(5), -23.01, 0.1) << end_s;
    }
  }
}

TEST(MixLoudnessMeters, AreBoundedAndGivenBack) {
  MixerConfig config = Output(kRate, 1);
  config.max_loudness_sources = 2;
  Room room(config);
  room.Add(Speaker(1, Silence()));
  Voice leaving = Speaker(2, Sine(-20));
  leaving.end_s = 1.06;
  room.Add(leaving);
  room.Add(Speaker(3, Sine(-20)));
  room.Add(Speaker(4, Sine(-20)));
  room.Run(1.1);
  room.mixer().CloseSource(2);
  room.Finish(3);
  const auto& loudness = room.heard().loudness;
  EXPECT_EQ(loudness.count(1), 0u) << "one that never makes a sound takes none";
  EXPECT_EQ(loudness.at(2).begin()->first, 0);
  EXPECT_EQ(loudness.at(2).rbegin()->first, 10) << "until the block in which it is over";
  EXPECT_LT(loudness.at(2).at(10), loudness.at(2).at(9)) << "to which silence belongs";
  EXPECT_EQ(loudness.at(3).size(), 30u);
  EXPECT_EQ(loudness.at(4).begin()->first, 11);
  EXPECT_NEAR(loudness.at(4).at(29), -23.01, 0.1);
  EXPECT_EQ(loudness.at(0).size(), 30u) << "that of the mix is beside them";
}

TEST(MixLoudnessMeters, MayBeThatOfTheMixAlone) {
  MixerConfig config = Output(kRate, 1);
  config.max_loudness_sources = 0;
  Room room(config);
  room.AddWithTrack(Speaker(1, Sine(-20)));
  room.Finish(1);
  EXPECT_EQ(room.heard().loudness.size(), 1u);
  EXPECT_NEAR(room.heard().loudness.at(0).at(9), -23.01, 0.1);
  EXPECT_EQ(room.heard().TrackOf(1), room.heard().mix);
}

TEST(MixLoudnessMeters, AreNotForWhatThePositionLeavesOut) {
  MixerConfig config = Output(kRate, 1);
  config.position = Position::kMixedPlayback;
  Room room(config);
  room.Add(Speaker(1, Sine(-20)));
  room.Add(Speaker(2, Sine(-30)));
  room.Finish(1);
  EXPECT_EQ(room.heard().loudness.count(1), 0u);
  EXPECT_NEAR(room.heard().loudness.at(2).at(9), -33.01, 0.1);
  EXPECT_NEAR(room.heard().loudness.at(0).at(9), -33.01, 0.1);
}

}  // namespace
}  // namespace vr::test
