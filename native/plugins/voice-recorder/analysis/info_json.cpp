#include "analysis/info_json.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kInfoVersion = 1;

Json OrNull(int64_t value) {
  return value < 0 ? Json(nullptr) : Json(value);
}

Json LaneJson(const Lane& lane) {
  Json gaps = Json::array();
  for (const LaneGap& gap : lane.gaps) gaps.push_back({{"startSeconds", gap.start_s}, {"seconds", gap.seconds}});
  return {{"kind", lane.kind},         {"user", lane.user},
          {"label", lane.label},       {"sourceId", OrNull(lane.source_id)},
          {"file", OrNull(lane.file)}, {"channel", OrNull(lane.channel)},
          {"channels", lane.channels}, {"features", lane.has_features},
          {"gaps", std::move(gaps)}};
}

Json FileJson(const AudioFacts& facts) {
  return {{"name", facts.name},
          {"bytes", facts.file_bytes},
          {"codec", facts.codec},
          {"sampleRate", facts.sample_rate_hz},
          {"channels", facts.channels},
          {"frames", facts.frames},
          {"dataOffset", facts.data_offset},
          {"dataBytes", facts.data_bytes},
          {"frameBytes", facts.frame_bytes},
          {"plain", facts.plain}};
}

std::string InfoText(const Json& value) {
  return JsonText(value);
}

// Without the mark of its encoding and the blanks around it.
std::string Trimmed(const std::string& text) {
  const size_t first = text.find('{');
  const size_t last = text.rfind('}');
  return text.substr(first, last - first + 1);
}

}  // namespace

std::string MakeInfoJson(const CaptureParts& parts, const Problems& problems) {
  const AudioFacts& mix = parts.files[0]->facts();
  Json lanes = Json::array();
  for (const Lane& lane : parts.lanes) lanes.push_back(LaneJson(lane));
  Json files = Json::array();
  for (const auto& file : parts.files) files.push_back(FileJson(file->facts()));
  const Json info = {{"version", kInfoVersion},
                     {"path", parts.path},
                     {"file", mix.name},
                     {"bytes", mix.file_bytes},
                     {"container", mix.container},
                     {"codec", mix.codec},
                     {"sampleRate", mix.sample_rate_hz},
                     {"channels", mix.channels},
                     {"layout", parts.split ? "split" : "mix"},
                     {"fileFrames", mix.frames},
                     {"validStart", parts.valid.first_frame},
                     {"validFrames", parts.valid.frames},
                     {"durationSeconds", static_cast<double>(parts.valid.frames) / mix.sample_rate_hz},
                     {"unfinished", mix.unfinished},
                     {"encrypted", mix.encrypted},
                     {"decodable", mix.decodable},
                     {"problems", problems.texts()},
                     {"lanes", std::move(lanes)},
                     {"files", std::move(files)}};
  // The sidecar stands as it is, numbers and all, and is not taken apart for that.
  std::string text = InfoText(info);
  text.pop_back();
  text += ",\"sidecar\":";
  text += parts.sidecar_text.empty() ? "null" : Trimmed(parts.sidecar_text);
  text += "}";
  return text;
}

}  // namespace vr
