#include "recorder/dump_window.h"

#include <algorithm>
#include <utility>

namespace vr {

DumpWindow::DumpWindow(DumpTarget target, int64_t from_frame, int64_t to_frame, const StreamShape& shape)
    : target_(std::move(target)),
      shape_(shape),
      from_frame_(from_frame),
      to_frame_(std::max(from_frame, to_frame)),
      held_to_(std::max<int64_t>(0, from_frame + shape.delay_frames - shape.pre_roll_frames)) {}

void DumpWindow::Hold(CycleBuffer& buffer, int64_t end_stream_frame) {
  const int64_t wanted = held_to_;
  CyclePin pin = buffer.Pin(wanted, end_stream_frame);
  if (pin.size_bytes() == 0) return;
  if (pin.first_frame() > wanted) {
    // Older audio had to go early: the window begins with what is left.
    const int64_t first_heard = pin.first_frame() + shape_.pre_roll_frames - shape_.delay_frames;
    if (pins_.empty()) from_frame_ = std::min(to_frame_, std::max(from_frame_, first_heard));
  }
  held_to_ = pin.end_frame();
  pins_.push_back(std::move(pin));
}

bool DumpWindow::Extend(CycleBuffer& buffer, bool last_chance, int64_t mixed_frames) {
  if (last_chance) {
    to_frame_ = std::min(to_frame_, mixed_frames);
    from_frame_ = std::min(from_frame_, to_frame_);
  }
  const int64_t wanted_end = to_frame_ + shape_.delay_frames;
  const bool complete = last_chance || buffer.end_frame() >= wanted_end;
  const int64_t end = std::min(buffer.end_frame(), wanted_end);
  if (end > held_to_ && from_frame_ < to_frame_) Hold(buffer, end);
  return complete;
}

int64_t DumpWindow::valid_start() const {
  return pins_.empty() ? 0 : std::max<int64_t>(0, from_frame_ + shape_.delay_frames - pins_.front().first_frame());
}

int64_t DumpWindow::file_frames() const {
  int64_t frames = 0;
  for (const CyclePin& pin : pins_) frames += pin.end_frame() - pin.first_frame();
  return frames;
}

}  // namespace vr
