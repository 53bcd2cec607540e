#include "writer/adts_frames.h"

#include <algorithm>

#include "writer/adts_walker.h"

namespace vr {

uint64_t LastAdtsFrameEnd(const std::vector<ByteView>& views, uint64_t start, uint64_t limit) {
  AdtsWalker walker;
  uint64_t view_start = 0;
  for (const ByteView& view : views) {
    const uint64_t view_end = view_start + view.size_bytes;
    const uint64_t from = std::max(view_start, start);
    const uint64_t to = std::min(view_end, limit);
    if (from < to) walker.Take({view.data + (from - view_start), static_cast<size_t>(to - from)});
    if (view_end >= limit || walker.broken()) break;
    view_start = view_end;
  }
  return start + walker.whole_bytes();
}

}  // namespace vr
