// A source's own sound beside the mix, on the same frames, as it goes into the sum.
#include <algorithm>
#include <tuple>

#include "mix_room.h"

namespace vr::test {
namespace {

Voice TrackedVoice(SourceId id, Sound sound, int rate_hz = kRate, int channels = 1) {
  Voice voice;
  voice.id = id;
  voice.kind = id == 1 ? SourceKind::kLocal : SourceKind::kRemote;
  voice.format = {rate_hz, channels, SampleFormat::kInt16};
  voice.block_frames = rate_hz / 100;
  voice.sound = std::move(sound);
  return voice;
}

// The largest difference between the mix and the sum of these tracks.
int WorstOfSum(const Recording& heard, const std::vector<SourceId>& sources) {
  std::vector<int> sum(heard.mix.begin(), heard.mix.end());
  for (const SourceId source : sources) {
    const std::vector<int16_t> track = heard.TrackOf(source);
    for (size_t i = 0; i < sum.size(); ++i) sum[i] -= track[i];
  }
  int worst = 0;
  for (const int rest : sum) worst = std::max(worst, std::abs(rest));
  return worst;
}

class MixOwnTrack : public ::testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(MixOwnTrack, OfALoneInt16SourceIsVerbatim) {
  const auto [rate_hz, channels] = GetParam();
  Room room(Output(rate_hz, channels));
  const Sound sound = Noise(rate_hz);
  room.AddWithTrack(TrackedVoice(1, sound, rate_hz, channels));
  room.Finish(1.2345);
  const Recording& heard = room.heard();
  ASSERT_EQ(heard.tracks.at(1).size(), 1u) << "contiguous";
  ASSERT_EQ(heard.tracks.at(1)[0].first_frame, 0);
  ASSERT_EQ(heard.tracks.at(1)[0].samples, heard.mix) << "to the last, short cell";
  for (size_t i = 0; i < heard.mix.size(); ++i) {
    const auto frame = static_cast<double>(i / static_cast<size_t>(channels));
    ASSERT_EQ(heard.mix[i], sound(frame / rate_hz, static_cast<int>(i) % channels)) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryRate, MixOwnTrack,
                         ::testing::Combine(::testing::ValuesIn(kTaskRatesHz), ::testing::Values(1, 2)));

TEST(MixOwnTracks, AddUpToTheMixToTheSample) {
  for (const int channels : {1, 2}) {
    Room room(Output(kRate, channels));
    room.AddWithTrack(TrackedVoice(1, Noise(kRate, 10000, 1)));
    room.AddWithTrack(TrackedVoice(2, Noise(kRate, 10000, 2)));
    room.AddWithTrack(TrackedVoice(3, Noise(kRate, 10000, 3), kRate, 2));
    room.Finish(1.005);
    // The average of two channels may end in a half, which is rounded in the track and again in the mix.
    EXPECT_LE(WorstOfSum(room.heard(), {1, 2, 3}), channels == 1 ? 1 : 0);
  }
}

TEST(MixOwnTracks, AddUpToTheMixWhereSourcesAreResampledSteeredAndLost) {
  Room room(Output(32000, 1));
  Voice fast = TrackedVoice(1, Tone(440, 9000), 44100);
  fast.ppm = 900;
  Voice broken = TrackedVoice(2, Tone(700, 9000), 16000);
  broken.lost = LossBursts(0.1, 4);
  room.AddWithTrack(fast);
  room.AddWithTrack(broken);
  room.Finish(8.0049);
  EXPECT_TRUE(room.StatsOf(1).steered);
  EXPECT_GT(room.StatsOf(2).gaps, 0u);
  EXPECT_LE(WorstOfSum(room.heard(), {1, 2}), 1) << "two roundings instead of one";
}

TEST(MixOwnTracks, AreNotLimited) {
  Room room(Output(kRate, 1));
  const Sound tone = Tone(300, 32000);
  room.AddWithTrack(TrackedVoice(1, tone));
  room.AddWithTrack(TrackedVoice(2, tone));
  room.Finish(0.5);
  EXPECT_LT(room.mixer().TakeLowestGain(), 0.6F);
  const std::vector<int16_t> track = room.heard().TrackOf(2);
  for (size_t i = 0; i < track.size(); ++i) {
    ASSERT_EQ(track[i], std::lround(tone(static_cast<double>(i) / kRate, 0))) << i;
  }
}

TEST(MixOwnTracks, AreClippedBeyondFullScale) {
  Room room(Output(kRate, 1));
  Voice loud = TrackedVoice(1, Tone(300, 60000));
  loud.format.sample_format = SampleFormat::kFloat32;
  room.AddWithTrack(loud);
  room.Finish(0.5);
  const std::vector<int16_t> track = room.heard().TrackOf(1);
  for (size_t i = 0; i < track.size(); ++i) {
    const double sample = loud.sound(static_cast<double>(i) / kRate, 0);
    ASSERT_NEAR(track[i], std::clamp(sample, -32768.0, 32767.0), 0.51) << i;
  }
}

TEST(MixOwnTracks, AreMutedWithTheMix) {
  Room room(Output(kRate, 1));
  room.AddWithTrack(TrackedVoice(1, [](double, int) { return 1000.0; }));
  room.AddWithTrack(TrackedVoice(2, [](double, int) { return 1.0; }));
  room.mixer().SetMuted(1, true, AtNs(0.12345));
  room.Finish(0.5);
  const std::vector<int16_t> track = room.heard().TrackOf(1);
  const auto off = static_cast<size_t>(std::llround(0.12345 * kRate));
  for (size_t i = 0; i < track.size(); ++i) ASSERT_EQ(track[i], i < off ? 1000 : 0) << i;
  EXPECT_EQ(WorstOfSum(room.heard(), {1, 2}), 0);
}

TEST(MixOwnTracks, HaveOneChannelInASplit) {
  Room room(Output(kRate, 2, Layout::kSplit));
  room.AddWithTrack(TrackedVoice(1, Noise(kRate, 32767, 1)));
  room.AddWithTrack(TrackedVoice(2, Noise(kRate, 32767, 2)));
  room.Finish(0.507);
  EXPECT_EQ(room.heard().TrackOf(1), room.heard().Channel(0));
  EXPECT_EQ(room.heard().TrackOf(2), room.heard().Channel(1));
}

TEST(MixOwnTracks, BeginWithTheFirstCellAfterTheSourceJoined) {
  Room room(Output(kRate, 1));
  room.AddWithTrack(TrackedVoice(1, Noise(kRate, 8000, 1)));
  room.Run(0.7);
  Voice late = TrackedVoice(2, Noise(kRate, 8000, 2));
  late.begin_s = 0.7;
  room.AddWithTrack(late);
  room.Finish(1.2);
  ASSERT_EQ(room.heard().tracks.at(2).size(), 1u);
  const int64_t first = room.heard().tracks.at(2)[0].first_frame;
  EXPECT_EQ(first % (kRate / 100), 0);
  EXPECT_GE(first, static_cast<int64_t>((0.7 - Room::kMixDelayS - 0.02) * kRate));
  EXPECT_LE(first, static_cast<int64_t>(0.7 * kRate));
  EXPECT_EQ(WorstOfSum(room.heard(), {1, 2}), 0);
}

TEST(MixOwnTracks, OfAClosedSourceEndWithItsLastSample) {
  for (const int rate_hz : {kRate, 44100}) {
    Room room(Output(kRate, 1));
    Voice leaving = TrackedVoice(1, Tone(500, 8000), rate_hz);
    leaving.begin_s = 0.0033;
    leaving.end_s = 0.5;
    room.AddWithTrack(leaving);
    room.AddWithTrack(TrackedVoice(2, Noise(kRate, 8000, 2)));
    room.Run(0.52);
    room.mixer().CloseSource(1);
    room.Finish(1);
    ASSERT_EQ(room.heard().tracks.at(1).size(), 1u);
    const auto end = static_cast<int64_t>(room.heard().tracks.at(1)[0].samples.size());
    EXPECT_NEAR(static_cast<double>(end), 0.5033 * kRate, kRate / 50);
    EXPECT_LE(WorstOfSum(room.heard(), {1, 2}), rate_hz == kRate ? 0 : 1) << "nothing of the mix is missing in it";
  }
}

TEST(MixOwnTracks, AreSilentWhereNothingIsDelivered) {
  Room room(Output(kRate, 1));
  Voice voice = TrackedVoice(1, [](double, int) { return 500.0; });
  voice.begin_s = 0.2;
  voice.lost = [](double begin_s) { return begin_s > 0.295 && begin_s < 0.395; };
  room.AddWithTrack(voice);
  room.Finish(0.5);
  ASSERT_EQ(room.heard().tracks.at(1).size(), 1u);
  EXPECT_EQ(room.heard().tracks.at(1)[0].samples, room.heard().mix);
}

TEST(MixOwnTracks, AreNotGivenForWhatThePositionLeavesOut) {
  MixerConfig config = Output(kRate, 1);
  config.position = Position::kRecording;
  Room room(config);
  room.AddWithTrack(TrackedVoice(1, Noise(kRate)));
  room.AddWithTrack(TrackedVoice(2, Noise(kRate, 32767, 2)));
  room.Finish(0.5);
  EXPECT_EQ(room.heard().tracks.count(2), 0u);
  EXPECT_EQ(room.heard().TrackOf(1), room.heard().mix);
}

TEST(MixOwnTracks, MayBeTurnedOnAndOffAtAnyTime) {
  MixerConfig config = Output(kRate, 1);
  for (const int most : {0, 8}) {
    config.max_loudness_sources = most;
    Room room(config);
    room.Add(TrackedVoice(1, Noise(kRate)));
    room.mixer().SetOwnTrack(7, true);
    room.Run(0.5);
    EXPECT_TRUE(room.heard().tracks.empty()) << "off at first";
    room.mixer().SetOwnTrack(1, true);
    const int64_t on = room.heard().frames();
    room.Run(0.8);
    room.mixer().SetOwnTrack(1, false);
    const int64_t off = room.heard().frames();
    room.Run(0.9);
    room.mixer().SetOwnTrack(1, true);
    room.Finish(1);
    const auto& parts = room.heard().tracks.at(1);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].first_frame, on + kRate / 100) << "the cell that waits was summed before";
    EXPECT_EQ(parts[0].first_frame + static_cast<int64_t>(parts[0].samples.size()), off);
    EXPECT_EQ(parts[1].first_frame + static_cast<int64_t>(parts[1].samples.size()), room.heard().frames());
    for (const auto& part : parts) {
      EXPECT_TRUE(std::equal(part.samples.begin(), part.samples.end(), room.heard().mix.begin() + part.first_frame));
    }
  }
}

}  // namespace
}  // namespace vr::test
