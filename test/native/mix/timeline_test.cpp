// The mix is as long as the room's time: what is missing is silence of that length, counted once.
#include <algorithm>

#include "mix_room.h"

namespace vr::test {
namespace {

struct Missing {
  double from_s;
  double to_s;
};

Voice Speaker(int rate_hz, std::vector<Missing> missing = {}) {
  Voice voice;
  voice.format = {rate_hz, 1, SampleFormat::kInt16};
  voice.block_frames = rate_hz / 100;
  voice.sound = Noise(rate_hz, 8000);
  voice.lost = [=](double begin_s) {
    return std::any_of(missing.begin(), missing.end(), [=](const Missing& part) {
      return begin_s > part.from_s - 0.005 && begin_s < part.to_s - 0.005;
    });
  };
  return voice;
}

void ExpectGaps(const Room& room, const std::vector<Missing>& missing, int rate_hz, int64_t slack) {
  const auto markers = room.heard().MarkersOf(MixMarkerKind::kGap);
  const MixSourceStats stats = room.StatsOf(1);
  ASSERT_EQ(markers.size(), missing.size());
  EXPECT_EQ(stats.gaps, missing.size());
  int64_t total = 0;
  for (size_t i = 0; i < missing.size(); ++i) {
    const int64_t first = std::llround(missing[i].from_s * rate_hz);
    EXPECT_LE(std::abs(markers[i].first_frame - first), slack) << "gap " << i << " at " << markers[i].first_frame;
    const int64_t frames = std::llround((missing[i].to_s - missing[i].from_s) * rate_hz);
    EXPECT_LE(std::abs(markers[i].frames - frames), slack) << "gap " << i << " of " << markers[i].frames;
    total += markers[i].frames;
  }
  EXPECT_EQ(stats.gap_frames, total);
}

const std::vector<Missing> kLosses = {{0.5, 0.51}, {0.8, 0.81}, {1.0, 1.05}, {1.2, 1.33}, {2.0, 5.5}, {6.0, 6.01}};

TEST(MixGaps, LeaveSilenceOfExactlyTheMissingLength) {
  Room room(Output(kRate, 1));
  const Voice voice = Speaker(kRate, kLosses);
  room.Add(voice);
  room.Finish(7);
  ExpectGaps(room, kLosses, kRate, 0);
  for (int64_t frame = 0; frame < 7 * kRate; ++frame) {
    const double at_s = static_cast<double>(frame) / kRate;
    const bool is_lost = voice.lost(std::floor(at_s * 100 + 1e-6) / 100);
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], is_lost ? 0 : voice.sound(at_s, 0)) << at_s;
  }
}

TEST(MixGaps, AreExactWhenSamplesAreResampled) {
  for (const int rate_hz : {16000, 44100, 48000}) {
    Room room(Output(32000, 1));
    room.Add(Speaker(rate_hz, kLosses));
    room.Finish(7);
    SCOPED_TRACE(rate_hz);
    ExpectGaps(room, kLosses, 32000, 1);
  }
}

TEST(MixGaps, HaveTheirLengthInBlocksThoughCaptureTimesJitter) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate, kLosses);
  voice.capture_error_s = Uniform(0.001, 5);
  room.Add(voice);
  room.Finish(7);
  const auto markers = room.heard().MarkersOf(MixMarkerKind::kGap);
  ASSERT_EQ(markers.size(), kLosses.size());
  for (size_t i = 0; i < kLosses.size(); ++i) {
    EXPECT_EQ(markers[i].frames, std::llround((kLosses[i].to_s - kLosses[i].from_s) * kRate)) << "gap " << i;
    EXPECT_NEAR(static_cast<double>(markers[i].first_frame), kLosses[i].from_s * kRate, 0.001 * kRate);
  }
}

TEST(MixGaps, HaveTheirLengthInBlocksWithoutCaptureTimes) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate, kLosses);
  voice.captured = false;
  room.Add(voice);
  room.Finish(7);
  const auto markers = room.heard().MarkersOf(MixMarkerKind::kGap);
  ASSERT_EQ(markers.size(), kLosses.size());
  for (size_t i = 0; i < kLosses.size(); ++i) {
    EXPECT_EQ(markers[i].frames, std::llround((kLosses[i].to_s - kLosses[i].from_s) * kRate)) << "gap " << i;
  }
}

TEST(MixGaps, ThatIsStillOpenAtTheEndIsCounted) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate);
  voice.end_s = 1;
  room.Add(voice);
  room.Run(2);
  EXPECT_EQ(room.StatsOf(1).gaps, 1u) << "as it is told while it lasts";
  EXPECT_TRUE(room.heard().MarkersOf(MixMarkerKind::kGap).empty());
  room.Finish(3);
  ExpectGaps(room, {{1, 3}}, kRate, 0);
}

TEST(MixGaps, SilenceBeforeTheFirstBlockIsNone) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate);
  voice.begin_s = 1.5;
  room.Add(voice);
  room.Finish(3);
  EXPECT_EQ(room.StatsOf(1).gaps, 0u);
  EXPECT_EQ(room.heard().frames(), 3 * kRate);
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(1.5 * kRate) - 1], 0);
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(1.5 * kRate)], voice.sound(1.5, 0));
}

TEST(MixGaps, EndWhereTheSourceIsClosed) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate);
  voice.end_s = 1;
  room.Add(voice);
  room.Run(1.05);
  room.mixer().CloseSource(1);
  room.Finish(3);
  EXPECT_EQ(room.StatsOf(1).gaps, 0u) << "closed when its last block was delivered";
  EXPECT_EQ(room.heard().mix[static_cast<size_t>(kRate) - 1], voice.sound(1 - 1.0 / kRate, 0)) << "mixed to its end";
}

TEST(MixGaps, OpenAtTheCloseEndThere) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate);
  voice.end_s = 1;
  room.Add(voice);
  room.Run(2);
  room.mixer().CloseSource(1);
  room.Finish(3);
  EXPECT_EQ(room.StatsOf(1).gaps, 1u);
  EXPECT_LE(room.StatsOf(1).gap_frames, kRate);
  EXPECT_GT(room.StatsOf(1).gap_frames, kRate / 2);
}

TEST(MixSources, MayBeOpenedLateAndAgain) {
  Room room(Output(kRate, 1));
  Voice voice = Speaker(kRate);
  voice.end_s = 1;
  room.Add(voice);
  room.Run(1.05);
  room.mixer().CloseSource(1);
  Voice again = Speaker(kRate);
  again.id = 2;
  again.begin_s = 1.5;
  again.end_s = 2;
  room.Run(1.5);
  room.Add(again);
  room.Run(2.05);
  room.mixer().CloseSource(2);
  room.Run(2.5);
  Voice same = Speaker(kRate);
  same.begin_s = 2.5;
  room.Add(same);
  room.Finish(3);
  for (int64_t frame = 0; frame < 3 * kRate; ++frame) {
    const double at_s = static_cast<double>(frame) / kRate;
    const bool speaks = at_s < 1 || (at_s >= 1.5 && at_s < 2) || at_s >= 2.5;
    ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], speaks ? voice.sound(at_s, 0) : 0) << at_s;
  }
  EXPECT_TRUE(room.heard().MarkersOf(MixMarkerKind::kGap).empty());
  MixSourceStats stats;
  EXPECT_FALSE(room.mixer().GetSourceStats(3, &stats));
}

TEST(MixStart, CutsBlocksFromBeforeItToTheFrame) {
  for (const double begin_s : {-0.0537, -0.005, -0.1}) {
    Room room(Output(kRate, 1));
    Voice voice = Speaker(kRate);
    voice.begin_s = std::round(begin_s * kRate) / kRate;
    room.Add(voice);
    room.Finish(0.5);
    for (int64_t frame = 0; frame < kRate / 2; ++frame) {
      const double at_s = static_cast<double>(frame) / kRate;
      ASSERT_EQ(room.heard().mix[static_cast<size_t>(frame)], voice.sound(at_s, 0)) << at_s;
    }
  }
}

TEST(MixFinish, EndsOnTheExactFrame) {
  for (const int rate_hz : kTaskRatesHz) {
    for (const double end_s : {0.0, 0.001, 0.4999, 1.23456, 2.0}) {
      Room room(Output(rate_hz, 1));
      const Voice voice = Speaker(rate_hz);
      room.Add(voice);
      room.Finish(end_s);
      const auto frames = static_cast<int64_t>(std::floor(end_s * rate_hz + 1e-6));
      ASSERT_EQ(room.heard().frames(), frames) << rate_hz << " " << end_s;
      EXPECT_EQ(room.mixer().mixed_frames(), frames);
      for (int64_t i = 0; i < frames; ++i) {
        ASSERT_EQ(room.heard().mix[static_cast<size_t>(i)], voice.sound(static_cast<double>(i) / rate_hz, 0));
      }
    }
  }
}

TEST(MixFinish, GivesWhatResamplersHold) {
  Room room(Output(32000, 1));
  Voice voice = Speaker(48000);
  voice.sound = Tone(1000, 20000);
  room.Add(voice);
  room.Finish(1.2345);
  const auto end = static_cast<int64_t>(1.2345 * 32000);
  ASSERT_EQ(room.heard().frames(), end);
  EXPECT_LT(ResidueDb(room.heard().mix, end - 320, end, 32000, 1000), -60);
}

TEST(MixFinish, NothingFollowsIt) {
  Room room(Output(kRate, 1));
  room.Finish(0.5);
  room.mixer().MixUntil(AtNs(2), room.sink());
  room.mixer().Finish(AtNs(2), room.sink());
  EXPECT_EQ(room.heard().frames(), kRate / 2);
}

}  // namespace
}  // namespace vr::test
