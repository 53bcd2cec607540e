// Values out of JSON that may hold anything: what has another type is the default. Inside this room only.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "base/json_text.h"

namespace vr {

using Json = nlohmann::json;

// A discarded value when the text is no JSON object.
inline Json ParseObject(const std::string& text) {
  Json json = ParseJson(text);
  return json.is_object() ? json : Json(Json::value_t::discarded);
}

inline std::string DumpJson(const Json& json) {
  return JsonText(json);
}

inline int64_t IntegerOf(const Json& json, const char* key, int64_t otherwise = 0) {
  const auto it = json.find(key);
  if (it == json.end()) return otherwise;
  if (it->is_number_unsigned() && it->get<uint64_t>() > INT64_MAX) return otherwise;
  return it->is_number_integer() ? it->get<int64_t>() : otherwise;
}

inline double NumberOf(const Json& json, const char* key, double otherwise = 0) {
  const auto it = json.find(key);
  return it != json.end() && it->is_number() ? it->get<double>() : otherwise;
}

inline std::string TextOf(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

inline bool FlagOf(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_boolean() && it->get<bool>();
}

}  // namespace vr
