#include "analysis/diagnosis/capture_facts.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "analysis/file_capture.h"

namespace vr {
namespace {

constexpr int kLowestDiagnosedHz = 4000;
constexpr int kHighestDiagnosedHz = 384000;

bool IsSide(const std::string& kind) {
  return kind == "local" || kind == "remote" || kind == "remoteMix";
}

// Which pairs of markers make a stretch in which silence is meant.
struct Silencing {
  const char* begin;
  const char* end;
  bool of_one_source;
};
constexpr Silencing kSilencings[] = {
    {"muted", "unmuted", true},
    {"all-muted", "all-unmuted", false},
    {"paused", "resumed", false},
    {"excluded", "included", true},
    {"interruption-began", "interruption-ended", false},
};

std::vector<Span> SilencedSpans(const ToldFacts& sidecar, const LaneFacts& lane, const std::string& label,
                                double duration_s) {
  std::vector<Span> spans;
  for (const Silencing& silencing : kSilencings) {
    double since_s = -1;
    for (const MarkerFacts& marker : sidecar.markers) {
      if (marker.from_game) continue;
      const bool is_its = marker.source == lane.user || (!label.empty() && marker.source == label);
      if (silencing.of_one_source && !is_its) continue;
      if (marker.label == silencing.begin && since_s < 0) since_s = std::max(0.0, marker.time_s);
      if (marker.label == silencing.end && since_s >= 0) {
        spans.push_back({since_s, marker.time_s});
        since_s = -1;
      }
    }
    if (since_s >= 0) spans.push_back({since_s, duration_s});
  }
  return spans;
}

const SourceFacts* SourceOf(const std::optional<ToldFacts>& sidecar, const Lane& lane) {
  if (!sidecar.has_value()) return nullptr;
  for (const SourceFacts& source : sidecar->sources) {
    if (lane.source_id > 0 && source.id == lane.source_id) return &source;
  }
  return nullptr;
}

}  // namespace

bool IsWithin(const std::vector<Span>& spans, double time_s) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& span) { return time_s >= span.start_s && time_s < span.end_s; });
}

Result<CaptureFacts> FactsOf(Capture& capture) {
  CaptureFacts facts;
  facts.sample_rate_hz = capture.sample_rate_hz();
  if (facts.sample_rate_hz < kLowestDiagnosedHz || facts.sample_rate_hz > kHighestDiagnosedHz) {
    return Status(ErrorCode::kNotSupported, "a rate of " + std::to_string(facts.sample_rate_hz) +
                                                " Hz cannot be diagnosed: 4000 to 384000 Hz can");
  }
  facts.duration_s = static_cast<double>(std::max<int64_t>(0, capture.valid_frames())) / facts.sample_rate_hz;
  if (const CaptureParts* parts = capture.parts(); parts != nullptr) {
    facts.split = parts->split;
    if (!parts->sidecar_text.empty()) {
      const Result<ToldFacts> read = ReadToldFacts(parts->sidecar_text);
      if (read.ok()) facts.sidecar = read.value();
    }
  }
  bool a_side_is_heard = false;
  for (size_t i = 0; i < capture.lanes().size(); ++i) {
    const Lane& lane = capture.lanes()[i];
    LaneFacts lane_facts;
    lane_facts.lane = static_cast<int>(i);
    lane_facts.kind = lane.kind;
    lane_facts.user = lane.user;
    lane_facts.channels = lane.channels;
    lane_facts.is_side = IsSide(lane.kind);
    lane_facts.has_features = lane.has_features;
    const Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(i);
    if (!audio.ok() && audio.status().code() != ErrorCode::kNotSupported) return audio.status();
    lane_facts.has_audio = audio.ok();
    lane_facts.lossy = audio.ok() && audio.value()->lossy();
    if (const SourceFacts* source = SourceOf(facts.sidecar, lane); source != nullptr) lane_facts.source = *source;
    if (facts.sidecar.has_value() && lane_facts.is_side) {
      lane_facts.muted = SilencedSpans(*facts.sidecar, lane_facts, lane.label, facts.duration_s);
    }
    for (const LaneGap& gap : lane.gaps) lane_facts.gaps.push_back({gap.start_s, gap.start_s + gap.seconds});
    a_side_is_heard = a_side_is_heard || (lane_facts.is_side && lane_facts.has_audio);
    facts.lanes.push_back(std::move(lane_facts));
  }
  for (LaneFacts& lane : facts.lanes) {
    const bool is_whole = lane.kind == "mix";
    lane.is_heard = a_side_is_heard ? lane.is_side : is_whole;
  }
  return facts;
}

}  // namespace vr
