#include "cycle/cycle_pin.h"

#include <algorithm>

#include "cycle/adts_walk.h"

namespace vr {
namespace {

struct Cut {
  int64_t first_frame;
  int64_t end_frame;
  size_t first_byte;
  size_t end_byte;
};

Cut CutPcm(const Segment& segment, int64_t first_frame, int64_t end_frame, int bytes_per_frame) {
  Cut cut;
  cut.first_frame = std::max(segment.first_frame, first_frame);
  cut.end_frame = std::min(segment.end_frame, end_frame);
  cut.first_byte = static_cast<size_t>(cut.first_frame - segment.first_frame) * bytes_per_frame;
  cut.end_byte = static_cast<size_t>(cut.end_frame - segment.first_frame) * bytes_per_frame;
  return cut;
}

Cut CutAdts(const Segment& segment, int64_t first_frame, int64_t end_frame) {
  Cut cut{segment.first_frame, segment.end_frame, 0, segment.used_bytes};
  if (first_frame <= segment.first_frame && end_frame >= segment.end_frame) return cut;
  int64_t at_frame = segment.first_frame;
  for (size_t at_byte = 0; at_byte < segment.used_bytes && at_frame < end_frame;) {
    const AdtsStep step = AdtsStepAt(segment.bytes() + at_byte, segment.used_bytes - at_byte);
    if (step.size_bytes == 0) return {cut.first_frame, segment.end_frame, cut.first_byte, segment.used_bytes};
    if (at_frame <= first_frame) {
      cut.first_frame = at_frame;
      cut.first_byte = at_byte;
    }
    at_frame += step.frames;
    at_byte += step.size_bytes;
    cut.end_frame = at_frame;
    cut.end_byte = at_byte;
  }
  return cut;
}

}  // namespace

CyclePin::Hold::~Hold() {
  for (Segment* segment : segments) segment->Release();
}

void CyclePin::Hold::Add(Segment* segment, int64_t first_frame, int64_t end_frame, int bytes_per_frame) {
  const Cut cut = bytes_per_frame > 0 ? CutPcm(*segment, first_frame, end_frame, bytes_per_frame)
                                      : CutAdts(*segment, first_frame, end_frame);
  views.push_back({segment->bytes() + cut.first_byte, cut.end_byte - cut.first_byte});
  segments.push_back(segment);
  segment->Hold();
  if (views.size() == 1) this->first_frame = cut.first_frame;
  this->end_frame = cut.end_frame;
  size_bytes += cut.end_byte - cut.first_byte;
}

int64_t CyclePin::first_frame() const {
  return hold == nullptr ? 0 : hold->first_frame;
}
int64_t CyclePin::end_frame() const {
  return hold == nullptr ? 0 : hold->end_frame;
}
uint64_t CyclePin::size_bytes() const {
  return hold == nullptr ? 0 : hold->size_bytes;
}

void CyclePin::Overwrite() {
  if (hold == nullptr) return;
  for (Segment* segment : hold->segments) segment->Overwrite();
}

const std::vector<ByteView>& CyclePin::views() const {
  static const std::vector<ByteView> kNone;
  return hold == nullptr ? kNone : hold->views;
}

}  // namespace vr
