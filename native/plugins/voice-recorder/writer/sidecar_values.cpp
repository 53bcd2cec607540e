#include <algorithm>
#include <cmath>

#include "base/json_text.h"
#include "writer/sidecar_json.h"

namespace vr {

const char* NameOf(CaptureOrigin origin) {
  switch (origin) {
    case CaptureOrigin::kTask:
      return kOriginTask;
    case CaptureOrigin::kDump:
      return kOriginDump;
    case CaptureOrigin::kRecovered:
      return kOriginRecovered;
  }
  return kOriginTask;
}

const char* NameOf(Position position) {
  switch (position) {
    case Position::kMixedRecordingAndPlayback:
      return "mixedRecordingAndPlayback";
    case Position::kRecording:
      return "recording";
    case Position::kMixedPlayback:
      return "mixedPlayback";
  }
  return "mixedRecordingAndPlayback";
}

const char* NameOf(SourceKind kind) {
  switch (kind) {
    case SourceKind::kLocal:
      return "local";
    case SourceKind::kRemote:
      return "remote";
    case SourceKind::kRemoteMix:
      return "remoteMix";
  }
  return "local";
}

double Level(double dbfs) {
  return std::isfinite(dbfs) ? std::max(dbfs, kSilenceDbfs) : kSilenceDbfs;
}

Json Loudness(double lufs) {
  return std::isfinite(lufs) ? Json(lufs) : Json(nullptr);
}

double Seconds(int64_t frames, const CaptureFormat& format) {
  return format.sample_rate_hz > 0 ? static_cast<double>(frames) / format.sample_rate_hz : 0.0;
}

Json ParseShallow(const std::string& text, int max_depth) {
  int depth = 0;
  const auto watch = [&depth](int at, Json::parse_event_t, Json&) {
    depth = std::max(depth, at);
    return true;
  };
  Json parsed = ParseOrderedJson(text, watch);
  return depth > max_depth ? Json(Json::value_t::discarded) : parsed;
}

Json DataOf(const std::string& text) {
  if (text.empty()) return nullptr;
  Json data = ParseShallow(text, kMaxDataDepth);
  return data.is_discarded() ? Json(text) : data;
}

std::string TextOf(const Json& sidecar) {
  return JsonText(sidecar, 2) + "\n";
}

}  // namespace vr
