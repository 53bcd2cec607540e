#include "recorder/dump_window.h"

#include <algorithm>
#include <utility>

namespace vr {

DumpWindow::DumpWindow(DumpTarget target, int64_t from_frame, int64_t to_frame, const StreamDelay& delay)
    : target_(std::move(target)), delay_(delay), from_frame_(from_frame), to_frame_(std::max(from_frame, to_frame)) {}

int64_t DumpWindow::first_stream_frame() const {
  const int64_t first = std::max<int64_t>(0, from_frame_ + delay_.delay_frames - delay_.pre_roll_frames());
  return first / delay_.block_frames * delay_.block_frames;
}

int64_t DumpWindow::end_stream_frame() const {
  if (from_frame_ == to_frame_) return first_stream_frame();
  const int64_t end = to_frame_ + delay_.delay_frames;
  return (end + delay_.block_frames - 1) / delay_.block_frames * delay_.block_frames;
}

bool DumpWindow::Extend(StreamStore& store, bool last_chance, int64_t mixed_frames) {
  if (last_chance) {
    cut_short_ = cut_short_ || mixed_frames < to_frame_;
    to_frame_ = std::min(to_frame_, mixed_frames);
    from_frame_ = std::min(from_frame_, to_frame_);
  }
  const int64_t wanted_end = end_stream_frame();
  if (held_.size() < store.stream_count()) held_.resize(store.stream_count());
  bool complete = true;
  for (size_t stream = 0; stream < held_.size(); ++stream) {
    if (!store.IsUsed(stream)) continue;  // somebody may yet come who gets it
    Held& held = held_[stream];
    if (held.end_frame < 0) held.end_frame = first_stream_frame();
    const int64_t end = last_chance ? wanted_end : std::min(store.HoldableEnd(stream), wanted_end);
    if (end > held.end_frame) {
      store.Hold(stream, held.end_frame, end, &held.pieces);
      held.end_frame = end;
    }
    complete = complete && held.end_frame >= wanted_end;
  }
  return complete || last_chance;
}

}  // namespace vr
