#include "recorder/capture_log.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "base/clock.h"

namespace vr {
namespace {

constexpr size_t kRecentCells = 10;
constexpr size_t kMaxMarkers = 20000;  // of one task; the oldest go first
constexpr size_t kMaxMarkerBytes = 4 << 20;
constexpr size_t kMaxSources = 256;  // of one task that are described; those that left first are forgotten first
constexpr size_t kMaxGaps = 20000;   // of one source

struct Level {
  double peak_dbfs = kSilenceDbfs;
  double rms_dbfs = kSilenceDbfs;
};

double ToDbfs(double linear) {
  return linear <= 1e-6 ? kSilenceDbfs : 20.0 * std::log10(linear);
}

template <typename Words>
Level LevelOf(const Words& words) {
  int peak = 0;
  double power = 0;
  size_t cells = 0;
  for (const FeatureWord word : words) {
    const Feature feature = UnpackFeature(word);
    peak = std::max({peak, std::abs(static_cast<int>(feature.min)), std::abs(static_cast<int>(feature.max))});
    if (feature.gap && feature.rms_dbfs <= kSilenceDbfs) continue;
    power += std::pow(10.0, feature.rms_dbfs / 10.0);
    ++cells;
  }
  Level level;
  level.peak_dbfs = ToDbfs(peak / 32768.0);
  level.rms_dbfs = cells == 0 ? kSilenceDbfs : ToDbfs(std::sqrt(power / static_cast<double>(cells)));
  return level;
}

size_t BytesOf(const CaptureMarker& marker) {
  return sizeof marker + marker.label.size() + marker.source.size() + marker.data_json.size();
}

const char* LabelOf(MixMarkerKind kind) {
  switch (kind) {
    case MixMarkerKind::kGap:
      return "gap";
    case MixMarkerKind::kSteered:
      return "steered";
    case MixMarkerKind::kFormatChanged:
      return "format-changed";
    case MixMarkerKind::kRealigned:
      return "realigned";
  }
  return "";
}

}  // namespace

CaptureLog::CaptureLog(const CaptureLogConfig& config)
    : config_(config), frames_per_cell_(config.sample_rate_hz / kCellsPerSecond) {
  mix_.has_features = true;
}

bool CaptureLog::MakeRing(Track* track) const {
  if (config_.keep_cells == 0) return true;
  track->ring = FeatureRing::Make(config_.keep_cells + kFeatureSlackCells);
  return track->ring != nullptr;
}

bool CaptureLog::Allocate() {
  return MakeRing(&mix_);
}

bool CaptureLog::GrowRing(Track* track) const {
  if (track->ring == nullptr) return true;
  const int64_t end_cell = track->ring->last_cell() + 1;
  const int64_t held = static_cast<int64_t>(track->ring->allocated_bytes() / sizeof(FeatureWord));
  const int64_t first_cell = std::max<int64_t>(0, end_cell - held);
  const std::vector<FeatureWord> words = track->ring->Copy(first_cell, end_cell);
  std::unique_ptr<FeatureRing> old = std::move(track->ring);
  if (!MakeRing(track)) {
    track->ring = std::move(old);
    return false;
  }
  for (size_t i = 0; i < words.size(); ++i) track->ring->Set(first_cell + static_cast<int64_t>(i), words[i]);
  return true;
}

bool CaptureLog::KeepCells(int64_t cells) {
  if (config_.keep_cells == 0 || cells <= config_.keep_cells) return true;
  config_.keep_cells = cells;
  bool grown = GrowRing(&mix_);
  for (auto& entry : sources_) grown = GrowRing(&entry.second) && grown;
  return grown;
}

void CaptureLog::AddSource(const SourceRecord& source) {
  Track& track = sources_[source.id];
  track.source = source;
  GiveTrack(&track);
  while (sources_.size() > kMaxSources) {
    const auto oldest = OldestClosed(false);
    if (oldest == sources_.end()) break;
    sources_.erase(oldest);
  }
}

std::map<SourceId, CaptureLog::Track>::iterator CaptureLog::OldestClosed(bool with_features) {
  auto oldest = sources_.end();
  for (auto it = sources_.begin(); it != sources_.end(); ++it) {
    if (it->second.closed_frame < 0 || (with_features && !it->second.has_features)) continue;
    if (oldest == sources_.end() || it->second.closed_frame < oldest->second.closed_frame) oldest = it;
  }
  return oldest;
}

// There are max_tracks of them, so that the memory is bounded; one that speaks comes before one that has left.
void CaptureLog::GiveTrack(Track* track) {
  const auto given =
      std::count_if(sources_.begin(), sources_.end(), [](const auto& entry) { return entry.second.has_features; });
  if (given >= config_.max_tracks) {
    const auto left = OldestClosed(true);
    if (left == sources_.end()) return;
    left->second.has_features = false;
    left->second.ring.reset();
    left->second.words = std::vector<FeatureWord>();
  }
  track->has_features = MakeRing(track);
}

void CaptureLog::CloseSource(SourceId id, int64_t at_ns) {
  const auto it = sources_.find(id);
  if (it != sources_.end()) it->second.closed_frame = FrameAt(at_ns);
}

void CaptureLog::OnFeature(SourceId source, int64_t cell, FeatureWord word) {
  Track* track = &mix_;
  if (source != 0) {
    const auto it = sources_.find(source);
    if (it == sources_.end()) return;
    track = &it->second;
  }
  track->recent.push_back(word);
  if (track->recent.size() > kRecentCells) track->recent.pop_front();
  if (track->first_data_cell < 0 && word != GapFeature()) track->first_data_cell = cell;
  if (!track->has_features && source != 0 && track->closed_frame < 0) GiveTrack(track);
  if (!track->has_features) return;
  if (track->ring != nullptr) {
    track->ring->Set(cell, word);
  } else {
    const auto index = static_cast<size_t>(cell);
    if (track->words.size() < index) track->words.resize(index, GapFeature());
    track->words.push_back(word);
  }
}

void CaptureLog::OnMixMarker(const MixMarker& marker) {
  const auto it = sources_.find(marker.source);
  if (it == sources_.end()) return;
  if (marker.kind == MixMarkerKind::kGap) {
    it->second.gaps.push_back({marker.first_frame, marker.frames});
    if (it->second.gaps.size() > kMaxGaps) it->second.gaps.pop_front();
    return;
  }
  if (marker.kind == MixMarkerKind::kFormatChanged) it->second.format = marker.format;
  CaptureMarker text;
  text.label = LabelOf(marker.kind);
  text.source = it->second.source.name();
  Keep({marker.first_frame, std::move(text)});
}

void CaptureLog::AddMarker(CaptureMarker marker, int64_t at_ns) {
  Keep({FrameAt(at_ns), std::move(marker)});
}

void CaptureLog::Keep(TimedMarker marker) {
  marker_bytes_ += BytesOf(marker.marker);
  markers_.push_back(std::move(marker));
  while (markers_.size() > kMaxMarkers || marker_bytes_ > kMaxMarkerBytes) DropOldestMarker();
}

void CaptureLog::DropOldestMarker() {
  marker_bytes_ -= BytesOf(markers_.front().marker);
  markers_.pop_front();
}

void CaptureLog::ForgetBefore(int64_t frame) {
  while (!markers_.empty() && markers_.front().frame < frame) DropOldestMarker();
  for (auto it = sources_.begin(); it != sources_.end();) {
    auto& gaps = it->second.gaps;
    while (!gaps.empty() && gaps.front().first_frame + gaps.front().frames < frame) gaps.pop_front();
    const int64_t closed = it->second.closed_frame;
    it = closed >= 0 && closed < frame ? sources_.erase(it) : std::next(it);
  }
}

int64_t CaptureLog::FrameAt(int64_t at_ns) const {
  return static_cast<int64_t>(std::floor(static_cast<double>(at_ns - config_.start_ns) * config_.sample_rate_hz / 1e9));
}

std::vector<FeatureWord> CaptureLog::CopyCells(const Track& track, int64_t first_cell, int64_t end_cell) const {
  if (track.ring != nullptr) return track.ring->Copy(first_cell, end_cell);
  const auto count = static_cast<int64_t>(track.words.size());
  std::vector<FeatureWord> copy(static_cast<size_t>(end_cell - first_cell), GapFeature());
  const int64_t from = std::clamp<int64_t>(first_cell, 0, count);
  const int64_t to = std::clamp<int64_t>(end_cell, from, count);
  std::copy(track.words.begin() + from, track.words.begin() + to, copy.begin() + (from - first_cell));
  return copy;
}

// A gap that has not ended yet has no marker; its cells tell it, to 10 ms.
void CaptureLog::AddOpenGap(const Track& track, const std::vector<FeatureWord>& words, int64_t first_frame,
                            int64_t end_frame, CaptureSource* source) const {
  if (track.closed_frame >= 0 || track.first_data_cell < 0) return;
  const auto last_heard =
      std::find_if(words.rbegin(), words.rend(), [](FeatureWord word) { return !UnpackFeature(word).gap; });
  const int64_t heard_cells = words.rend() - last_heard;
  const int64_t first_cell = std::max(first_frame / frames_per_cell_ + heard_cells, track.first_data_cell);
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
  for (const CaptureGap& gap : track.gaps) {
    const int64_t from = std::max(gap.first_frame, first_frame);
    const int64_t to = std::min(gap.first_frame + gap.frames, end_frame);
    if (to > from) source.gaps.push_back({from - first_frame, to - from});
  }
  if (track.has_features) {
    const int64_t first_cell = first_frame / frames_per_cell_;
    const int64_t end_cell = (end_frame + frames_per_cell_ - 1) / frames_per_cell_;
    FeatureTrack features{track.source.id, CopyCells(track, first_cell, end_cell)};
    const Level level = LevelOf(features.words);
    source.peak_dbfs = level.peak_dbfs;
    source.rms_dbfs = level.rms_dbfs;
    AddOpenGap(track, features.words, first_frame, end_frame, &source);
    info->features.push_back(std::move(features));
  }
  info->sources.push_back(std::move(source));
}

void CaptureLog::Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const {
  const int64_t first_cell = first_frame / frames_per_cell_;
  const int64_t end_cell = (first_frame + frames + frames_per_cell_ - 1) / frames_per_cell_;
  info->first_cell_offset_frames = first_frame - first_cell * frames_per_cell_;
  info->features.push_back({0, CopyCells(mix_, first_cell, end_cell)});
  const Level level = LevelOf(info->features.back().words);
  info->peak_dbfs = level.peak_dbfs;
  info->rms_dbfs = level.rms_dbfs;
  for (const auto& entry : sources_) DescribeSource(entry.second, first_frame, frames, info);
  for (const TimedMarker& timed : markers_) {
    if (timed.frame < first_frame || timed.frame > first_frame + frames) continue;
    CaptureMarker marker = timed.marker;
    marker.frame = timed.frame - first_frame;
    info->markers.push_back(std::move(marker));
  }
  std::stable_sort(info->markers.begin(), info->markers.end(),
                   [](const CaptureMarker& a, const CaptureMarker& b) { return a.frame < b.frame; });
}

void CaptureLog::RecentLevel(SourceId source, double* peak_dbfs, double* rms_dbfs) const {
  const Track* track = &mix_;
  if (source != 0) {
    const auto it = sources_.find(source);
    if (it == sources_.end()) return;
    track = &it->second;
  }
  const Level level = LevelOf(track->recent);
  *peak_dbfs = level.peak_dbfs;
  *rms_dbfs = level.rms_dbfs;
}

uint64_t CaptureLog::allocated_bytes() const {
  const auto bytes_of = [](const Track& track) {
    return track.ring != nullptr ? track.ring->allocated_bytes() : track.words.capacity() * sizeof(FeatureWord);
  };
  uint64_t bytes = bytes_of(mix_);
  for (const auto& entry : sources_) bytes += bytes_of(entry.second);
  return bytes;
}

}  // namespace vr
