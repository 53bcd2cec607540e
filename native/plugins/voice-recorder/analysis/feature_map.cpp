// The map of a lane from its feature track.
#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/capture_map.h"
#include "analysis/map_lists.h"
#include "analysis/progress_ticker.h"
#include "base/feature_word.h"

namespace vr {
namespace {

constexpr size_t kBlockCells = 4096;
constexpr double kSilentCellDbfs = -60.0;
constexpr int64_t kMostZeroRun = 511;  // a word says so, and means so many or more

// Looks at one cell after the other, and keeps within the capture.
class FeatureMapper {
 public:
  FeatureMapper(MapLists* lists, int64_t frames, int64_t cell_frames)
      : lists_(lists), frames_(frames), cell_frames_(cell_frames) {}

  void Map(const Feature& feature, int64_t first_frame) {
    const int64_t end_frame = first_frame + cell_frames_;
    if (feature.gap) Add(&lists_->gaps, first_frame, end_frame);
    if (feature.rms_dbfs < kSilentCellDbfs) Add(&lists_->silence, first_frame, end_frame);
    if (feature.full_scale_count > 0 && Add(&lists_->clipping, first_frame, end_frame, feature.full_scale_count)) {
      lists_->clipped_samples += feature.full_scale_count;
    }
    MapZeros(feature, first_frame, end_frame);
  }

 private:
  // A cell tells its longest run of zeros, not where it stands. Beside a cell that is zero throughout it is taken to
  // touch it: a stretch seldom begins and ends with the cells.
  void MapZeros(const Feature& feature, int64_t first_frame, int64_t end_frame) {
    const bool all_zero = !feature.gap && feature.min == 0 && feature.max == 0 &&
                          feature.zero_run >= std::min(cell_frames_, kMostZeroRun);
    if (all_zero) {
      Add(&lists_->zeros, first_frame - (last_all_zero_ ? 0 : last_zero_run_), end_frame);
    } else if (last_all_zero_ && feature.zero_run > 0) {
      Add(&lists_->zeros, first_frame, first_frame + std::min<int64_t>(feature.zero_run, cell_frames_));
    }
    last_all_zero_ = all_zero;
    last_zero_run_ = std::min<int64_t>(feature.zero_run, cell_frames_);
  }

  bool Add(StretchList* list, int64_t first_frame, int64_t end_frame, uint64_t samples = 0) {
    first_frame = std::clamp<int64_t>(first_frame, 0, frames_);
    end_frame = std::clamp<int64_t>(end_frame, 0, frames_);
    if (first_frame == end_frame) return false;
    list->Add(first_frame, end_frame, samples);
    return true;
  }

  MapLists* lists_;
  int64_t frames_;
  int64_t cell_frames_;
  bool last_all_zero_ = false;
  int64_t last_zero_run_ = 0;
};

}  // namespace

Result<std::string> MapOfFeatures(FeatureReader& features, int64_t frames, const Progress& progress) {
  const int rate_hz = std::max(100, features.sample_rate_hz());
  const int64_t cell_frames = rate_hz / 100;
  MapLists lists(rate_hz);
  FeatureMapper mapper(&lists, std::max<int64_t>(0, frames), cell_frames);
  ProgressTicker ticker(progress);
  std::vector<FeatureWord> words(kBlockCells);
  int64_t first_frame = -features.first_cell_offset_frames();
  for (uint64_t cell = 0; cell < features.cells();) {
    if (Status told = ticker.Tell(Share(cell, features.cells())); !told.ok()) return told;
    const Result<size_t> read = features.Read(cell, words.size(), words.data());
    if (!read.ok()) return read.status();
    if (read.value() == 0) break;
    for (size_t i = 0; i < read.value(); ++i, first_frame += cell_frames) {
      mapper.Map(UnpackFeature(words[i]), first_frame);
    }
    cell += read.value();
  }
  return lists.ToJson("features", false);
}

}  // namespace vr
