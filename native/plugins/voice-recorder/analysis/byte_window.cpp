#include "analysis/byte_window.h"

#include <algorithm>

namespace vr {

Result<ByteView> ByteWindow::At(uint64_t offset, size_t size_bytes) {
  const uint64_t end = std::min(offset + std::min(size_bytes, kMostBytes), source_.size_bytes());
  if (offset >= end) return ByteView();
  if (offset < begin_ || end > begin_ + filled_) {
    bytes_.resize(kMostBytes);
    filled_ = 0;
    const Result<size_t> got = source_.ReadAt(offset, bytes_.data(), bytes_.size());
    if (!got.ok()) return got.status();
    begin_ = offset;
    filled_ = got.value();
  }
  const uint64_t there = std::min(end, begin_ + filled_);
  if (there <= offset) return ByteView();
  return ByteView{bytes_.data() + (offset - begin_), static_cast<size_t>(there - offset)};
}

}  // namespace vr
