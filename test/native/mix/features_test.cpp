// The feature track tells each 10 ms of every source and of the mix as it was before any encoding.
#include <algorithm>

#include "mix/feature_meter.h"
#include "mix_room.h"

namespace vr::test {
namespace {

constexpr int kCell = kRate / kCellsPerSecond;

// Cell 0: a ramp; cell 1: full scale at both ends, zeros between; cell 2: silence; then 100 everywhere.
double Known(int64_t frame) {
  if (frame < 0) return 0;
  const auto within = static_cast<int>(frame % kCell);
  switch (frame / kCell) {
    case 0:
      return within - 200;
    case 1:
      return within < 7 ? 32767 : within >= kCell - 5 ? -32768 : within == 240 ? 1 : 0;
    case 2:
      return 0;
    default:
      return 100;
  }
}

Voice KnownVoice() {
  Voice voice;
  voice.sound = [](double room_s, int) { return Known(std::llround(room_s * kRate)); };
  return voice;
}

double RmsDbfs(int64_t cell) {
  double power = 0;
  for (int64_t i = cell * kCell; i < (cell + 1) * kCell; ++i) power += Known(i) * Known(i);
  return 10 * std::log10(power / kCell / 32768 / 32768);
}

TEST(MixFeatures, TellTheLevelsOfSourceAndMixExactly) {
  Room room(Output(kRate, 1));
  room.Add(KnownVoice());
  room.Finish(1);
  for (const SourceId source : {0, 1}) {
    SCOPED_TRACE(source);
    const auto& cells = room.heard().cells.at(source);
    EXPECT_EQ(cells.size(), 100u);
    EXPECT_EQ(cells.at(0).min, -200);
    EXPECT_EQ(cells.at(0).max, 279);
    EXPECT_NEAR(cells.at(0).rms_dbfs, RmsDbfs(0), 0.02);
    EXPECT_EQ(cells.at(0).full_scale_count, 0);
    EXPECT_EQ(cells.at(0).zero_run, 1);
    EXPECT_EQ(cells.at(1).min, -32768);
    EXPECT_EQ(cells.at(1).max, 32767);
    EXPECT_EQ(cells.at(1).full_scale_count, 12);
    EXPECT_EQ(cells.at(1).zero_run, 475 - 241) << "a single 1 parts the zeros";
    EXPECT_NEAR(cells.at(1).rms_dbfs, RmsDbfs(1), 0.02);
    EXPECT_EQ(cells.at(2).zero_run, kCell);
    EXPECT_EQ(cells.at(2).rms_dbfs, kSilenceDbfs);
    EXPECT_EQ(cells.at(50).min, 100);
    EXPECT_EQ(cells.at(50).max, 100);
    for (const auto& [cell, feature] : cells) EXPECT_FALSE(feature.gap) << cell;
  }
}

// A source is measured by its own samples, before they are resampled, averaged or limited.
TEST(MixFeatures, AreTakenBeforeResampling) {
  Room room(Output(16000, 1));
  Voice voice;
  voice.format.channels = 2;
  voice.sound = [](double room_s, int channel) {
    return channel == 1 ? -50.0 : std::llround(room_s * kRate) % 100 == 0 ? 32767.0 : 0.0;
  };
  room.Add(voice);
  room.Finish(0.5);
  for (int64_t cell = 5; cell < 45; ++cell) {
    const Feature& own = room.heard().cells.at(1).at(cell);
    EXPECT_EQ(own.max, 32767);
    EXPECT_EQ(own.min, -50);
    EXPECT_NEAR(own.full_scale_count, 4.8, 0.9);
    EXPECT_EQ(own.zero_run, 0) << "a frame is zero when all of its channels are";
    EXPECT_LT(room.heard().cells.at(0).at(cell).max, 16384);
  }
}

TEST(MixFeatures, FlagTheCellsOfAGap) {
  Room room(Output(kRate, 1));
  Voice voice = KnownVoice();
  voice.block_frames = kRate / 50;
  voice.lost = [](double begin_s) { return begin_s > 0.295 && begin_s < 0.355; };
  voice.begin_s = 0.1;
  voice.end_s = 0.8;
  room.Add(voice);
  room.Run(0.85);
  room.mixer().CloseSource(1);
  room.Finish(1);
  const auto& own = room.heard().cells.at(1);
  for (int64_t cell = 0; cell < 80; ++cell) {
    const bool missing = cell < 10 || (cell >= 30 && cell < 36);
    EXPECT_EQ(own.at(cell).gap, missing) << cell;
    EXPECT_EQ(own.at(cell).max, missing ? 0 : 100) << cell;
    EXPECT_FALSE(room.heard().cells.at(0).at(cell).gap) << "the mix is always there";
  }
}

TEST(MixFeatures, OfAClosedSourceEndWithTheCellOfItsLastSample) {
  for (const double end_s : {0.7, 0.705}) {
    Room room(Output(kRate, 1));
    Voice voice = KnownVoice();
    voice.block_frames = kCell / 2;
    voice.end_s = end_s;
    room.Add(voice);
    room.Run(0.75);
    room.mixer().CloseSource(1);
    room.Finish(1);
    const auto& [last, feature] = *room.heard().cells.at(1).rbegin();
    EXPECT_EQ(last, std::llround(std::ceil(end_s * 100 - 1e-6)) - 1);
    EXPECT_EQ(feature.max, 100);
    EXPECT_FALSE(feature.gap) << "what is silent after its end is none";
  }
}

TEST(MixFeatures, TellWhatIsThereOfACellInPart) {
  Room room(Output(kRate, 1));
  Voice voice = KnownVoice();
  voice.block_frames = kCell / 2;
  voice.lost = [](double begin_s) { return begin_s > 0.5025 && begin_s < 0.5075; };
  room.Add(voice);
  room.Finish(1);
  const Feature& half = room.heard().cells.at(1).at(50);
  EXPECT_TRUE(half.gap);
  EXPECT_EQ(half.min, 100);
  EXPECT_EQ(half.max, 100);
  EXPECT_EQ(half.zero_run, 0);
  EXPECT_NEAR(half.rms_dbfs, 20 * std::log10(100.0 / 32768), 0.02) << "of the samples that there are";
  EXPECT_FALSE(room.heard().cells.at(1).at(51).gap);
}

TEST(MixFeatures, OfAMutedSourceAreSilenceAndNoGap) {
  Room room(Output(kRate, 1));
  room.Add(KnownVoice());
  room.mixer().SetMuted(1, true, AtNs(0.5));
  room.Finish(1);
  for (int64_t cell = 50; cell < 100; ++cell) {
    const Feature& own = room.heard().cells.at(1).at(cell);
    EXPECT_EQ(own.max, 0) << cell;
    EXPECT_EQ(own.zero_run, kCell);
    EXPECT_FALSE(own.gap);
  }
}

TEST(MixFeatures, FollowADriftingSourceWithoutFalseGaps) {
  Room room(Output(32000, 1));
  Voice voice = KnownVoice();
  voice.ppm = -300;
  voice.sound = [](double, int) { return 100.0; };
  room.Add(voice);
  room.Finish(60);
  int64_t flagged = 0;
  for (const auto& [cell, feature] : room.heard().cells.at(1)) flagged += feature.gap ? 1 : 0;
  EXPECT_EQ(flagged, 0);
  EXPECT_EQ(room.heard().cells.at(1).size(), 6000u);
}

TEST(MixFeatures, OfALateSourceBeginWhereItIsOpened) {
  Room room(Output(kRate, 1));
  room.Add(KnownVoice());
  room.Run(1);
  Voice late = KnownVoice();
  late.id = 2;
  late.begin_s = 1;
  room.Add(late);
  room.Finish(1.505);
  const auto& cells = room.heard().cells.at(2);
  EXPECT_EQ(room.heard().cells.at(0).rbegin()->first, 150) << "the last cell is a part of one";
  EXPECT_EQ(cells.rbegin()->first, 150);
  EXPECT_LE(cells.begin()->first, 100);
  EXPECT_EQ(static_cast<int64_t>(cells.size()), 151 - cells.begin()->first);
}

TEST(MixFeatureMeter, IgnoresWhatWasTaken) {
  FeatureMeter meter(3);
  const std::vector<int16_t> tens(kCell, 10);
  meter.Add(tens.data(), kCell, 1, 0.02, 1.0 / kRate);
  meter.Add(tens.data(), kCell, 1, 0.03, 1.0 / kRate);
  EXPECT_EQ(meter.next_cell(), 3);
  const Feature third = UnpackFeature(meter.Take());
  EXPECT_EQ(third.max, 10);
  EXPECT_FALSE(third.gap);
  EXPECT_TRUE(UnpackFeature(meter.Take()).gap);
  EXPECT_EQ(meter.next_cell(), 5);
}

}  // namespace
}  // namespace vr::test
