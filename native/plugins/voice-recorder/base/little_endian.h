// Numbers as files hold them: low byte first, whatever the machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vr {

inline uint8_t* PutLe(uint8_t* to, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) *to++ = static_cast<uint8_t>(value >> (8 * i));
  return to;
}

inline uint64_t GetLe(const uint8_t* from, int bytes) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; ++i) value |= static_cast<uint64_t>(from[i]) << (8 * i);
  return value;
}

// Takes numbers one after the other out of bytes of a known length; reading past the end gives 0 and turns ok() false.
class LeReader {
 public:
  LeReader(const uint8_t* data, size_t size_bytes) : at_(data), end_(data + size_bytes) {}

  uint64_t Number(int bytes) {
    const uint8_t* from = Bytes(static_cast<size_t>(bytes));
    return from == nullptr ? 0 : GetLe(from, bytes);
  }
  // The next so many bytes, or null.
  const uint8_t* Bytes(size_t size_bytes) {
    if (static_cast<size_t>(end_ - at_) < size_bytes) {
      at_ = end_;
      ok_ = false;
      return nullptr;
    }
    const uint8_t* from = at_;
    at_ += size_bytes;
    return from;
  }
  size_t left() const { return static_cast<size_t>(end_ - at_); }
  bool ok() const { return ok_; }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
  bool ok_ = true;
};

}  // namespace vr
