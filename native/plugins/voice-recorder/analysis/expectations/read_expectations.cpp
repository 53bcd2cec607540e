#include "analysis/expectations/read_expectations.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/diagnosis/texts.h"
#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostRequestBytes = 256 * 1024;
constexpr size_t kMostExpectations = 256;
constexpr double kLongestSeconds = 1e7;
constexpr double kLowestToneHz = 60;
constexpr double kHighestToneHz = 192000;
// A tone is meant to within this share, or so many Hz where that is more.
constexpr double kToneShare = 0.01;
constexpr double kToneHz = 4;
// A harmonic of a voice stays for less.
constexpr double kLeastToneSeconds = 0.5;

struct Kind {
  Expected what;
  const char* name;
  std::vector<std::string> keys;  // besides "expect", "not" and those of its place
  bool has_side;
  bool has_place;
};

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {Expected::kSpeech, "hearSpeech", {"atLeastSeconds"}, true, true},
      {Expected::kSilence, "silent", {"belowDbfs"}, true, true},
      {Expected::kTone, "tone", {"hz", "toleranceHz", "atLeastSeconds"}, true, true},
      {Expected::kNoDropouts, "noDropouts", {"longerThanMs"}, true, true},
      {Expected::kNoClipping, "noClipping", {}, true, true},
      {Expected::kNoEcho, "noEcho", {}, false, true},
      {Expected::kNoFindings, "noFindings", {"except", "checked"}, true, true},
      {Expected::kLoudness, "loudness", {"minLufs", "maxLufs"}, true, true},
      {Expected::kLength, "lasts", {"seconds", "toleranceSeconds"}, false, false},
  };
  return kinds;
}

std::string Listed(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

// Takes the keys of one expectation; the first that is wrong is kept.
class KeyReader {
 public:
  KeyReader(const Json& object, size_t place)
      : object_(object), where_("expectations[" + std::to_string(place) + "]") {}

  const Status& status() const { return status_; }
  bool Has(const char* key) const { return object_.contains(key); }

  void Refuse(const std::string& why) {
    if (status_.ok()) status_ = Status(ErrorCode::kInvalidArgument, where_ + ": " + why);
  }

  double Number(const char* key, double least, double most, double otherwise) {
    if (!Has(key)) return otherwise;
    const Json& value = object_[key];
    const double number = value.is_number() ? value.get<double>() : NAN;
    if (number >= least && number <= most) return number;
    Refuse(std::string(key) + " must be a number from " + Plain(least) + " to " + Plain(most) + ", got " +
           Shown(value));
    return otherwise;
  }

  std::optional<double> NumberOrNone(const char* key, double least, double most) {
    if (!Has(key)) return std::nullopt;
    return Number(key, least, most, least);
  }

  bool Flag(const char* key) {
    if (!Has(key)) return false;
    if (object_[key].is_boolean()) return object_[key].get<bool>();
    Refuse(std::string(key) + " must be true or false, got " + Shown(object_[key]));
    return false;
  }

  std::string Text(const char* key) {
    if (!Has(key)) return "";
    if (object_[key].is_string() && !object_[key].get_ref<const std::string&>().empty()) {
      return object_[key].get<std::string>();
    }
    Refuse(std::string(key) + " must be a text that is not empty, got " + Shown(object_[key]));
    return "";
  }

  // Ids of faults, each alone or with a form: "dropout/cut".
  std::vector<std::string> Faults(const char* key) {
    std::vector<std::string> faults;
    if (!Has(key)) return faults;
    const Json& list = object_[key];
    if (!list.is_array()) Refuse(std::string(key) + " must be a list of faults, got " + Shown(list));
    if (!list.is_array()) return faults;
    for (const Json& value : list) {
      const std::string fault = value.is_string() ? value.get<std::string>() : "";
      const std::string id = fault.substr(0, fault.find('/'));
      if (id.empty() || FaultName(id).en == id) {
        Refuse(std::string(key) + " names no fault that is looked for: " + Shown(value));
      }
      faults.push_back(fault);
    }
    return faults;
  }

  void AllowOnly(const std::vector<std::string>& allowed) {
    for (const auto& [key, value] : object_.items()) {
      if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
      Refuse("unknown key \"" + key + "\"; it takes " + Listed(allowed));
    }
  }

 private:
  static std::string Shown(const Json& value) {
    const std::string text = JsonText(value);
    return text.size() <= 60 ? text : text.substr(0, 60) + "...";
  }
  static std::string Plain(double value) { return JsonText(Json(value)); }

  const Json& object_;
  std::string where_;
  Status status_;
};

const Kind* KindOf(const Json& object) {
  if (!object.is_object() || !object.contains("expect") || !object["expect"].is_string()) return nullptr;
  for (const Kind& kind : Kinds()) {
    if (object["expect"].get_ref<const std::string&>() == kind.name) return &kind;
  }
  return nullptr;
}

void ReadPlace(KeyReader* keys, Expectation* to) {
  to->start_s = keys->NumberOrNone("startSeconds", 0, kLongestSeconds);
  to->end_s = keys->NumberOrNone("endSeconds", 0, kLongestSeconds);
  if (to->end_s.has_value() && *to->end_s <= to->start_s.value_or(0)) {
    keys->Refuse("endSeconds must be above startSeconds");
  }
}

void ReadSide(KeyReader* keys, Expectation* to) {
  to->side = keys->Text("side");
  to->user = keys->Text("user");
  const bool is_known = to->side.empty() || to->side == "local" || to->side == "remote" || to->side == "mix";
  if (!is_known) keys->Refuse("side must be \"local\", \"remote\" or \"mix\", got \"" + to->side + "\"");
  if (to->side == "mix" && !to->user.empty()) keys->Refuse("the mix is of no single user: give side or user");
}

void ReadParameters(KeyReader* keys, Expectation* to) {
  const double least_s = to->what == Expected::kTone ? kLeastToneSeconds : to->at_least_s;
  to->at_least_s = keys->Number("atLeastSeconds", 0.02, kLongestSeconds, least_s);
  to->below_dbfs = keys->Number("belowDbfs", -119, 0, to->below_dbfs);
  to->longer_than_ms = keys->Number("longerThanMs", 0, 1000 * kLongestSeconds, 0);
  to->except = keys->Faults("except");
  to->checked = keys->Faults("checked");
  to->tolerance_s = keys->Number("toleranceSeconds", 0, kLongestSeconds, to->tolerance_s);
  to->seconds = keys->Number("seconds", 0, kLongestSeconds, 0);
  to->min_lufs = keys->NumberOrNone("minLufs", -70, 20);
  to->max_lufs = keys->NumberOrNone("maxLufs", -70, 20);
  to->hz = keys->Number("hz", kLowestToneHz, kHighestToneHz, kLowestToneHz);
  to->tolerance_hz = keys->Number("toleranceHz", 1, kHighestToneHz, std::max(kToneHz, kToneShare * to->hz));
  if (to->what == Expected::kSpeech && to->side.empty() && to->user.empty()) {
    keys->Refuse("hearSpeech needs side or user: whose speech it is");
  }
  if (to->what == Expected::kTone && !keys->Has("hz")) keys->Refuse("tone needs hz");
  if (to->what == Expected::kLength && !keys->Has("seconds")) keys->Refuse("lasts needs seconds");
  if (to->what != Expected::kLoudness) return;
  if (!to->min_lufs.has_value() && !to->max_lufs.has_value()) keys->Refuse("loudness needs minLufs or maxLufs");
  if (to->min_lufs.value_or(-70) > to->max_lufs.value_or(20)) keys->Refuse("minLufs must not be above maxLufs");
}

Result<Expectation> ReadOne(const Json& object, size_t place) {
  KeyReader keys(object, place);
  const Kind* kind = KindOf(object);
  if (kind == nullptr) {
    std::vector<std::string> names;
    for (const Kind& each : Kinds()) names.emplace_back(each.name);
    keys.Refuse("expect must be one of " + Listed(names));
    return keys.status();
  }
  std::vector<std::string> allowed = {"expect", "not"};
  if (kind->has_side) allowed.insert(allowed.end(), {"side", "user"});
  if (kind->has_place) allowed.insert(allowed.end(), {"startSeconds", "endSeconds"});
  allowed.insert(allowed.end(), kind->keys.begin(), kind->keys.end());
  keys.AllowOnly(allowed);
  Expectation expectation;
  expectation.what = kind->what;
  expectation.negated = keys.Flag("not");
  ReadPlace(&keys, &expectation);
  ReadSide(&keys, &expectation);
  ReadParameters(&keys, &expectation);
  return keys.status().ok() ? Result<Expectation>(expectation) : keys.status();
}

Status Bad(const std::string& why) {
  return {ErrorCode::kInvalidArgument, why};
}

}  // namespace

const char* NameOf(Expected what) {
  for (const Kind& kind : Kinds()) {
    if (kind.what == what) return kind.name;
  }
  return "";
}

Result<std::vector<Expectation>> ReadExpectations(const std::string& text) {
  if (text.size() > kMostRequestBytes) return Bad("a request may have 256 KiB at most");
  const Json json = ParseOrderedJson(text);
  if (!json.is_object()) return Bad("a request must be a JSON object: {\"expectations\":[...]}");
  for (const auto& [key, value] : json.items()) {
    if (key != "expectations") return Bad("unknown key \"" + key + "\" in a request; it takes expectations");
  }
  if (!json.contains("expectations") || !json["expectations"].is_array() || json["expectations"].empty() ||
      json["expectations"].size() > kMostExpectations) {
    return Bad("expectations must be a list of 1 to " + std::to_string(kMostExpectations) + " objects");
  }
  std::vector<Expectation> expectations;
  for (const Json& object : json["expectations"]) {
    Result<Expectation> one = ReadOne(object, expectations.size());
    if (!one.ok()) return one.status();
    expectations.push_back(std::move(one.value()));
  }
  return expectations;
}

}  // namespace vr
