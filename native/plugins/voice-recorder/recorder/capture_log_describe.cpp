// A window of a capture log as the description of a file.
#include <algorithm>
#include <utility>

#include "recorder/capture_log.h"

namespace vr {

// A gap that has not ended yet has no marker; its cells tell it, to 10 ms. What no cell tells of is no gap: in a ring
// that a dead process left, the newest cells are missing.
void CaptureLog::AddOpenGap(const Track& track, const std::vector<FeatureWord>& words, int64_t first_frame,
                            int64_t end_frame, CaptureSource* source) const {
  const LevelTrack& levels = track.levels;
  if (track.closed_frame >= 0 || levels.first_data_cell() < 0) return;
  int64_t end_of_heard = levels.last_heard_cell() + 1;
  if (levels.store() != TrackStore::kElsewhere) {
    const auto last_heard =
        std::find_if(words.rbegin(), words.rend(), [](FeatureWord word) { return !UnpackFeature(word).gap; });
    end_of_heard = first_frame / frames_per_cell_ + (words.rend() - last_heard);
  }
  const int64_t first_cell = std::max(end_of_heard, levels.first_data_cell());
  if (first_cell >= levels.end_cell()) return;
  const int64_t from = std::max(first_cell * frames_per_cell_, first_frame);
  const bool told = !track.gaps.empty() && track.gaps.back().first_frame + track.gaps.back().frames > from;
  if (from < end_frame && !told) source->gaps.push_back({from - first_frame, end_frame - from});
}

void CaptureLog::DescribeSource(const Track& track, int64_t first_frame, int64_t frames, CaptureInfo* info) const {
  const int64_t end_frame = first_frame + frames;
  if (track.closed_frame >= 0 && track.closed_frame <= first_frame) return;
  CaptureSource source;
  source.id = track.source.id;
  source.kind = track.source.kind;
  source.user_id = track.source.user_id;
  source.label = track.source.label;
  source.format = track.format;
  source.blocks_taken = track.counters.taken;
  source.blocks_dropped = track.counters.dropped;
  source.blocks_late = track.counters.late;
  source.drift_ppm = track.counters.drift_ppm;
  for (size_t i = 0; i < track.formats.size(); ++i) {
    const bool over = i + 1 < track.formats.size() && track.formats[i + 1].frame <= first_frame;
    if (over || track.formats[i].frame >= end_frame) continue;
    CaptureSourceFormat format = track.formats[i];
    format.frame -= first_frame;
    source.formats.push_back(format);
  }
  for (const CaptureGap& gap : track.gaps) {
    const int64_t from = std::max(gap.first_frame, first_frame);
    const int64_t to = std::min(gap.first_frame + gap.frames, end_frame);
    if (to > from) source.gaps.push_back({from - first_frame, to - from});
  }
  if (track.lost_gap_frame > first_frame) {
    info->problems.push_back("the oldest gaps of " + track.source.name() + " are missing: " + std::to_string(kMaxGaps) +
                             " are kept");
  }
  if (track.levels.is_made()) {
    const int64_t first_cell = first_frame / frames_per_cell_;
    const int64_t end_cell = (end_frame + frames_per_cell_ - 1) / frames_per_cell_;
    FeatureTrack features{track.source.id, {}};
    if (config_.store != TrackStore::kElsewhere) features.words = track.levels.Copy(first_cell, end_cell);
    const Levels levels = track.levels.Over(features.words, first_cell);
    source.peak_dbfs = levels.peak_dbfs;
    source.rms_dbfs = levels.rms_dbfs;
    source.loudness_lufs = levels.loudness_lufs;
    AddOpenGap(track, features.words, first_frame, end_frame, &source);
    info->features.push_back(std::move(features));
  }
  info->sources.push_back(std::move(source));
}

void CaptureLog::Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const {
  const int64_t first_cell = first_frame / frames_per_cell_;
  const int64_t end_cell = (first_frame + frames + frames_per_cell_ - 1) / frames_per_cell_;
  info->first_cell_offset_frames = first_frame - first_cell * frames_per_cell_;
  info->features.push_back({0, {}});
  if (config_.store != TrackStore::kElsewhere) info->features.back().words = mix_.Copy(first_cell, end_cell);
  const Levels levels = mix_.Over(info->features.back().words, first_cell);
  info->peak_dbfs = levels.peak_dbfs;
  info->rms_dbfs = levels.rms_dbfs;
  info->loudness_lufs = levels.loudness_lufs;
  info->about_json = about_json_;
  for (const auto& entry : sources_) DescribeSource(entry.second, first_frame, frames, info);
  markers_.Describe(first_frame, frames, info);
  const auto is_within = [&](int64_t frame) { return frame >= first_frame && frame <= first_frame + frames; };
  for (const CaptureStatistics& statistics : statistics_) {
    if (!is_within(statistics.frame)) continue;
    info->statistics.push_back(statistics);
    info->statistics.back().frame -= first_frame;
  }
  if (lost_statistics_frame_ >= first_frame) {
    info->problems.push_back("the oldest statistics are missing: " + std::to_string(kMaxStatisticsBytes >> 20) +
                             " MiB of them are kept");
  }
}

}  // namespace vr
