#include "analysis/diagnosis/sidecar_facts.h"

#include <cmath>

#include "analysis/json_paths.h"

namespace vr {
namespace {

constexpr size_t kMostToldSources = 256;
constexpr size_t kMostFormats = 64;  // of one source
constexpr size_t kMostMarkers = 20000;
constexpr size_t kMostMissing = 1000;

class FactsSink {
 public:
  explicit FactsSink(ToldFacts* facts) : facts_(*facts) {}

  void Begun(const JsonPlace& place) {
    if (place == "sources/[]") {
      Append(&facts_.sources, kMostToldSources, &source_);
      format_ = nullptr;
    }
    if (place == "sources/[]/formats/[]" && source_ != nullptr) Append(&source_->formats, kMostFormats, &format_);
    if (place == "markers/[]") Append(&facts_.markers, kMostMarkers, &marker_);
    if (place == "missing/[]") Append(&facts_.missing, kMostMissing, &missing_);
  }

  void Flag(const JsonPlace& place, bool value) {
    if (place == "markers/[]/fromGame" && marker_ != nullptr) marker_->from_game = value;
  }

  void Number(const JsonPlace& place, double value) {
    if (source_ != nullptr) OfSource(place, value);
    if (place == "markers/[]/seconds" && marker_ != nullptr) marker_->time_s = value;
    if (place == "missing/[]/startSeconds" && missing_ != nullptr) missing_->start_s = value;
    if (place == "missing/[]/seconds" && missing_ != nullptr) missing_->seconds = value;
  }

  void Text(const JsonPlace& place, const std::string& value) {
    if (place == "encoder") facts_.encoder = value;
    if (place == "position") facts_.position = value;
    if (source_ != nullptr) {
      if (place == "sources/[]/kind") source_->kind = value;
      if (place == "sources/[]/user") source_->user = value;
      if (place == "sources/[]/label") source_->label = value;
    }
    if (marker_ != nullptr) {
      if (place == "markers/[]/label") marker_->label = value;
      if (place == "markers/[]/source") marker_->source = value;
    }
    if (place == "missing/[]/why" && missing_ != nullptr) missing_->why = value;
  }

 private:
  // One more, or, where there are too many, none: what follows is of nothing.
  template <typename T>
  static void Append(std::vector<T>* list, size_t most, T** last) {
    if (list->size() < most) {
      list->emplace_back();
      *last = &list->back();
    } else {
      *last = nullptr;
    }
  }

  void OfSource(const JsonPlace& place, double value) {
    const auto whole = static_cast<int64_t>(value);
    if (place == "sources/[]/id") source_->id = whole;
    if (place == "sources/[]/sampleRate") source_->sample_rate_hz = whole;
    if (place == "sources/[]/channels") source_->channels = whole;
    if (place == "sources/[]/blocksTaken") source_->blocks_taken = whole;
    if (place == "sources/[]/blocksDropped") source_->blocks_dropped = whole;
    if (place == "sources/[]/blocksLate") source_->blocks_late = whole;
    if (place == "sources/[]/driftPpm") source_->drift_ppm = value;
    if (format_ == nullptr) return;
    if (place == "sources/[]/formats/[]/seconds") format_->start_s = value;
    if (place == "sources/[]/formats/[]/sampleRate") format_->sample_rate_hz = whole;
    if (place == "sources/[]/formats/[]/channels") format_->channels = whole;
  }

  ToldFacts& facts_;
  // The elements that the text is in, each the last one of its list; null: of none that is kept.
  SourceFacts* source_ = nullptr;
  SourceFacts::Format* format_ = nullptr;
  MarkerFacts* marker_ = nullptr;
  MissingFacts* missing_ = nullptr;
};

}  // namespace

Result<ToldFacts> ReadToldFacts(const std::string& text) {
  if (text.find('\0') != std::string::npos)
    return Status(ErrorCode::kUnreadable, "there is a zero byte in the sidecar");
  ToldFacts facts;
  FactsSink sink(&facts);
  JsonPaths<FactsSink> handler(&sink);
  const bool whole = nlohmann::ordered_json::sax_parse(text, &handler);
  if (whole && !handler.too_deep() && handler.is_object()) return facts;
  return Status(ErrorCode::kUnreadable, "the sidecar is no whole JSON object");
}

}  // namespace vr
