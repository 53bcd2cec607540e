#include "recorder/marker_log.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "recorder/json_fields.h"

namespace vr {
namespace {

constexpr size_t kMaxMarkers = 20000;  // the oldest go first
constexpr size_t kMaxMarkerBytes = 4 << 20;

struct StateLabels {
  const char* begins;
  const char* ends;
};

constexpr StateLabels kStates[] = {{"muted", "unmuted"},
                                   {"all-muted", "all-unmuted"},
                                   {"paused", "resumed"},
                                   {"background", "foreground"},
                                   {"interruption-began", "interruption-ended"}};

bool Begins(const CaptureMarker& marker) {
  return !marker.from_game && std::any_of(std::begin(kStates), std::end(kStates),
                                          [&marker](const StateLabels& state) { return marker.label == state.begins; });
}

bool IsSame(const CaptureMarker& a, const CaptureMarker& b) {
  return a.frame == b.frame && a.label == b.label && a.source == b.source && a.from_game == b.from_game;
}

size_t BytesOf(const CaptureMarker& marker) {
  return sizeof marker + marker.label.size() + marker.source.size() + marker.data_json.size();
}

// How a state that began earlier stands at the beginning of a window.
CaptureMarker AtBeginning(CaptureMarker marker, int64_t first_frame, int sample_rate_hz) {
  const double seconds = static_cast<double>(first_frame - marker.frame) / sample_rate_hz;
  marker.frame = 0;
  marker.data_json = DumpJson({{"secondsBefore", seconds}});
  return marker;
}

}  // namespace

bool MarkerLog::Add(CaptureMarker marker) {
  if (Begins(marker)) {
    const auto is_same = [&marker](const CaptureMarker& each) { return IsSame(each, marker); };
    const auto before = before_.find({marker.label, marker.source});
    if (before != before_.end() && is_same(before->second)) return false;
    if (std::any_of(markers_.begin(), markers_.end(), is_same)) return false;
  }
  bytes_ += BytesOf(marker);
  markers_.push_back(std::move(marker));
  while (markers_.size() > kMaxMarkers || bytes_ > kMaxMarkerBytes) {
    lost_frame_ = std::max(lost_frame_, markers_.front().frame);
    DropOldest();
  }
  return true;
}

void MarkerLog::DropOldest() {
  bytes_ -= BytesOf(markers_.front());
  Apply(markers_.front(), &before_);
  markers_.pop_front();
}

void MarkerLog::ForgetBefore(int64_t frame) {
  while (!markers_.empty() && markers_.front().frame < frame) DropOldest();
}

void MarkerLog::ForgetSource(const std::string& name) {
  const auto is_about = [&name](const CaptureMarker& marker) { return !marker.from_game && marker.source == name; };
  for (const CaptureMarker& marker : markers_) bytes_ -= is_about(marker) ? BytesOf(marker) : 0;
  markers_.erase(std::remove_if(markers_.begin(), markers_.end(), is_about), markers_.end());
  for (auto it = before_.begin(); it != before_.end();) {
    it = is_about(it->second) ? before_.erase(it) : std::next(it);
  }
}

void MarkerLog::Apply(const CaptureMarker& marker, States* states) {
  if (marker.from_game) return;
  for (const StateLabels& state : kStates) {
    if (marker.label == state.begins) (*states)[{marker.label, marker.source}] = marker;
    if (marker.label == state.ends) states->erase({state.begins, marker.source});
  }
  if (marker.label == "source-closed") states->erase({"muted", marker.source});  // who comes again is heard
}

// What was told again may lie behind what came later.
MarkerLog::States MarkerLog::StatesAt(int64_t frame) const {
  std::vector<const CaptureMarker*> earlier;
  for (const CaptureMarker& marker : markers_) {
    if (marker.frame < frame) earlier.push_back(&marker);
  }
  std::stable_sort(earlier.begin(), earlier.end(),
                   [](const CaptureMarker* a, const CaptureMarker* b) { return a->frame < b->frame; });
  States states = before_;
  for (const CaptureMarker* marker : earlier) Apply(*marker, &states);
  return states;
}

std::vector<CaptureMarker> MarkerLog::InForce() const {
  std::vector<CaptureMarker> markers;
  for (auto& entry : StatesAt(std::numeric_limits<int64_t>::max())) markers.push_back(std::move(entry.second));
  return markers;
}

void MarkerLog::Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const {
  const auto is_there = [info](const std::string& name) {
    return name.empty() || std::any_of(info->sources.begin(), info->sources.end(),
                                       [&name](const CaptureSource& each) { return each.name() == name; });
  };
  for (const auto& [key, marker] : StatesAt(first_frame)) {
    if (!is_there(key.second)) continue;
    info->markers.push_back(AtBeginning(marker, first_frame, sample_rate_hz_));
  }
  for (const CaptureMarker& marker : markers_) {
    if (marker.frame < first_frame || marker.frame > first_frame + frames) continue;
    info->markers.push_back(marker);
    info->markers.back().frame -= first_frame;
  }
  std::stable_sort(info->markers.begin(), info->markers.end(),
                   [](const CaptureMarker& a, const CaptureMarker& b) { return a.frame < b.frame; });
  if (lost_frame_ >= first_frame) {
    info->problems.push_back("the oldest markers are missing: " + std::to_string(kMaxMarkers) + " or 4 MiB are kept");
  }
}

}  // namespace vr
