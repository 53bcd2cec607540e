// Lost and late blocks: what does come stays in its place, for hours.
#include <algorithm>

#include "mix_room.h"
#include "support/long_form.h"

namespace vr::test {
namespace {

const double kHours = InLongForm(2);

class MixStall : public ::testing::TestWithParam<bool> {};

// A thread that stood still for longer than the mix waits.
TEST_P(MixStall, CountsLateBlocksAndKeepsTheRestInPlace) {
  Room room(Output(32000, 1));
  Voice voice;
  voice.captured = GetParam();
  voice.sound = Bursts(0.25, 0.1);
  voice.delay_s = [](double begin_s) { return begin_s >= 3 && begin_s < 3.3 ? 3.3 - begin_s : 0.001; };
  room.Add(voice);
  room.Finish(8);
  const MixSourceStats stats = room.StatsOf(1);
  EXPECT_GT(stats.blocks_late, 0u);
  EXPECT_LE(stats.blocks_late, 15u);
  EXPECT_EQ(stats.gaps, 1u);
  EXPECT_LE(stats.gap_frames, 0.15 * 32000);
  const EventErrors before = ErrorsOfEvents(room.heard().mix, 32000, 0.25, 0.1, 0, 2.95);
  const EventErrors after = ErrorsOfEvents(room.heard().mix, 32000, 0.25, 0.1, 3.3, 8);
  EXPECT_GE(before.found, 25);
  EXPECT_GE(after.found, 44);
  EXPECT_LT(std::max(before.worst_s, after.worst_s), 0.002);
}
INSTANTIATE_TEST_SUITE_P(WithAndWithoutCaptureTimes, MixStall, ::testing::Bool());

class MixEarlyLoss : public ::testing::TestWithParam<int> {};

// The blocks behind the loss say nothing of where the source began.
TEST_P(MixEarlyLoss, PlacesASourceByItsFirstBlocks) {
  constexpr double kBeginS = 2;
  const double loss_s = kBeginS + 0.01 * GetParam();
  Room room(Output(16000, 1));
  Voice voice;
  voice.begin_s = kBeginS;
  voice.sound = Bursts(kBeginS + 0.2, 0.5);
  voice.capture_error_s = Uniform(0.0015, 7);
  voice.lost = [=](double begin_s) { return begin_s > loss_s - 0.005 && begin_s < loss_s + 0.025; };
  room.Add(voice);
  room.Finish(12);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, 16000, kBeginS + 0.2, 0.5, kBeginS, 12);
  EXPECT_GE(errors.found, 19);
  EXPECT_LT(errors.worst_s, 0.005);
  const auto gaps = room.heard().MarkersOf(MixMarkerKind::kGap);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_NEAR(static_cast<double>(gaps[0].first_frame) / 16000, loss_s, 0.005);
  EXPECT_NEAR(static_cast<double>(gaps[0].frames) / 16000, 0.03, 0.005);
}
INSTANTIATE_TEST_SUITE_P(AfterBlocks, MixEarlyLoss, ::testing::Values(1, 2, 3, 4));

class MixLoss : public ::testing::TestWithParam<bool> {
 protected:
  // Two sources of which the clocks run apart and the network loses 2 %.
  void Add(Room* room, int rate_hz) const {
    for (const bool local : {true, false}) {
      Voice voice;
      voice.id = local ? 1 : 2;
      voice.kind = local ? SourceKind::kLocal : SourceKind::kRemote;
      voice.format.sample_rate_hz = rate_hz;
      voice.block_frames = rate_hz / 100;
      voice.ppm = local ? 200 : -200;
      voice.sound = Bursts(local ? 0.3 : 0.8, 1);
      voice.captured = GetParam();
      voice.lost = LossBursts(0.02, local ? 31 : 32);
      room->Add(voice);
    }
  }
};

void ExpectInPlace(const Room& room, int rate_hz, double from_s, double to_s) {
  for (const double first_s : {0.3, 0.8}) {
    const EventErrors errors = ErrorsOfEvents(room.heard().mix, rate_hz, first_s, 1, from_s, to_s);
    // Most bursts are whole: a block in 50 is lost, and a burst lies in one or two.
    EXPECT_GT(errors.found, 0.9 * (to_s - from_s) - 2);
    EXPECT_LT(errors.worst_s, 0.005) << "from " << from_s << " s to " << to_s << " s, first " << first_s;
  }
}

TEST_P(MixLoss, LeavesEventsInPlaceAtBothClocks) {
  Room room(Output(32000, 1));
  Add(&room, 48000);
  const int end_s = static_cast<int>(InLongForm(600));
  room.Finish(end_s);
  EXPECT_EQ(room.heard().frames(), end_s * 32000);
  ExpectInPlace(room, 32000, 0, end_s);
}

TEST_P(MixLoss, LeavesEventsInPlaceForHours) {
  constexpr int kRate = 8000;
  const double end_s = kHours * 3600;
  Room room(Output(kRate, 1));
  Add(&room, kRate);
  room.Finish(end_s);
  EXPECT_EQ(room.heard().frames(), static_cast<int64_t>(end_s * kRate));
  ExpectInPlace(room, kRate, 0, end_s / 2);
  ExpectInPlace(room, kRate, end_s / 2, end_s);
  for (const SourceId id : {1, 2}) {
    const MixSourceStats stats = room.StatsOf(id);
    EXPECT_NEAR(stats.drift_ppm, id == 1 ? 200 : -200, 30);
    EXPECT_NEAR(static_cast<double>(stats.gap_frames), 0.02 * end_s * kRate, 0.006 * end_s * kRate);
  }
}
INSTANTIATE_TEST_SUITE_P(WithAndWithoutCaptureTimes, MixLoss, ::testing::Bool());

}  // namespace
}  // namespace vr::test
