// Follows a JSON text without building it, and tells a sink what stands at which place: "sources/[]/id" is the key id
// of an element of the list sources. Takes bytes of strangers: memory is bounded, however large or deep the text is.
// Pure.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace vr {

// Sink: void Begun(const JsonPlace&) for an object, which stands at its place already; void Number(const JsonPlace&,
// double), finite and below 9e15; void Text(const JsonPlace&, const std::string&), at most 1024 bytes; void
// Flag(const JsonPlace&, bool).
class JsonPlace {
 public:
  bool operator==(const char* place) const { return levels_.size() <= kKeptLevels && path_ == place; }

 private:
  template <typename Sink>
  friend class JsonPaths;
  static constexpr size_t kKeptLevels = 6;

  std::string path_;
  std::vector<size_t> levels_;  // how much of the path stands before what is within each
};

template <typename Sink>
class JsonPaths {
  using Json = nlohmann::ordered_json;

 public:
  static constexpr size_t kMostDepth = 80;

  explicit JsonPaths(Sink* sink) : sink_(*sink) {}
  bool too_deep() const { return too_deep_; }
  bool is_object() const { return is_object_; }

  bool null() { return true; }
  bool boolean(bool value) {
    sink_.Flag(place_, value);
    return true;
  }
  bool number_integer(Json::number_integer_t value) { return Number(static_cast<double>(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return Number(static_cast<double>(value)); }
  bool number_float(Json::number_float_t value, const Json::string_t&) { return Number(value); }
  bool string(Json::string_t& value) {
    if (value.size() <= kMostTextBytes) sink_.Text(place_, value);
    return true;
  }
  bool binary(Json::binary_t&) { return true; }
  bool start_object(size_t) {
    if (place_.levels_.empty()) is_object_ = true;
    sink_.Begun(place_);
    return Enter(false);
  }
  bool key(Json::string_t& name) {
    if (place_.levels_.size() <= JsonPlace::kKeptLevels) {
      place_.path_.resize(place_.levels_.back());
      const bool plain = name.size() <= kMostTextBytes && name.find('/') == std::string::npos;
      place_.path_ += plain ? name : "?";
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
  static constexpr size_t kMostTextBytes = 1024;
  static constexpr double kMostNumber = 9e15;

  bool Number(double value) {
    if (std::isfinite(value) && std::fabs(value) <= kMostNumber) sink_.Number(place_, value);
    return true;
  }
  bool Enter(bool list) {
    std::string& path = place_.path_;
    if (place_.levels_.size() == kMostDepth) {
      too_deep_ = true;
      return false;
    }
    if (place_.levels_.size() < JsonPlace::kKeptLevels && !place_.levels_.empty()) path += '/';
    place_.levels_.push_back(path.size());
    if (list && place_.levels_.size() <= JsonPlace::kKeptLevels) path += "[]";
    return true;
  }
  bool Leave() {
    std::string& path = place_.path_;
    path.resize(std::min(place_.levels_.back(), path.size()));
    if (!path.empty() && path.back() == '/') path.pop_back();
    place_.levels_.pop_back();
    return true;
  }

  Sink& sink_;
  JsonPlace place_;
  bool too_deep_ = false;
  bool is_object_ = false;
};

}  // namespace vr
