#include "analysis/sidecar_view.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "writer/sidecar.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostDepth = 80;
constexpr size_t kMostSources = 1024;
constexpr size_t kMostTracksShown = 256;
constexpr size_t kMostGapsShown = 100000;  // of all sources together
constexpr size_t kMostTextBytes = 1024;
constexpr double kMostSeconds = 1e9;
constexpr double kMostNumber = 9e15;

// Follows the text and keeps what is at known places. The place is a path of keys, "[]" for the element of a list.
class SidecarHandler {
 public:
  explicit SidecarHandler(SidecarView* view) : view_(*view) {}
  bool too_deep() const { return too_deep_; }
  bool is_object() const { return is_object_; }

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t value) { return Number(static_cast<double>(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return Number(static_cast<double>(value)); }
  bool number_float(Json::number_float_t value, const Json::string_t&) { return Number(value); }
  bool string(Json::string_t& value) {
    if (value.size() <= kMostTextBytes) Text(value);
    return true;
  }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(size_t) {
    if (levels_.empty()) is_object_ = true;
    Begun();
    return Enter(false);
  }
  bool key(Json::string_t& name) {
    if (levels_.size() <= kKeptLevels) {
      path_.resize(levels_.back());
      const bool plain = name.size() <= kMostTextBytes && name.find('/') == std::string::npos;
      path_ += plain ? name : "?";
    }
    return true;
  }
  bool end_object() { return Leave(); }
  bool start_array(size_t) { return Enter(true); }
  bool end_array() { return Leave(); }
  template <typename Exception>
  bool parse_error(size_t, const std::string&, const Exception&) {
    return false;
  }

 private:
  static constexpr size_t kKeptLevels = 6;

  bool Enter(bool list) {
    if (levels_.size() == kMostDepth) {
      too_deep_ = true;
      return false;
    }
    if (levels_.size() < kKeptLevels && !levels_.empty()) path_ += '/';
    levels_.push_back(path_.size());
    if (list && levels_.size() <= kKeptLevels) path_ += "[]";
    return true;
  }
  bool Leave() {
    path_.resize(std::min(levels_.back(), path_.size()));
    if (!path_.empty() && path_.back() == '/') path_.pop_back();
    levels_.pop_back();
    return true;
  }
  bool At(const char* place) const { return levels_.size() <= kKeptLevels && path_ == place; }

  void Begun() {
    if (At("encrypted")) view_.encrypted = true;
    if (At("sources/[]") && view_.sources.size() <= kMostSources) view_.sources.emplace_back();
    if (At("tracks/[]") && view_.tracks.size() <= kMostTracksShown) view_.tracks.emplace_back();
    const bool is_gap = At("sources/[]/gaps/[]") && !view_.sources.empty();
    if (is_gap && ++gaps_ <= kMostGapsShown) view_.sources.back().gaps.emplace_back();
  }

  bool Number(double value) {
    if (!std::isfinite(value) || std::fabs(value) > kMostNumber) return true;
    const auto whole = static_cast<int64_t>(value);
    if (At("version")) view_.version = whole;
    if (At("sampleRate")) view_.sample_rate_hz = whole;
    if (At("channels")) view_.channels = whole;
    if (At("validStart")) view_.valid_start = whole;
    if (At("validFrames")) view_.valid_frames = whole;
    if (At("sources/[]/id") && !view_.sources.empty()) view_.sources.back().id = whole;
    const bool has_gap = !view_.sources.empty() && !view_.sources.back().gaps.empty() && gaps_ <= kMostGapsShown;
    if (!has_gap || std::fabs(value) > kMostSeconds) return true;
    if (At("sources/[]/gaps/[]/startSeconds")) view_.sources.back().gaps.back().start_s = value;
    if (At("sources/[]/gaps/[]/seconds")) view_.sources.back().gaps.back().seconds = value;
    return true;
  }

  void Text(const std::string& value) {
    if (At("id")) view_.id = value;
    if (At("format")) view_.format = value;
    if (At("origin")) view_.origin = value;
    if (At("layout")) view_.split = value == "split";
    if (At("features/file")) view_.features_file = value;
    if (!view_.sources.empty()) {
      SidecarSourceView& source = view_.sources.back();
      if (At("sources/[]/kind")) source.kind = value;
      if (At("sources/[]/user")) source.user = value;
      if (At("sources/[]/label")) source.label = value;
    }
    if (!view_.tracks.empty()) {
      SidecarTrackView& track = view_.tracks.back();
      if (At("tracks/[]/file")) track.file = value;
      if (At("tracks/[]/kind")) track.kind = value;
      if (At("tracks/[]/user")) track.user = value;
    }
  }

  SidecarView& view_;
  std::string path_;
  std::vector<size_t> levels_;  // how much of the path stands before what is within each
  size_t gaps_ = 0;
  bool too_deep_ = false;
  bool is_object_ = false;
};

Status NoSidecar(const std::string& why) {
  return {ErrorCode::kUnreadable, "it is no sidecar of a capture: " + why};
}

}  // namespace

Result<SidecarView> ReadSidecarView(const std::string& text) {
  // The parser takes one for the end of the text.
  if (text.find('\0') != std::string::npos) return NoSidecar("there is a zero byte in it");
  SidecarView view;
  SidecarHandler handler(&view);
  const bool whole = Json::sax_parse(text, &handler);
  if (handler.too_deep()) return NoSidecar("it is nested more than " + std::to_string(kMostDepth) + " deep");
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
