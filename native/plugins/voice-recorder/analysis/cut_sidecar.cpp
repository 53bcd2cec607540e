#include "analysis/cut_sidecar.h"

#include <map>
#include <nlohmann/json.hpp>

#include "analysis/cut_line.h"
#include "base/json_text.h"
#include "base/sealing.h"
#include "writer/calendar.h"
#include "writer/sidecar.h"
#include "writer/text_codes.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostEntries = 20000;  // of markers and of statistics
constexpr double kMsPerSecond = 1000;

// Those that begin a state, and what ends it.
const std::map<std::string, std::string> kStates = {{"muted", "unmuted"},
                                                    {"all-muted", "all-unmuted"},
                                                    {"paused", "resumed"},
                                                    {"background", "foreground"},
                                                    {"interruption-began", "interruption-ended"}};

class Cutter {
 public:
  Cutter(const CutPlace& place, const CutFile& file) : place_(place), file_(file) {
    start_s_ = Seconds(place.first_frame);
    end_s_ = Seconds(place.first_frame + place.frames);
    line_ = CutLine(start_s_, end_s_, file.sample_rate_hz);
  }

  Json Cut(const std::string& text) {
    const Json source = text.empty() ? Json::object() : Parse(text);
    const double unix_ms = NumberAt(source, "startedAtUnixMs", static_cast<double>(place_.started_unix_ms));
    const auto started_ms = static_cast<int64_t>(unix_ms + start_s_ * kMsPerSecond);
    uint8_t random[8];
    RandomBytes(random, sizeof random);
    Json cut = {
        {"version", kSidecarVersion},
        {"id", ToHex({random, sizeof random}) + "-1"},
        {"generator", {{"name", "voice-recorder"}, {"version", VR_GENERATOR_VERSION}}},
        {"cutOf",
         {{"file", place_.file}, {"startSeconds", start_s_}, {"endSeconds", end_s_}, {"gainDb", file_.gain_db}}},
        {"file", file_.name},
        {"fileBytes", file_.bytes},
        {"format", file_.aac ? "aac" : "wav"},
        {"encoder", file_.encoder.empty() ? TextAt(source, "encoder", "") : file_.encoder},
        {"bitRate", file_.bit_rate > 0 ? file_.bit_rate : static_cast<int64_t>(NumberAt(source, "bitRate", 0))},
        {"sampleRate", file_.sample_rate_hz},
        {"channels", file_.channels},
        {"layout", file_.split ? "split" : "mix"},
        {"position", TextAt(source, "position", "mixedRecordingAndPlayback")},
        {"origin", TextAt(source, "origin", kOriginTask)},
        {"reason", TextAt(source, "reason", "")},
        {"room", TextAt(source, "room", "")},
        {"user", TextAt(source, "user", "")},
        {"startedAt", IsoUtc(started_ms)},
        {"startedAtUnixMs", started_ms},
        {"startMonotonicMs", NumberAt(source, "startMonotonicMs", 0) + start_s_ * kMsPerSecond},
        {"durability", TextAt(source, "durability", "memory")},
        {"about", source.contains("about") && source["about"].is_object() ? source["about"] : Json(nullptr)},
        {"durationSeconds", Seconds(file_.valid_frames)},
        {"validStart", file_.valid_start},
        {"validFrames", file_.valid_frames},
        {"fileFrames", file_.file_frames},
        {"mixDelayMs", NumberAt(source, "mixDelayMs", 0)}};
    AddLevels(source, &cut);
    cut["features"] = nullptr;
    cut["tracks"] = Json::array();
    cut["sources"] = Sources(source);
    cut["markers"] = Markers();
    cut["statistics"] = std::move(statistics_);
    cut["missing"] = line_.Spans(source.contains("missing") ? source["missing"] : Json::array());
    cut["problems"] = Problems(source);
    cut["encrypted"] = nullptr;
    return cut;
  }

 private:
  double Seconds(int64_t frames) const { return static_cast<double>(frames) / file_.sample_rate_hz; }

  // The sidecar without its lists of moments, which are taken out one by one while it is read: of a long capture they
  // may be many.
  Json Parse(const std::string& text) {
    std::string list;
    const auto take = [&](int depth, Json::parse_event_t event, Json& value) {
      if (depth == 1 && event == Json::parse_event_t::key) list = value.get_ref<const std::string&>();
      if (depth != 2 || event != Json::parse_event_t::object_end) return true;
      if (list == "markers") TakeMarker(value);
      if (list == "statistics") TakeStatistics(value);
      return list != "markers" && list != "statistics";
    };
    Json source = ParseOrderedJson(text, take);
    return source.is_object() ? source : Json::object();
  }

  void TakeMarker(Json& marker) {
    const double seconds = NumberAt(marker, "seconds", kMostNumber);
    const bool from_game = marker.contains("fromGame") && marker["fromGame"] == true;
    if (seconds < start_s_ && !from_game) FollowState(marker, seconds);
    if (!line_.Has(seconds)) return;
    line_.Move(&marker);
    Keep(std::move(marker), &markers_);
  }

  void FollowState(const Json& marker, double seconds) {
    const std::string label = TextAt(marker, "label", "");
    const std::string who = TextAt(marker, "source", "");
    for (const auto& [begin, end] : kStates) {
      if (label == end) states_.erase({begin, who});
      if (label != begin || states_.size() >= kMostEntries) continue;
      Json state = marker;
      const double before = state.contains("data") ? NumberAt(state["data"], "secondsBefore", 0) : 0;
      state["seconds"] = 0.0;
      state["frame"] = 0;
      state["data"] = {{"secondsBefore", before + start_s_ - seconds}};
      states_[{begin, who}] = std::move(state);
    }
  }

  void TakeStatistics(Json& statistics) {
    if (!line_.Has(NumberAt(statistics, "seconds", kMostNumber))) return;
    line_.Move(&statistics);
    Keep(std::move(statistics), &statistics_);
  }

  void Keep(Json entry, Json* list) {
    if (list->size() < kMostEntries) {
      list->push_back(std::move(entry));
    } else {
      left_out_ = true;
    }
  }

  Json Markers() {
    Json all = Json::array();
    for (auto& [key, state] : states_) all.push_back(std::move(state));
    for (Json& marker : markers_) all.push_back(std::move(marker));
    return all;
  }

  Json Sources(const Json& source) const {
    Json cut = Json::array();
    const auto found = source.find("sources");
    if (found == source.end() || !found->is_array()) return cut;
    for (const Json& each : *found) {
      if (!each.is_object()) continue;
      cut.push_back(each);
      Json& moved = cut.back();
      moved["formats"] = line_.Formats(each.contains("formats") ? each["formats"] : Json::array());
      moved["gaps"] = line_.Spans(each.contains("gaps") ? each["gaps"] : Json::array());
      moved["loudnessLufs"] = nullptr;
    }
    return cut;
  }

  void AddLevels(const Json& source, Json* cut) const {
    (*cut)["peakDbfs"] = file_.has_levels ? file_.levels.peak_dbfs : NumberAt(source, "peakDbfs", kSilenceDbfs);
    (*cut)["rmsDbfs"] = file_.has_levels ? file_.levels.rms_dbfs : NumberAt(source, "rmsDbfs", kSilenceDbfs);
    (*cut)["loudnessLufs"] = nullptr;
  }

  Json Problems(const Json& source) const {
    Json problems = Json::array();
    const auto found = source.find("problems");
    if (found != source.end() && found->is_array()) {
      for (const Json& each : *found) {
        if (each.is_string()) problems.push_back(each);
      }
    }
    if (left_out_) {
      problems.push_back("some markers or statistics of the cut were left out: 20000 of each are kept");
    }
    if (file_.clipped_samples > 0) {
      problems.push_back(std::to_string(file_.clipped_samples) + " samples were beyond full scale and were cut there");
    }
    if (!file_.has_levels) problems.push_back("peak and RMS are those of the whole capture: the cut was not decoded");
    return problems;
  }

  const CutPlace& place_;
  const CutFile& file_;
  double start_s_ = 0;
  double end_s_ = 0;
  CutLine line_;
  Json markers_ = Json::array();
  Json statistics_ = Json::array();
  std::map<std::pair<std::string, std::string>, Json> states_;
  bool left_out_ = false;
};

}  // namespace

std::string CutSidecar(const std::string& sidecar_text, const CutPlace& place, const CutFile& file) {
  const Json cut = Cutter(place, file).Cut(sidecar_text);
  return JsonText(cut, 2) + "\n";
}

}  // namespace vr
