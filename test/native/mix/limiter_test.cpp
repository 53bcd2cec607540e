// Voices that are too loud together come down without wrapping; nothing else is touched.
#include <algorithm>
#include <cstdlib>

#include "mix_room.h"

namespace vr::test {
namespace {

Voice Speaker(SourceId id, SourceKind kind, Sound sound) {
  Voice voice;
  voice.id = id;
  voice.kind = kind;
  voice.sound = std::move(sound);
  return voice;
}

// The sound until this moment, then digital silence.
Sound Until(double end_s, const Sound& sound) {
  return [=](double room_s, int channel) { return room_s < end_s - 1e-9 ? sound(room_s, channel) : 0.0; };
}

TEST(MixLimiter, KeepsTwoFullScaleTonesInPhaseBelowFullScale) {
  for (const double hz : {120.0, 300.0, 1000.0, 3000.0}) {
    Room room(Output(kRate, 1));
    room.Add(Speaker(1, SourceKind::kLocal, Tone(hz, 32767)));
    room.Add(Speaker(2, SourceKind::kRemote, Tone(hz, 32767)));
    room.Finish(2);
    const std::vector<int16_t>& mix = room.heard().mix;
    const auto [low, high] = std::minmax_element(mix.begin(), mix.end());
    EXPECT_GE(*low, -32767) << hz;
    EXPECT_GT(*high, 29000) << hz << " Hz: as loud as it may be";
    // A sum that wraps jumps by the whole range.
    const double steepest = 32768 * std::pow(2 * std::sin(kPi * hz / kRate), 2);
    EXPECT_LT(Roughness(mix, kRate / 10, 2 * kRate), 1.1 * steepest + 8) << hz;
    EXPECT_LT(ResidueDb(mix, kRate / 2, 3 * kRate / 2, kRate, hz), -40) << hz;
    EXPECT_NEAR(room.mixer().TakeLowestGain(), 0.5, 0.01);
    EXPECT_FLOAT_EQ(room.mixer().TakeLowestGain(), 1.0F) << "taken";
  }
}

TEST(MixLimiter, ComesDownBeforeASuddenPeak) {
  Room room(Output(kRate, 2));
  const auto onset = [](double room_s, int) { return room_s < 0.5 ? 0.0 : (room_s < 0.7 ? 30000.0 : -30000.0); };
  room.Add(Speaker(1, SourceKind::kLocal, onset));
  room.Add(Speaker(2, SourceKind::kRemote, onset));
  Voice quiet = Speaker(3, SourceKind::kRemote, [](double, int) { return 100.0; });
  room.Add(quiet);
  room.Finish(1);
  const std::vector<int16_t> left = room.heard().Channel(0);
  EXPECT_EQ(*std::max_element(left.begin(), left.end()), 32767);
  EXPECT_GE(*std::min_element(left.begin(), left.end()), -32767);
  EXPECT_EQ(left[static_cast<size_t>(0.49 * kRate)], 100) << "not more than 5 ms before it";
  EXPECT_LT(left[static_cast<size_t>(0.5 * kRate) - 1], 60);
}

TEST(MixLimiter, IsExactlyOneAgainSoonAfterTheLoudPart) {
  Room room(Output(kRate, 1));
  const Sound quiet = Noise(kRate, 3000);
  room.Add(Speaker(1, SourceKind::kLocal, quiet));
  room.Add(Speaker(2, SourceKind::kRemote, Until(0.5, Tone(500, 32767))));
  room.Add(Speaker(3, SourceKind::kRemote, Until(0.5, Tone(500, 32767))));
  room.Add(Speaker(4, SourceKind::kRemote, [](double, int) { return 1.0; }));
  room.Finish(2);
  for (int64_t frame = static_cast<int64_t>(0.8 * kRate); frame < 2 * kRate; ++frame) {
    const double at_s = static_cast<double>(frame) / kRate;
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], quiet(at_s, 0) + 1) << at_s;
  }
  EXPECT_LT(room.mixer().TakeLowestGain(), 0.6);
}

TEST(MixLimiter, LeavesASumBelowFullScaleAsItIs) {
  Room room(Output(kRate, 2));
  const Sound one = Noise(kRate, 16383, 1);
  const Sound two = Noise(kRate, 16383, 2);
  Voice first = Speaker(1, SourceKind::kLocal, one);
  Voice second = Speaker(2, SourceKind::kRemote, two);
  first.format.channels = second.format.channels = 2;
  room.Add(first);
  room.Add(second);
  room.Finish(2);
  for (int64_t frame = 0; frame < 2 * kRate; ++frame) {
    const double at_s = static_cast<double>(frame) / kRate;
    for (int channel : {0, 1}) {
      ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame + channel)], one(at_s, channel) + two(at_s, channel));
    }
  }
  EXPECT_FLOAT_EQ(room.mixer().TakeLowestGain(), 1.0F);
}

TEST(MixLimiter, LeavesOneActiveSourceAloneThoughItIsAtFullScale) {
  Room room(Output(kRate, 1));
  const auto square = [](double room_s, int) { return std::llround(room_s * kRate) % 480 < 240 ? 32767.0 : -32768.0; };
  room.Add(Speaker(1, SourceKind::kLocal, square));
  room.Add(Speaker(2, SourceKind::kRemote, Silence()));
  room.Finish(1);
  for (int64_t frame = 0; frame < kRate; ++frame) {
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], square(static_cast<double>(frame) / kRate, 0)) << frame;
  }
  EXPECT_FLOAT_EQ(room.mixer().TakeLowestGain(), 1.0F);
}

TEST(MixLimiter, LeavesASourceAloneBesideOneThatInt16CannotTellFromSilence) {
  Room room(Output(kRate, 1));
  const auto square = [](double room_s, int) { return std::llround(room_s * kRate) % 480 < 240 ? 32767.0 : -32768.0; };
  Voice faint = Speaker(2, SourceKind::kRemote, [](double, int) { return -0.4; });
  faint.format.sample_format = SampleFormat::kFloat32;
  room.Add(Speaker(1, SourceKind::kLocal, square));
  room.Add(faint);
  room.Finish(0.5);
  for (int64_t frame = 0; frame < kRate / 2; ++frame) {
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], square(static_cast<double>(frame) / kRate, 0)) << frame;
  }
  EXPECT_FLOAT_EQ(room.mixer().TakeLowestGain(), 1.0F);
}

TEST(MixLimiter, LimitsTheSidesOfASplitOnTheirOwn) {
  Room room(Output(kRate, 2, Layout::kSplit));
  const Sound quiet = Noise(kRate, 5000);
  room.Add(Speaker(1, SourceKind::kLocal, quiet));
  room.Add(Speaker(2, SourceKind::kRemote, Tone(700, 32767)));
  room.Add(Speaker(3, SourceKind::kRemote, Tone(700, 32767)));
  room.Finish(1);
  const std::vector<int16_t> right = room.heard().Channel(1);
  EXPECT_GE(*std::min_element(right.begin(), right.end()), -32767);
  EXPECT_LT(ResidueDb(right, kRate / 4, 3 * kRate / 4, kRate, 700), -40);
  for (int64_t frame = 0; frame < kRate; ++frame) {
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(2 * frame)], quiet(static_cast<double>(frame) / kRate, 0)) << frame;
  }
}

TEST(MixPosition, MixesTheKindsItNames) {
  const auto level_of = [](Position position) {
    MixerConfig config = Output(kRate, 1);
    config.position = position;
    Room room(config);
    room.Add(Speaker(1, SourceKind::kLocal, [](double, int) { return 1000.0; }));
    room.Add(Speaker(2, SourceKind::kRemote, [](double, int) { return 300.0; }));
    room.Add(Speaker(3, SourceKind::kRemoteMix, [](double, int) { return 20.0; }));
    room.Finish(0.5);
    for (const SourceId id : {1, 2, 3}) {
      EXPECT_EQ(room.heard().cells.at(id).at(20).min, id == 1 ? 1000 : id == 2 ? 300 : 20) << "keeps its features";
    }
    return room.heard().mix[static_cast<size_t>(kRate / 4)];
  };
  EXPECT_EQ(level_of(Position::kMixedRecordingAndPlayback), 1320);
  EXPECT_EQ(level_of(Position::kRecording), 1000);
  EXPECT_EQ(level_of(Position::kMixedPlayback), 320);
}

}  // namespace
}  // namespace vr::test
