// Capture times on a clock that only the producer knows: far from the room's, drifting against it, set while it runs.
#include <algorithm>

#include "mix_room.h"
#include "support/long_form.h"

namespace vr::test {
namespace {

const double kSeconds = InLongForm(3600);

constexpr int kOwnClockRate = 8000;

// The arrival of a block is known to one step of the worker, and so is the place of a clock of its own.
constexpr double kOneStepS = 0.015;

Voice OwnClock(double ppm) {
  Voice voice;
  voice.format.sample_rate_hz = kOwnClockRate;
  voice.block_frames = kOwnClockRate / 100;
  voice.ppm = ppm;
  voice.sound = Bursts(0.5, 1);
  voice.capture_error_s = [ppm](double begin_s) { return 1e6 + begin_s * ppm * 1e-6; };
  return voice;
}

class MixOwnClock : public ::testing::TestWithParam<double> {};

TEST_P(MixOwnClock, IsFollowedForAnHour) {
  Room room(Output(kOwnClockRate, 1));
  room.Add(OwnClock(GetParam()));
  room.Finish(kSeconds);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, kOwnClockRate, 0.5, 1, 0, kSeconds - 1);
  EXPECT_GE(errors.found, kSeconds - 10);
  EXPECT_LT(errors.worst_s, kOneStepS);
}
INSTANTIATE_TEST_SUITE_P(SlowAndFast, MixOwnClock, ::testing::Values(-100.0, 100.0));

TEST(MixOwnClockStep, IsFoundAgainWhenItIsSetBack) {
  Room room(Output(kOwnClockRate, 1));
  Voice voice = OwnClock(0);
  voice.capture_error_s = [](double begin_s) { return begin_s > 10.2 ? 1e6 - 3 : 1e6; };
  room.Add(voice);
  room.Finish(60);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, kOwnClockRate, 0.5, 1, 12, 59);
  EXPECT_GE(errors.found, 46);
  EXPECT_LT(errors.worst_s, kOneStepS);
}

TEST(MixGapEdges, OfAResampledSourceDoNotClick) {
  Room room(Output(32000, 1));
  Voice voice;
  voice.sound = Tone(300, 12000);
  voice.lost = [](double begin_s) { return begin_s > 1.0025 && begin_s < 1.05; };
  room.Add(voice);
  room.Finish(2);
  const int tone = Roughness(room.heard().mix, 16000, 30000);
  EXPECT_LT(Roughness(room.heard().mix, 31000, 36000), 8 * tone);
}

TEST(MixGap, BeforeACloseIsCounted) {
  Room room(Output(16000, 1));
  Voice voice;
  voice.format.sample_rate_hz = 16000;
  voice.block_frames = 160;
  voice.end_s = 1.0;
  voice.sound = Tone(440, 8000);
  voice.lost = [](double begin_s) { return begin_s > 0.905 && begin_s < 0.955; };
  room.Add(voice);
  room.Run(1.02);
  room.mixer().CloseSource(1);
  room.Finish(2);
  EXPECT_EQ(room.StatsOf(1).gaps, 1u);
  EXPECT_EQ(room.StatsOf(1).gap_frames, 800);
}

TEST(MixFeatures, OfABlockThatCameTooLateAreAGap) {
  Room room(Output(16000, 1));
  Voice voice;
  voice.format.sample_rate_hz = 16000;
  voice.block_frames = 160;
  voice.sound = Tone(440, 8000);
  voice.delay_s = [](double begin_s) { return begin_s > 0.995 && begin_s < 1.005 ? 0.4 : 0.001; };
  room.Add(voice);
  room.Finish(2);
  const auto& cells = room.heard().cells.at(1);
  EXPECT_FALSE(cells.at(90).gap);
  const auto gaps = std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.second.gap; });
  EXPECT_GT(gaps, 0);
}

}  // namespace
}  // namespace vr::test
