#include "analysis/sidecar_view.h"

#include <algorithm>
#include <cmath>

#include "analysis/json_paths.h"
#include "writer/sidecar.h"

namespace vr {
namespace {

constexpr size_t kMostSources = 1024;
constexpr size_t kMostTracksShown = 256;
constexpr size_t kMostGapsShown = 100000;  // of all sources together
constexpr double kMostSeconds = 1e9;

// Keeps what is at known places.
class SidecarSink {
 public:
  explicit SidecarSink(SidecarView* view) : view_(*view) {}

  void Begun(const JsonPlace& place) {
    if (place == "encrypted") view_.encrypted = true;
    if (place == "sources/[]" && view_.sources.size() <= kMostSources) view_.sources.emplace_back();
    if (place == "tracks/[]" && view_.tracks.size() <= kMostTracksShown) view_.tracks.emplace_back();
    const bool is_gap = place == "sources/[]/gaps/[]" && !view_.sources.empty();
    if (is_gap && ++gaps_ <= kMostGapsShown) view_.sources.back().gaps.emplace_back();
  }

  void Flag(const JsonPlace&, bool) {}

  void Number(const JsonPlace& place, double value) {
    const auto whole = static_cast<int64_t>(value);
    if (place == "version") view_.version = whole;
    if (place == "sampleRate") view_.sample_rate_hz = whole;
    if (place == "channels") view_.channels = whole;
    if (place == "validStart") view_.valid_start = whole;
    if (place == "validFrames") view_.valid_frames = whole;
    if (place == "sources/[]/id" && !view_.sources.empty()) view_.sources.back().id = whole;
    const bool has_gap = !view_.sources.empty() && !view_.sources.back().gaps.empty() && gaps_ <= kMostGapsShown;
    if (!has_gap || std::fabs(value) > kMostSeconds) return;
    if (place == "sources/[]/gaps/[]/startSeconds") view_.sources.back().gaps.back().start_s = value;
    if (place == "sources/[]/gaps/[]/seconds") view_.sources.back().gaps.back().seconds = value;
  }

  void Text(const JsonPlace& place, const std::string& value) {
    if (place == "id") view_.id = value;
    if (place == "format") view_.format = value;
    if (place == "origin") view_.origin = value;
    if (place == "layout") view_.split = value == "split";
    if (place == "features/file") view_.features_file = value;
    if (!view_.sources.empty()) {
      SidecarSourceView& source = view_.sources.back();
      if (place == "sources/[]/kind") source.kind = value;
      if (place == "sources/[]/user") source.user = value;
      if (place == "sources/[]/label") source.label = value;
    }
    if (!view_.tracks.empty()) {
      SidecarTrackView& track = view_.tracks.back();
      if (place == "tracks/[]/file") track.file = value;
      if (place == "tracks/[]/kind") track.kind = value;
      if (place == "tracks/[]/user") track.user = value;
    }
  }

 private:
  SidecarView& view_;
  size_t gaps_ = 0;
};

Status NoSidecar(const std::string& why) {
  return {ErrorCode::kUnreadable, "it is no sidecar of a capture: " + why};
}

}  // namespace

Result<SidecarView> ReadSidecarView(const std::string& text) {
  // The parser takes one for the end of the text.
  if (text.find('\0') != std::string::npos) return NoSidecar("there is a zero byte in it");
  SidecarView view;
  SidecarSink sink(&view);
  JsonPaths<SidecarSink> handler(&sink);
  const bool whole = nlohmann::ordered_json::sax_parse(text, &handler);
  if (handler.too_deep()) return NoSidecar("it is nested more than " + std::to_string(handler.kMostDepth) + " deep");
  if (!whole || !handler.is_object()) return NoSidecar("it is no whole JSON object");
  if (view.version < kOldestSidecarVersion) return NoSidecar("it has no version");
  if (view.version > kSidecarVersion) {
    return Status(ErrorCode::kNotSupported, "it has version " + std::to_string(view.version) +
                                                " and this build reads up to " + std::to_string(kSidecarVersion) +
                                                ": take a newer build");
  }
  for (SidecarSourceView& source : view.sources) {
    const auto is_nothing = [](const LaneGap& gap) { return gap.seconds <= 0; };
    source.gaps.erase(std::remove_if(source.gaps.begin(), source.gaps.end(), is_nothing), source.gaps.end());
  }
  if (view.sources.size() > kMostSources) view.sources.pop_back();
  if (view.tracks.size() > kMostTracksShown) view.tracks.pop_back();
  return view;
}

bool IsFileName(const std::string& text) {
  return !text.empty() && text != "." && text != ".." &&
         text.find_first_of(std::string("/\\\0", 3)) == std::string::npos;
}

}  // namespace vr
