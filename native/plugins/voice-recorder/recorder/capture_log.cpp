#include "recorder/capture_log.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "recorder/log_json.h"

namespace vr {
namespace {

constexpr size_t kMaxSources = 256;  // of one task that are described; those that left first are forgotten first
constexpr size_t kMaxFormats = 1000;

size_t BytesOf(const CaptureStatistics& statistics) {
  return sizeof statistics + statistics.data_json.size();
}

}  // namespace

CaptureLog::CaptureLog(const CaptureLogConfig& config)
    : config_(config), frames_per_cell_(config.sample_rate_hz / kCellsPerSecond), markers_(config.sample_rate_hz) {}

bool CaptureLog::Allocate() {
  return mix_.Make(config_.store, config_.keep_cells);
}

bool CaptureLog::KeepCells(int64_t cells) {
  if (config_.store != TrackStore::kWindow || cells <= config_.keep_cells) return true;
  config_.keep_cells = cells;
  bool grown = mix_.Grow(cells);
  for (auto& entry : sources_) grown = entry.second.levels.Grow(cells) && grown;
  return grown;
}

CaptureLog::Track* CaptureLog::Find(SourceId id) {
  const auto it = sources_.find(id);
  return it == sources_.end() ? nullptr : &it->second;
}
const CaptureLog::Track* CaptureLog::Find(SourceId id) const {
  const auto it = sources_.find(id);
  return it == sources_.end() ? nullptr : &it->second;
}

void CaptureLog::Tell(LogType type, std::string body) {
  if (sink_ != nullptr) sink_->OnRecord({type, 0, std::move(body)}, false);
}

// ---- Sources

void CaptureLog::AddSource(const SourceRecord& source, int64_t frame) {
  Track& track = sources_[source.id];
  const bool comes_again = track.source.id != 0;  // somebody who was left out
  track.source = source;
  track.excluded = false;
  track.closed_frame = -1;
  if (!comes_again) track.opened_frame = frame;
  if (!track.levels.is_made()) GiveTrack(&track);
  TellSource(track, false);
  while (sources_.size() > kMaxSources) {
    const auto oldest = OldestClosed(false);
    if (oldest == sources_.end()) break;
    sources_.erase(oldest);
  }
}

CaptureLog::Tracks::iterator CaptureLog::OldestClosed(bool with_features) {
  auto oldest = sources_.end();
  for (auto it = sources_.begin(); it != sources_.end(); ++it) {
    if (it->second.closed_frame < 0 || (with_features && !it->second.levels.is_made())) continue;
    if (oldest == sources_.end() || it->second.closed_frame < oldest->second.closed_frame) oldest = it;
  }
  return oldest;
}

// There are max_tracks of them, so that the memory is bounded; one that speaks comes before one that has left.
void CaptureLog::GiveTrack(Track* track) {
  const auto given =
      std::count_if(sources_.begin(), sources_.end(), [](const auto& entry) { return entry.second.levels.is_made(); });
  if (given >= config_.max_tracks) {
    const auto left = OldestClosed(true);
    if (left == sources_.end()) return;
    left->second.levels.Drop();
  }
  track->levels.Make(config_.store, config_.keep_cells);
}

void CaptureLog::CloseSource(SourceId id, int64_t frame) {
  Track* track = Find(id);
  if (track == nullptr || track->closed_frame >= 0) return;
  track->closed_frame = frame;
  Tell(LogType::kSourceClosed, SourceFrameJson(id, frame));
}

void CaptureLog::ExcludeSource(SourceId id, int64_t frame, bool past) {
  Track* track = Find(id);
  if (track == nullptr) return;
  Tell(LogType::kExcluded, ExcludedJson(id, frame, past));
  if (past) {
    markers_.ForgetSource(track->source.name());
    sources_.erase(id);
    return;
  }
  track->excluded = true;
  if (track->closed_frame < 0) track->closed_frame = frame;
}

void CaptureLog::OnFeature(SourceId source, int64_t cell, FeatureWord word) {
  LevelTrack* levels = &mix_;
  if (source != 0) {
    Track* track = Find(source);
    if (track == nullptr || track->excluded) return;
    levels = &track->levels;
    if (!levels->is_made() && track->closed_frame < 0) GiveTrack(track);
  }
  levels->OnFeature(cell, word);
  if (sink_ == nullptr || !levels->is_made()) return;
  if (batch_.IsFull(cell)) TellFeatures();
  batch_.AddCell(source, cell, word);
}

void CaptureLog::OnLoudness(SourceId source, int64_t block, double lufs) {
  LevelTrack* levels = &mix_;
  if (source != 0) {
    Track* track = Find(source);
    if (track == nullptr || track->excluded) return;
    levels = &track->levels;
  }
  levels->OnLoudness(block, lufs);
  if (sink_ != nullptr) batch_.AddLoudness(source, block, lufs);
}

void CaptureLog::OnGap(SourceId source, const CaptureGap& gap) {
  Track* track = Find(source);
  if (track == nullptr || track->excluded) return;
  track->gaps.push_back(gap);
  if (track->gaps.size() > kMaxGaps) {
    track->lost_gap_frame = track->gaps.front().first_frame + track->gaps.front().frames;
    track->gaps.pop_front();
  }
  Tell(LogType::kGap, GapJson(source, gap));
}

void CaptureLog::OnFormat(SourceId source, int64_t frame, const StreamFormat& format) {
  Track* track = Find(source);
  if (track == nullptr) return;
  track->format = format;
  const CaptureSourceFormat change{frame, format.sample_rate_hz, format.channels};
  const bool same = !track->formats.empty() && track->formats.back().sample_rate_hz == change.sample_rate_hz &&
                    track->formats.back().channels == change.channels;
  if (same) return;
  track->formats.push_back(change);
  if (track->formats.size() > kMaxFormats) track->formats.pop_front();
  Tell(LogType::kFormat, FormatJson(source, frame, format));
}

void CaptureLog::SetCounters(SourceId source, const SourceCounters& counters) {
  Track* track = Find(source);
  if (track == nullptr) return;
  const SourceCounters& known = track->counters;
  const bool same = known.taken == counters.taken && known.dropped == counters.dropped && known.late == counters.late;
  track->counters = counters;
  if (!same) Tell(LogType::kCounters, CountersJson(source, counters));
}

const StreamFormat* CaptureLog::FormatOf(SourceId source) const {
  const Track* track = Find(source);
  return track == nullptr || track->format.sample_rate_hz == 0 ? nullptr : &track->format;
}

std::string CaptureLog::NameOf(SourceId source) const {
  const Track* track = Find(source);
  return track == nullptr ? "" : track->source.name();
}

bool CaptureLog::IsKept(SourceId source) const {
  const Track* track = Find(source);
  return track != nullptr && !track->excluded;
}

std::vector<SourceId> CaptureLog::sources() const {
  std::vector<SourceId> ids;
  for (const auto& entry : sources_) ids.push_back(entry.first);
  return ids;
}

std::vector<SourceRecord> CaptureLog::SourcesOf(const std::string& user_id) const {
  std::vector<SourceRecord> sources;
  for (const auto& entry : sources_) {
    const Track& track = entry.second;
    if (track.source.user_id == user_id && !track.excluded) sources.push_back(track.source);
  }
  return sources;
}

// ---- Markers and figures

void CaptureLog::AddMarker(CaptureMarker marker) {
  if (markers_.Add(marker)) Tell(LogType::kMarker, MarkerRecordJson(marker));
}

void CaptureLog::AddStatistics(CaptureStatistics statistics) {
  Tell(LogType::kStatistics, StatisticsRecordJson(statistics));
  statistics_bytes_ += BytesOf(statistics);
  statistics_.push_back(std::move(statistics));
  while (statistics_bytes_ > kMaxStatisticsBytes) {
    lost_statistics_frame_ = statistics_.front().frame;
    DropOldestStatistics();
  }
}

void CaptureLog::DropOldestStatistics() {
  statistics_bytes_ -= BytesOf(statistics_.front());
  statistics_.pop_front();
}

void CaptureLog::SetAbout(const std::string& about_json) {
  about_json_ = about_json;
  Tell(LogType::kAbout, about_json);
}

// ---- Forgetting

void CaptureLog::ForgetBefore(int64_t frame) {
  markers_.ForgetBefore(frame);
  while (!statistics_.empty() && statistics_.front().frame < frame) DropOldestStatistics();
  for (auto it = sources_.begin(); it != sources_.end();) {
    Track& track = it->second;
    while (!track.gaps.empty() && track.gaps.front().first_frame + track.gaps.front().frames < frame) {
      track.gaps.pop_front();
    }
    while (track.formats.size() > 1 && track.formats[1].frame <= frame) track.formats.pop_front();
    it = track.closed_frame >= 0 && track.closed_frame < frame ? sources_.erase(it) : std::next(it);
  }
}

void CaptureLog::ForgetAll(int64_t frame) {
  ForgetBefore(frame);
  for (auto it = sources_.begin(); it != sources_.end();) {
    const bool is_past = it->second.closed_frame >= 0 && it->second.closed_frame <= frame;
    it = is_past ? sources_.erase(it) : std::next(it);
  }
  batch_ = FeatureBatch();
  const int64_t first_cell = frame / frames_per_cell_;
  const auto again = [&](LevelTrack* levels) {
    if (!levels->is_made()) return;
    const std::vector<FeatureWord> kept = levels->Copy(first_cell, levels->end_cell());
    levels->Drop();
    levels->Make(config_.store, config_.keep_cells);
    for (size_t i = 0; i < kept.size(); ++i) levels->OnFeature(first_cell + static_cast<int64_t>(i), kept[i]);
  };
  again(&mix_);
  for (auto& entry : sources_) again(&entry.second.levels);
}

// ---- Telling what is known

void CaptureLog::TellSource(const Track& track, bool again) {
  if (sink_ == nullptr) return;
  sink_->OnRecord(
      {LogType::kSource, 0, SourceJson(track.source, track.opened_frame, track.closed_frame, track.excluded)}, again);
  if (!again) return;
  if (!track.formats.empty()) {
    const CaptureSourceFormat& format = track.formats.back();
    const StreamFormat stream{format.sample_rate_hz, format.channels, SampleFormat::kInt16};
    sink_->OnRecord({LogType::kFormat, 0, FormatJson(track.source.id, format.frame, stream)}, true);
  }
  sink_->OnRecord({LogType::kCounters, 0, CountersJson(track.source.id, track.counters)}, true);
}

// Those who are there come first, then those who left last: where there is no room for all, the oldest are missing.
void CaptureLog::TellSources() {
  if (sink_ == nullptr) return;
  std::vector<const Track*> tracks;
  for (const auto& entry : sources_) tracks.push_back(&entry.second);
  std::stable_sort(tracks.begin(), tracks.end(), [](const Track* a, const Track* b) {
    const auto left = [](const Track* track) {
      return track->closed_frame < 0 ? std::numeric_limits<int64_t>::max() : track->closed_frame;
    };
    return left(a) > left(b);
  });
  for (const Track* track : tracks) TellSource(*track, true);
  for (const CaptureMarker& marker : markers_.InForce()) {
    sink_->OnRecord({LogType::kMarker, 0, MarkerRecordJson(marker)}, true);
  }
  if (!about_json_.empty()) sink_->OnRecord({LogType::kAbout, 0, about_json_}, true);
}

void CaptureLog::TellKept(int64_t frame) {
  batch_ = FeatureBatch();
  for (const CaptureMarker& marker : markers_.kept()) {
    if (marker.frame >= frame) Tell(LogType::kMarker, MarkerRecordJson(marker));
  }
  for (const CaptureStatistics& statistics : statistics_) {
    if (statistics.frame >= frame) Tell(LogType::kStatistics, StatisticsRecordJson(statistics));
  }
  for (const auto& entry : sources_) {
    for (const CaptureGap& gap : entry.second.gaps) {
      if (gap.first_frame + gap.frames >= frame) Tell(LogType::kGap, GapJson(entry.first, gap));
    }
  }
}

void CaptureLog::TellFeatures() {
  if (sink_ == nullptr || batch_.empty()) return;
  sink_->OnRecord({LogType::kFeatures, 0, batch_.Take()}, false);
}

bool CaptureLog::RecentLevel(SourceId source, Levels* levels) const {
  const Track* track = source == 0 ? nullptr : Find(source);
  if (source != 0 && track == nullptr) return false;
  *levels = source == 0 ? mix_.Recent() : track->levels.Recent();
  return true;
}

uint64_t CaptureLog::allocated_bytes() const {
  uint64_t bytes = mix_.allocated_bytes();
  for (const auto& entry : sources_) bytes += entry.second.levels.allocated_bytes();
  return bytes;
}

}  // namespace vr
