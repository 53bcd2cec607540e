// The map of a lane from its samples.
#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/capture_map.h"
#include "analysis/level_scan.h"
#include "analysis/map_lists.h"
#include "analysis/progress_ticker.h"
#include "base/audio_types.h"

namespace vr {
namespace {

constexpr size_t kBlockSamples = 65536;

bool AtFullScale(float value) {
  return value >= kFullScale || value <= -kFullScale;
}

// Looks at one cell of 10 ms after the other.
class CellMapper {
 public:
  CellMapper(MapLists* lists, int channels)
      : lists_(lists), channels_(static_cast<size_t>(channels)), sums_(channels_) {}

  void Map(const float* samples, int64_t first_frame, size_t frames) {
    const LevelSum sum = SumOf(samples, frames);
    const int64_t end_frame = first_frame + static_cast<int64_t>(frames);
    if (sum.squares < kSilentPower * static_cast<double>(frames * channels_)) {
      lists_->silence.Add(first_frame, end_frame);
    }
    if (sum.max >= kFullScale || sum.min <= -kFullScale) AddClipping(samples, first_frame, frames);
    if (sum.min == 0 && sum.max == 0) {
      lists_->zeros.Add(first_frame, end_frame);
      return;
    }
    // A stretch that is long enough to be told has a whole cell, or all of two parts that touch.
    size_t head = 0;
    while (head < frames && IsZero(samples, head)) ++head;
    size_t tail = 0;
    while (tail < frames - head && IsZero(samples, frames - 1 - tail)) ++tail;
    if (head > 0) lists_->zeros.Add(first_frame, first_frame + static_cast<int64_t>(head));
    if (tail > 0) lists_->zeros.Add(end_frame - static_cast<int64_t>(tail), end_frame);
  }

 private:
  LevelSum SumOf(const float* samples, size_t frames) {
    std::fill(sums_.begin(), sums_.end(), LevelSum{});
    for (size_t at = 0; at < frames; at += kMaxScanFrames) {
      const size_t count = std::min(kMaxScanFrames, frames - at);
      ScanLevels(samples + at * channels_, count, static_cast<int>(channels_), sums_.data());
    }
    LevelSum all;
    for (const LevelSum& sum : sums_) all.Add(sum);
    return all;
  }

  bool IsZero(const float* samples, size_t frame) const {
    const float* at = samples + frame * channels_;
    return std::all_of(at, at + channels_, [](float value) { return value == 0; });
  }

  void AddClipping(const float* samples, int64_t first_frame, size_t frames) {
    for (size_t frame = 0; frame < frames; ++frame) {
      const float* at = samples + frame * channels_;
      const auto clipped = static_cast<uint64_t>(std::count_if(at, at + channels_, AtFullScale));
      if (clipped == 0) continue;
      const int64_t place = first_frame + static_cast<int64_t>(frame);
      lists_->clipping.Add(place, place + 1, clipped);
      lists_->clipped_samples += clipped;
    }
  }

  MapLists* lists_;
  size_t channels_;
  std::vector<LevelSum> sums_;
};

// Cell k begins here; a rate that is no multiple of 100 has cells of two lengths.
int64_t CellBegin(int64_t cell, int rate_hz) {
  return cell / kCellsPerSecond * rate_hz + cell % kCellsPerSecond * rate_hz / kCellsPerSecond;
}

void AddGaps(std::vector<LaneGap> gaps, int64_t frames, MapLists* lists) {
  const double length_s = static_cast<double>(frames) / lists->rate_hz;
  const auto frame_of = [&](double seconds) {
    return static_cast<int64_t>(std::clamp(seconds, 0.0, length_s) * lists->rate_hz + 0.5);
  };
  const auto is_none = [](const LaneGap& gap) { return !std::isfinite(gap.start_s) || !(gap.seconds > 0); };
  gaps.erase(std::remove_if(gaps.begin(), gaps.end(), is_none), gaps.end());
  std::sort(gaps.begin(), gaps.end(), [](const LaneGap& a, const LaneGap& b) { return a.start_s < b.start_s; });
  for (const LaneGap& gap : gaps) {
    const int64_t first_frame = frame_of(gap.start_s);
    const int64_t end_frame = frame_of(gap.start_s + gap.seconds);
    if (end_frame > first_frame) lists->gaps.Add(first_frame, end_frame);
  }
}

}  // namespace

Result<std::string> MapOfAudio(AudioReader& audio, const std::vector<LaneGap>& gaps, const Progress& progress) {
  const int rate_hz = std::max(1, audio.sample_rate_hz());
  const auto channels = static_cast<size_t>(audio.channels());
  MapLists lists(rate_hz);
  CellMapper mapper(&lists, audio.channels());
  ProgressTicker ticker(progress);
  const auto all = static_cast<uint64_t>(std::max<int64_t>(0, audio.frames()));
  const int64_t block_cells =
      std::max<int64_t>(1, static_cast<int64_t>(kBlockSamples / channels) * kCellsPerSecond / rate_hz);
  std::vector<float> block;
  for (int64_t cell = 0; CellBegin(cell, rate_hz) < audio.frames(); cell += block_cells) {
    const int64_t first_frame = CellBegin(cell, rate_hz);
    if (Status told = ticker.Tell(Share(static_cast<uint64_t>(first_frame), all)); !told.ok()) return told;
    const auto wanted = static_cast<size_t>(CellBegin(cell + block_cells, rate_hz) - first_frame);
    block.resize(wanted * channels);
    const Result<size_t> read = audio.Read(first_frame, wanted, block.data());
    if (!read.ok()) return read.status();
    for (int64_t i = 0; i < block_cells; ++i) {
      const int64_t begin = CellBegin(cell + i, rate_hz);
      const int64_t end = std::min(CellBegin(cell + i + 1, rate_hz), first_frame + static_cast<int64_t>(read.value()));
      if (begin >= end) continue;
      mapper.Map(block.data() + static_cast<size_t>(begin - first_frame) * channels, begin,
                 static_cast<size_t>(end - begin));
    }
    if (read.value() < wanted) break;
  }
  AddGaps(gaps, audio.frames(), &lists);
  return lists.ToJson("audio", audio.lossy());
}

}  // namespace vr
