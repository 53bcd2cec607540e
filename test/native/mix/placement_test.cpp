// What happens at a moment of the room lies there in the mix, at every rate and block length.
#include <algorithm>
#include <string>
#include <tuple>

#include "mix_room.h"

namespace vr::test {
namespace {

constexpr int kSourceRatesHz[] = {8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000};
constexpr double kEventS = 0.73;

Voice OneBurst(int rate_hz, int block_frames) {
  Voice voice;
  voice.format = {rate_hz, 1, SampleFormat::kInt16};
  voice.block_frames = block_frames;
  voice.sound = Bursts(kEventS, 1.5);
  return voice;
}

// In frames of the output; the worst of two events.
double WorstOffset(const Voice& voice, int rate_hz) {
  Room room(Output(rate_hz, 1));
  room.Add(voice);
  room.Finish(3);
  EXPECT_EQ(room.heard().frames(), 3 * rate_hz);
  EXPECT_EQ(room.StatsOf(voice.id).gaps, 0u);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, rate_hz, kEventS, 1.5, 0, 3);
  EXPECT_EQ(errors.found, 2);
  return errors.worst_s * rate_hz;
}

class MixPlacement : public ::testing::TestWithParam<std::tuple<int, int>> {
 protected:
  int source_hz() const { return std::get<0>(GetParam()); }
  int output_hz() const { return std::get<1>(GetParam()); }
};

TEST_P(MixPlacement, PutsAnEventOnItsFrame) {
  EXPECT_LT(WorstOffset(OneBurst(source_hz(), source_hz() / 100), output_hz()), 1.0);
}

TEST_P(MixPlacement, PutsAnEventOnItsFrameForEveryBlockLength) {
  for (const int frames : {1, 7, 80, 441, 480, 1024, source_hz() / 10}) {
    // Blocks are at most 100 ms long.
    if (frames > source_hz() / 10) continue;
    EXPECT_LT(WorstOffset(OneBurst(source_hz(), frames), output_hz()), 1.0) << "blocks of " << frames;
  }
}

TEST_P(MixPlacement, KeepsAToneEightyDecibelsAboveWhatResamplingAdds) {
  Room room(Output(output_hz(), 1));
  Voice voice = OneBurst(source_hz(), source_hz() / 100);
  voice.format.sample_format = SampleFormat::kFloat32;
  voice.sound = Tone(1000, 28000);
  room.Add(voice);
  room.Finish(2);
  EXPECT_LT(ResidueDb(room.heard().mix, output_hz() / 2, output_hz() * 3 / 2, output_hz(), 1000), -80);
}

INSTANTIATE_TEST_SUITE_P(EveryRate, MixPlacement,
                         ::testing::Combine(::testing::ValuesIn(kSourceRatesHz), ::testing::ValuesIn(kTaskRatesHz)));

// Without a capture time a block stands where it arrived, less its length.
TEST(MixArrival, PutsAnEventWhereItsBlockArrived) {
  for (const int rate_hz : {8000, 44100, 48000}) {
    Voice voice = OneBurst(rate_hz, rate_hz / 100);
    voice.captured = false;
    voice.delay_s = [](double) { return 0.0; };
    EXPECT_LT(WorstOffset(voice, 32000), 1.0) << rate_hz;
  }
}

// A producer may stamp with a clock of its own; the first arrivals tell what it means.
TEST(MixForeignClock, PutsAnEventWhereItsBlockArrived) {
  Voice voice = OneBurst(48000, 480);
  voice.capture_error_s = [](double) { return 86400.0 * 365; };
  voice.delay_s = [](double) { return 0.001; };
  // The worker looks every 10 ms.
  EXPECT_LT(WorstOffset(voice, 48000), 0.011 * 48000);
}

// Gaps and changes of rate have no part in it: sources of all rates at once.
TEST(MixPlacementOfMany, AddsAllSourcesUpAtTheSameMoment) {
  Room room(Output(32000, 1));
  SourceId id = 0;
  for (const int rate_hz : kSourceRatesHz) {
    Voice voice = OneBurst(rate_hz, rate_hz / 50);
    voice.id = ++id;
    voice.sound = Bursts(kEventS, 1.5, 1000, 1500);
    room.Add(voice);
  }
  room.Finish(3);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, 32000, kEventS, 1.5, 0, 3);
  EXPECT_EQ(errors.found, 2) << "eight bursts in phase are as loud as one eight times as loud";
  EXPECT_LT(errors.worst_s * 32000, 1.0);
}

TEST(MixFormats, FollowsARateThatChangesInMidStream) {
  Room room(Output(32000, 1));
  Voice first = OneBurst(48000, 480);
  first.end_s = 1.2;
  room.Add(first);
  room.Run(1.2);
  Voice second = OneBurst(16000, 160);
  second.begin_s = 1.2;
  room.Add(second);
  room.Finish(3);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, 32000, kEventS, 1.5, 0, 3);
  EXPECT_EQ(errors.found, 2);
  EXPECT_LT(errors.worst_s * 32000, 1.0);
  EXPECT_EQ(room.StatsOf(1).gaps, 0u);
  const auto changed = room.heard().MarkersOf(MixMarkerKind::kFormatChanged);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].format.sample_rate_hz, 16000);
  EXPECT_NEAR(changed[0].first_frame, 1.2 * 32000, 1);
}

}  // namespace
}  // namespace vr::test
