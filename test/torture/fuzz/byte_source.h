// Takes numbers and bytes out of an input, one after the other; behind its end everything is 0 and empty.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/file_system.h"

namespace vr_fuzz {

class ByteSource {
 public:
  ByteSource(const uint8_t* data, size_t size_bytes) : at_(data), left_(size_bytes) {}

  size_t left() const { return left_; }
  // Low byte first.
  uint64_t Number(size_t bytes) {
    const vr::ByteView view = View(bytes);
    uint64_t value = 0;
    for (size_t i = 0; i < view.size_bytes; ++i) value |= static_cast<uint64_t>(view.data[i]) << (8 * i);
    return value;
  }
  // Fewer where the input ends.
  vr::ByteView View(size_t bytes) {
    const size_t taken = std::min(bytes, left_);
    const vr::ByteView view{at_, taken};
    at_ += taken;
    left_ -= taken;
    return view;
  }
  std::string Text(size_t bytes) {
    const vr::ByteView view = View(bytes);
    return std::string(view.data, view.data + view.size_bytes);
  }

 private:
  const uint8_t* at_;
  size_t left_;
};

// The other way round, for seeds.
class ByteSink {
 public:
  ByteSink& Number(uint64_t value, size_t bytes) {
    for (size_t i = 0; i < bytes; ++i) text_.push_back(static_cast<char>(value >> (8 * i)));
    return *this;
  }
  ByteSink& Text(const std::string& text) {
    text_ += text;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace vr_fuzz
