// Whatever is delivered, the mixer keeps its time, its memory and its length.
#include <cstring>
#include <limits>

#include "mix/block_queue.h"
#include "mix_room.h"

namespace vr::test {
namespace {

constexpr int kRatesHz[] = {8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000};

class Chaos {
 public:
  Chaos(Room* room, uint32_t seed) : room_(*room), random_(seed) {}

  void Do(double now_s) {
    const auto id = static_cast<SourceId>(Draw(1, 5));
    const int64_t now_ns = AtNs(now_s);
    switch (Draw(0, 19)) {
      case 0:
        return room_.mixer().AddSource(id, static_cast<SourceKind>(Draw(0, 2)));
      case 1:
        return room_.mixer().CloseSource(id);
      case 2:
        return room_.mixer().SetMuted(id, Draw(0, 1) == 1, Stamp(now_ns));
      case 3:
        return room_.mixer().SetOwnTrack(id, Draw(0, 1) == 1);
      default:
        Deliver(id, now_ns);
    }
  }

 private:
  int Draw(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

  int64_t Stamp(int64_t now_ns) {
    switch (Draw(0, 11)) {
      case 0:
        return std::numeric_limits<int64_t>::min();
      case 1:
        return std::numeric_limits<int64_t>::max();
      case 2:
        return 0;
      case 3:
        return static_cast<int64_t>(random_()) << Draw(0, 31);
      case 4:
        return -(static_cast<int64_t>(random_()) << Draw(0, 31));
      case 5:
        return now_ns - Draw(0, 2'000'000'000);
      case 6:
        return now_ns + Draw(0, 2'000'000'000);
      case 7:
        return last_ns_;
      default:
        return last_ns_ = now_ns - Draw(0, 20'000'000);
    }
  }

  float AnyFloat() {
    constexpr float kOdd[] = {0,
                              -0.0F,
                              1e30F,
                              -1e30F,
                              1e-40F,
                              2,
                              std::numeric_limits<float>::infinity(),
                              -std::numeric_limits<float>::infinity(),
                              std::numeric_limits<float>::quiet_NaN()};
    if (Draw(0, 3) == 0) return kOdd[Draw(0, 8)];
    return static_cast<float>(Draw(-32768, 32767)) / 32768;
  }

  void Deliver(SourceId id, int64_t now_ns) {
    SourceBlock block;
    block.format.sample_rate_hz = kRatesHz[Draw(0, 7)];
    block.format.channels = Draw(1, 2);
    block.format.sample_format = static_cast<SampleFormat>(Draw(0, 1));
    block.frames = Draw(0, 2) == 0 ? 1 : Draw(1, block.format.sample_rate_hz / 10);
    block.has_capture_time = Draw(0, 1) == 1;
    block.time_ns = Stamp(now_ns);
    block.taken_ns = now_ns;
    const auto count = static_cast<size_t>(block.frames * block.format.channels);
    // Allocated to the sample, so that a sanitizer sees one that is read beyond.
    std::vector<int16_t> pcm(count);
    std::vector<float> floats(count);
    for (int16_t& value : pcm) value = static_cast<int16_t>(random_());
    for (float& value : floats) value = AnyFloat();
    const bool is_pcm = block.format.sample_format == SampleFormat::kInt16;
    block.samples = is_pcm ? static_cast<const void*>(pcm.data()) : floats.data();
    room_.mixer().Deliver(id, block);
  }

  Room& room_;
  std::mt19937 random_;
  int64_t last_ns_ = 0;
};

class MixGarbage : public ::testing::TestWithParam<uint32_t> {};

TEST_P(MixGarbage, NeverStopsTheTimeLine) {
  const int rate_hz = kTaskRatesHz[GetParam() % 4];
  const Layout layout = GetParam() % 3 == 0 ? Layout::kSplit : Layout::kMix;
  MixerConfig config = Output(rate_hz, layout == Layout::kSplit ? 2 : 1 + static_cast<int>(GetParam() % 2), layout);
  config.max_loudness_sources = static_cast<int>(GetParam() % 5);
  Room room(config);
  for (SourceId id = 1; id <= 5; ++id) room.mixer().AddSource(id, SourceKind::kRemote);
  Chaos chaos(&room, GetParam());
  constexpr double kEndS = 20.0035;
  for (int step = 0; step < 2000; ++step) {
    for (int i = 0; i < 4; ++i) chaos.Do(step * 0.01);
    room.Run((step + 1) * 0.01);
  }
  room.Finish(kEndS);
  EXPECT_EQ(room.heard().frames(), static_cast<int64_t>(kEndS * rate_hz + 1e-6));
  EXPECT_EQ(room.mixer().mixed_frames(), room.heard().frames());
  EXPECT_EQ(room.heard().loudness.at(0).size(), 200u);
  for (const auto& [id, blocks] : room.heard().loudness) {
    for (const auto& [block, lufs] : blocks) EXPECT_LT(lufs, 8) << "block " << block << " of source " << id;
  }
  for (SourceId id = 1; id <= 5; ++id) {
    MixSourceStats stats;
    if (!room.mixer().GetSourceStats(id, &stats)) continue;
    EXPECT_TRUE(std::isfinite(stats.drift_ppm));
    EXPECT_TRUE(std::isfinite(stats.offset_ms));
    EXPECT_GE(stats.gap_frames, 0);
    EXPECT_LE(stats.gap_frames, room.heard().frames());
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, MixGarbage, ::testing::Range(1u, 13u));

// The queue of a source whose blocks are never due: 3 s of them.
TEST(MixBlockQueue, IsBounded) {
  BlockQueue queue(kStartNs);
  const std::vector<int16_t> samples(4800);
  int dropped = 0;
  for (int i = 0; i < 1000; ++i) {
    SourceBlock block{samples.data(), 4800, {48000, 1, SampleFormat::kInt16}, false, AtNs(1e6), kStartNs};
    dropped += queue.Add(block) ? 0 : 1;
    EXPECT_LE(queue.size(), 30u);
  }
  EXPECT_GE(dropped, 969);
}

TEST(MixGarbageEnd, ABlockFromTheFarFutureIsLeftOut) {
  for (const bool captured : {false, true}) {
    Room room(Output(48000, 1));
    room.mixer().AddSource(1, SourceKind::kLocal);
    const std::vector<int16_t> samples(480, 9);
    SourceBlock block{samples.data(), 480, {48000, 1, SampleFormat::kInt16}, captured, AtNs(9e8), AtNs(0.01)};
    room.mixer().Deliver(1, block);
    room.Finish(1);
    EXPECT_EQ(room.heard().frames(), 48000);
  }
}

TEST(MixGarbageEnd, MayLieBeforeTheStart) {
  Room room(Output(48000, 1));
  room.mixer().MixUntil(std::numeric_limits<int64_t>::min(), room.sink());
  room.mixer().Finish(std::numeric_limits<int64_t>::min(), room.sink());
  EXPECT_EQ(room.heard().frames(), 0);
}

}  // namespace
}  // namespace vr::test
