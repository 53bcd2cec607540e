// A mix that is made anew out of the tracks is the one that the mixer made.
#include "mix/track_mixer.h"

#include <algorithm>
#include <tuple>

#include "mix_room.h"

namespace vr::test {
namespace {

constexpr double kEndS = 3.1234;

struct Shape {
  int channels;
  Layout layout;
};

// Speaks and pauses, near full scale, so that the limiter comes and goes.
Sound Loud(SourceId id, int rate_hz) {
  const Sound noise = Noise(rate_hz, 31000, static_cast<uint32_t>(id));
  const double turn_s = 0.23 + 0.07 * static_cast<double>(id);
  return [=](double room_s, int channel) {
    return std::fmod(room_s + 1e-9, 2 * turn_s) < turn_s ? noise(room_s, channel) : 0.0;
  };
}

Voice Speaker(SourceId id, int rate_hz, int channels) {
  Voice voice;
  voice.id = id;
  voice.kind = id == 1 ? SourceKind::kLocal : id == 2 ? SourceKind::kRemote : SourceKind::kRemoteMix;
  voice.format = {rate_hz, channels, SampleFormat::kInt16};
  voice.block_frames = rate_hz / 100;
  voice.sound = Loud(id, rate_hz);
  return voice;
}

// Mixes the tracks of these voices anew, in pieces of odd sizes.
std::vector<int16_t> Remix(const Recording& heard, const MixerConfig& config, const std::vector<Voice>& voices) {
  std::vector<SourceKind> kinds;
  std::vector<std::vector<int16_t>> tracks;
  for (const Voice& voice : voices) {
    kinds.push_back(voice.kind);
    tracks.push_back(heard.TrackOf(voice.id));
  }
  TrackMixer mixer(config.sample_rate_hz, config.channels, config.layout, kinds);
  std::vector<int16_t> mixed;
  const int pieces[] = {1, 479, 480, 481, 3, 0, 1234, 97, 5000};
  const auto frames = static_cast<int>(heard.frames());
  for (int at = 0, i = 0; at < frames; ++i) {
    const int piece = std::min(pieces[i % 9], frames - at);
    std::vector<const int16_t*> from;
    for (const auto& track : tracks) from.push_back(track.data() + at * heard.track_channels);
    mixer.Process(from, piece, &mixed);
    at += piece;
    const int whole_cells = at / (config.sample_rate_hz / 100);
    EXPECT_EQ(static_cast<int>(mixed.size()) / config.channels,
              std::max(0, whole_cells - 1) * (config.sample_rate_hz / 100))
        << "one cell late";
  }
  mixer.Finish(&mixed);
  return mixed;
}

int WorstDifference(const std::vector<int16_t>& one, const std::vector<int16_t>& other) {
  EXPECT_EQ(one.size(), other.size());
  int worst = 0;
  for (size_t i = 0; i < std::min(one.size(), other.size()); ++i) worst = std::max(worst, std::abs(one[i] - other[i]));
  return worst;
}

class MixTrackMixer : public ::testing::TestWithParam<std::tuple<Shape, int>> {
 protected:
  MixerConfig config() const {
    const Shape shape = std::get<0>(GetParam());
    return Output(kRate, shape.channels, shape.layout);
  }
  int sources() const { return std::get<1>(GetParam()); }
};

TEST_P(MixTrackMixer, GivesTheVerySamplesOfTheMixer) {
  Room room(config());
  std::vector<Voice> voices;
  for (int id = 1; id <= sources(); ++id) {
    voices.push_back(Speaker(static_cast<SourceId>(id), kRate, config().channels == 2 ? 2 : 1));
    if (config().layout == Layout::kSplit) voices.back().format.channels = 1;
    room.AddWithTrack(voices.back());
  }
  room.Finish(kEndS);
  const bool limited = config().layout == Layout::kMix || sources() > 2;
  EXPECT_EQ(room.mixer().TakeLowestGain() < 0.7F, limited);
  EXPECT_EQ(WorstDifference(Remix(room.heard(), config(), voices), room.heard().mix), 0);
}

// A resampled source is rounded to int16 in its track, and once more in the mix: that may be 1 off.
TEST_P(MixTrackMixer, IsOffByOneAtTheMostWhereSourcesWereResampled) {
  Room room(config());
  std::vector<Voice> voices;
  for (int id = 1; id <= sources(); ++id) {
    voices.push_back(Speaker(static_cast<SourceId>(id), id == 2 ? kRate : id == 1 ? 16000 : 44100, 1));
    const double hz = 200.0 + 90 * id;
    voices.back().sound = Tone(hz, 30000);
    room.AddWithTrack(voices.back());
  }
  room.Finish(kEndS);
  EXPECT_LE(WorstDifference(Remix(room.heard(), config(), voices), room.heard().mix), 1);
}

TEST_P(MixTrackMixer, LeavesOneOutAsIfItHadNotBeenThere) {
  Room with(config());
  Room without(config());
  std::vector<Voice> voices;
  for (int id = 1; id <= sources(); ++id) {
    const Voice voice = Speaker(static_cast<SourceId>(id), kRate, 1);
    with.AddWithTrack(voice);
    if (id == 1) continue;
    without.Add(voice);
    voices.push_back(voice);
  }
  with.Finish(kEndS);
  without.Finish(kEndS);
  EXPECT_EQ(WorstDifference(Remix(with.heard(), config(), voices), without.heard().mix), 0);
}

INSTANTIATE_TEST_SUITE_P(EveryShape, MixTrackMixer,
                         ::testing::Combine(::testing::Values(Shape{1, Layout::kMix}, Shape{2, Layout::kMix},
                                                              Shape{2, Layout::kSplit}),
                                            ::testing::Values(2, 3)));

TEST(MixTrackMixerOfSources, ThatJoinAndLeaveGivesTheSameMix) {
  const MixerConfig config = Output(kRate, 1);
  Room room(config);
  std::vector<Voice> voices = {Speaker(1, kRate, 1), Speaker(2, kRate, 1), Speaker(3, kRate, 1)};
  voices[1].begin_s = 0.5;
  voices[2].end_s = 1.234;
  room.AddWithTrack(voices[0]);
  room.AddWithTrack(voices[2]);
  room.Run(0.5);
  room.AddWithTrack(voices[1]);
  room.Run(1.3);
  room.mixer().CloseSource(3);
  room.Finish(kEndS);
  EXPECT_EQ(WorstDifference(Remix(room.heard(), config, voices), room.heard().mix), 0);
}

TEST(MixTrackMixerOfSources, TakesATrackThatIsNotThereForSilence) {
  const std::vector<int16_t> track(1000, 1234);
  TrackMixer mixer(kRate, 1, Layout::kMix, {SourceKind::kLocal, SourceKind::kRemote});
  std::vector<int16_t> mixed;
  mixer.Process({track.data(), nullptr}, 1000, &mixed);
  mixer.Process({nullptr, nullptr}, 100, &mixed);
  mixer.Finish(&mixed);
  ASSERT_EQ(mixed.size(), 1100u);
  EXPECT_TRUE(std::equal(track.begin(), track.end(), mixed.begin()));
  EXPECT_EQ(std::count(mixed.begin() + 1000, mixed.end(), 0), 100);
}

TEST(MixTrackMixerOfSources, OfNoTrackIsSilence) {
  TrackMixer mixer(kRate, 2, Layout::kMix, {});
  std::vector<int16_t> mixed;
  mixer.Process({}, 700, &mixed);
  mixer.Finish(&mixed);
  EXPECT_EQ(mixed, std::vector<int16_t>(1400, 0));
}

}  // namespace
}  // namespace vr::test
