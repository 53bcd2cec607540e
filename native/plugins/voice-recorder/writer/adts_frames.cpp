#include "writer/adts_frames.h"

namespace vr {
namespace {

constexpr size_t kLengthEnd = 6;  // the 13 bits of the length end within the sixth byte
constexpr size_t kHeaderBytes = 7;

// Reads single bytes at rising positions.
class ByteCursor {
 public:
  explicit ByteCursor(const std::vector<ByteView>& views) : views_(views) {}

  bool Read(uint64_t position, uint8_t* byte) {
    while (index_ < views_.size() && position - view_start_ >= views_[index_].size_bytes) {
      view_start_ += views_[index_++].size_bytes;
    }
    if (index_ == views_.size()) return false;
    *byte = views_[index_].data[position - view_start_];
    return true;
  }

 private:
  const std::vector<ByteView>& views_;
  size_t index_ = 0;
  uint64_t view_start_ = 0;
};

// 0 when there is no header.
uint64_t FrameBytes(ByteCursor& cursor, uint64_t position) {
  uint8_t head[kLengthEnd];
  for (size_t i = 0; i < kLengthEnd; ++i) {
    if (!cursor.Read(position + i, &head[i])) return 0;
  }
  if (head[0] != 0xff || (head[1] & 0xf6) != 0xf0) return 0;
  const uint64_t bytes = (uint64_t{head[3] & 3u} << 11) | (uint64_t{head[4]} << 3) | (head[5] >> 5);
  return bytes < kHeaderBytes ? 0 : bytes;
}

}  // namespace

uint64_t LastAdtsFrameEnd(const std::vector<ByteView>& views, uint64_t start, uint64_t limit) {
  ByteCursor cursor(views);
  uint64_t end = start;
  while (end < limit) {
    const uint64_t bytes = FrameBytes(cursor, end);
    if (bytes == 0 || end + bytes > limit) break;
    end += bytes;
  }
  return end;
}

}  // namespace vr
