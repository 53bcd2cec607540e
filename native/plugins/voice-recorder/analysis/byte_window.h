// A piece of a byte source in memory, for readers that look at small parts one after the other.
#pragma once

#include <vector>

#include "analysis/byte_source.h"
#include "base/file_system.h"

namespace vr {

class ByteWindow {
 public:
  // source outlives this.
  explicit ByteWindow(ByteSource& source) : source_(source) {}

  // The bytes from `offset` on, `size_bytes` of them or as many as there are, valid until the next call. At most
  // kMostBytes.
  Result<ByteView> At(uint64_t offset, size_t size_bytes);
  uint64_t size_bytes() const { return source_.size_bytes(); }

  static constexpr size_t kMostBytes = size_t{1} << 16;

 private:
  ByteSource& source_;
  std::vector<uint8_t> bytes_;
  uint64_t begin_ = 0;
  size_t filled_ = 0;
};

}  // namespace vr
