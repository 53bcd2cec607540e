#include "analysis/cut_line.h"

#include <algorithm>
#include <cmath>

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostGaps = 20000;  // of a source

}  // namespace

double NumberAt(const Json& object, const char* key, double otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return otherwise;
  const double value = found->get<double>();
  return value > -kMostNumber && value < kMostNumber ? value : otherwise;
}

std::string TextAt(const Json& object, const char* key, const std::string& otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

int64_t CutLine::FrameAt(double seconds) const {
  return static_cast<int64_t>(std::llround(std::clamp(seconds * sample_rate_hz_, -kMostNumber, kMostNumber)));
}

void CutLine::Move(Json* moment) const {
  const double seconds = NumberAt(*moment, "seconds", 0) - start_s_;
  (*moment)["seconds"] = seconds;
  (*moment)["frame"] = FrameAt(seconds);
}

Json CutLine::Spans(const Json& spans) const {
  Json cut = Json::array();
  if (!spans.is_array()) return cut;
  for (const Json& span : spans) {
    const double start = NumberAt(span, "startSeconds", kMostNumber);
    const double from = std::max(start, start_s_);
    const double to = std::min(start + NumberAt(span, "seconds", 0), end_s_);
    if (!span.is_object() || from >= to || cut.size() >= kMostGaps) continue;
    Json each = span;
    each["startSeconds"] = from - start_s_;
    each["seconds"] = to - from;
    each["firstFrame"] = FrameAt(from - start_s_);
    each["frames"] = FrameAt(to - start_s_) - FrameAt(from - start_s_);
    cut.push_back(std::move(each));
  }
  return cut;
}

Json CutLine::Formats(const Json& formats) const {
  Json cut = Json::array();
  if (!formats.is_array()) return cut;
  for (const Json& format : formats) {
    const double seconds = NumberAt(format, "seconds", kMostNumber);
    if (!format.is_object() || seconds > end_s_) continue;
    if (seconds <= start_s_) cut.clear();
    if (cut.size() >= kMostGaps) break;
    cut.push_back(format);
    Move(&cut.back());
  }
  return cut;
}

}  // namespace vr
