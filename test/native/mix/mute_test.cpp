// Muting is silence that is meant: to the frame, and never a gap.
#include "mix_room.h"

namespace vr::test {
namespace {

Voice Hum(int rate_hz) {
  Voice voice;
  voice.format = {rate_hz, 1, SampleFormat::kInt16};
  voice.block_frames = rate_hz / 100;
  voice.sound = [](double, int) { return 1000.0; };
  return voice;
}

TEST(MixMute, SilencesFromItsMomentToTheFrame) {
  Room room(Output(kRate, 1));
  room.Add(Hum(kRate));
  const int64_t off = 12345;
  const int64_t on = 98765;
  room.mixer().SetMuted(1, true, AtNs(static_cast<double>(off) / kRate));
  room.Run(1);
  room.mixer().SetMuted(1, false, AtNs(static_cast<double>(on) / kRate));
  room.Finish(3);
  for (int64_t frame = 0; frame < 3 * kRate; ++frame) {
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], frame < off || frame >= on ? 1000 : 0) << frame;
  }
  EXPECT_EQ(room.StatsOf(1).gaps, 0u);
}

TEST(MixMute, IsNoGapThoughNothingIsDelivered) {
  Room room(Output(32000, 1));
  Voice voice = Hum(48000);
  voice.lost = [](double begin_s) { return begin_s > 0.995 && begin_s < 2.495; };
  room.Add(voice);
  room.Run(1);
  room.mixer().SetMuted(1, true, AtNs(1));
  room.Run(2.5);
  room.mixer().SetMuted(1, false, AtNs(2.5));
  room.Finish(4);
  EXPECT_EQ(room.StatsOf(1).gaps, 0u);
  EXPECT_TRUE(room.heard().MarkersOf(MixMarkerKind::kGap).empty());
  EXPECT_EQ(room.heard().frames(), 4 * 32000);
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(1.5 * 32000)], 0);
  EXPECT_NEAR(room.heard().mix[static_cast<size_t>(2.51 * 32000)], 1000, 2);
  for (int64_t cell = 101; cell < 249; ++cell) EXPECT_FALSE(room.heard().cells.at(1).at(cell).gap) << cell;
}

TEST(MixMute, LossWhileHeardIsStillAGap) {
  Room room(Output(kRate, 1));
  Voice voice = Hum(kRate);
  voice.lost = [](double begin_s) { return begin_s > 1.995 && begin_s < 2.095; };
  room.Add(voice);
  room.mixer().SetMuted(1, true, AtNs(0.5));
  room.mixer().SetMuted(1, false, AtNs(1));
  room.Finish(3);
  EXPECT_EQ(room.StatsOf(1).gaps, 1u);
  EXPECT_EQ(room.StatsOf(1).gap_frames, kRate / 10);
}

TEST(MixMute, LeavesOtherSourcesAlone) {
  Room room(Output(kRate, 1));
  room.Add(Hum(kRate));
  Voice other = Hum(kRate);
  other.id = 2;
  other.sound = [](double, int) { return 300.0; };
  room.Add(other);
  room.mixer().SetMuted(1, true, AtNs(0.5));
  room.mixer().SetMuted(9, true, AtNs(0));
  room.Finish(1);
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(0.5 * kRate) - 1], 1300);
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(0.5 * kRate)], 300);
}

}  // namespace
}  // namespace vr::test
