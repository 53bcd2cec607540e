#include "writer/sidecar_parse.h"

#include <algorithm>

#include "base/json_text.h"

namespace vr {
namespace {

constexpr int kTopDepth = 1;  // of the keys of the whole
constexpr int kMaxDepth = 4;

}  // namespace

Result<Json> ParseKeys(const std::string& text, const std::vector<std::string>& keys) {
  bool wanted = false;
  const auto keep = [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::key && depth == kTopDepth) {
      wanted = std::find(keys.begin(), keys.end(), value.get_ref<const std::string&>()) != keys.end();
    }
    const bool is_end = event == Json::parse_event_t::object_end || event == Json::parse_event_t::array_end;
    return is_end || depth < kTopDepth || (wanted && depth <= kMaxDepth);
  };
  Json parsed = ParseOrderedJson(text, keep);
  if (parsed.is_object()) return parsed;
  return Status(ErrorCode::kInvalidArgument, "the sidecar is no JSON object");
}

std::string TextAt(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace vr
