#include "analysis/map_lists.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

Json ListOf(const StretchList& list, int rate_hz, bool with_samples) {
  Json out = Json::array();
  for (const Stretch& stretch : list.stretches()) {
    Json entry = Json::array({SecondsOf(stretch.first_frame, rate_hz), SecondsOf(stretch.end_frame, rate_hz)});
    if (with_samples) entry.push_back(stretch.samples);
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

double SecondsOf(int64_t frame, int rate_hz) {
  return std::floor(static_cast<double>(frame) / rate_hz * 1e6 + 0.5) / 1e6;
}

std::string MapLists::ToJson(const char* basis, bool approximate) {
  bool truncated = false;
  for (StretchList* list : {&silence, &zeros, &gaps, &clipping}) {
    list->Finish();
    truncated = truncated || list->truncated();
  }
  Json json;
  json["basis"] = basis;
  json["approximate"] = approximate;
  json["silence"] = ListOf(silence, rate_hz, false);
  json["zeros"] = ListOf(zeros, rate_hz, false);
  json["gaps"] = ListOf(gaps, rate_hz, false);
  json["clipping"] = ListOf(clipping, rate_hz, true);
  json["clippedSamples"] = clipped_samples;
  json["truncated"] = truncated;
  return JsonText(json);
}

}  // namespace vr
