// What could not be used of a capture, in words for its user. A damaged file could tell of very many; only so many are
// kept.
#pragma once

#include <string>
#include <vector>

namespace vr {

class Problems {
 public:
  void Add(std::string text) {
    if (texts_.size() < kMost) texts_.push_back(std::move(text));
    if (texts_.size() == kMost) texts_.back() = "there are more problems than these";
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  static constexpr size_t kMost = 64;
  std::vector<std::string> texts_;
};

}  // namespace vr
