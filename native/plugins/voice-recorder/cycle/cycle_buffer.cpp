#include "cycle/cycle_buffer.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

#include "cycle/adts_walk.h"
#include "cycle/cycle_pin.h"
#include "cycle/cycle_size.h"
#include "cycle/segment.h"

namespace vr {

// Every segment is in one of three lists:
//   history_  the audio that is kept, oldest first; the last segment is open. At most size_.segments of them.
//   retired_  dropped from the history while a pin holds them; free or released once no pin does.
//   free_     empty.
class CycleBuffer::Impl {
 public:
  Impl(const CycleConfig& config, const CycleSize& size) : config_(config), size_(size) {}
  ~Impl();

  bool Allocate();
  bool Append(const EncodedBlock& block);
  CyclePin Pin(int64_t first_frame, int64_t end_frame);

  int64_t first_frame() const { return history_.empty() ? end_frame_ : history_.front()->first_frame; }
  int64_t end_frame() const { return end_frame_; }
  uint64_t used_bytes() const { return used_bytes_; }
  uint64_t allocated_bytes() const;
  int64_t lost_frames() const { return lost_frames_; }

 private:
  bool Grow();
  bool MayGrow() const;
  bool MayDropOldest() const;
  Segment* DropOldest();
  void Reclaim();
  Segment* TakeSegment(bool* shortened);
  Segment* OpenSegment(size_t block_bytes, bool* shortened);
  void Lose(int64_t frames);
  void AddToPin(Segment* segment, int64_t first_frame, int64_t end_frame, CyclePin::Hold* hold) const;

  const CycleConfig config_;
  const CycleSize size_;
  SegmentList history_;
  SegmentList retired_;
  SegmentList free_;
  int64_t end_frame_ = 0;
  uint64_t segment_count_ = 0;
  uint64_t used_bytes_ = 0;
  int64_t lost_frames_ = 0;
};

CycleBuffer::Impl::~Impl() {
  for (SegmentList* list : {&history_, &retired_, &free_}) {
    while (!list->empty()) list->PopFront()->Release();
  }
}

// The whole is asked for once before its parts are: a size that the machine cannot give is refused at once, and not
// after most of the memory has been taken from everybody else.
bool CycleBuffer::Impl::Allocate() {
  void* whole = ::operator new(size_.segments * size_.segment_bytes, std::nothrow);
  if (whole == nullptr) return false;
  ::operator delete(whole);
  while (segment_count_ < size_.segments) {
    if (!Grow()) return false;
  }
  return true;
}

uint64_t CycleBuffer::Impl::allocated_bytes() const {
  return sizeof(Impl) + sizeof(CycleBuffer) + segment_count_ * Segment::CostBytes(size_.segment_bytes);
}

bool CycleBuffer::Impl::Grow() {
  Segment* segment = Segment::Make(size_.segment_bytes);
  if (segment == nullptr) return false;
  ++segment_count_;
  free_.PushBack(segment);
  return true;
}

// Only pins make the buffer larger: by as many segments as they keep from being used again.
bool CycleBuffer::Impl::MayGrow() const {
  return segment_count_ - retired_.size() < size_.segments &&
         allocated_bytes() + Segment::CostBytes(size_.segment_bytes) <= config_.max_bytes;
}

bool CycleBuffer::Impl::MayDropOldest() const {
  const Segment* oldest = history_.front();
  return oldest->next != nullptr && end_frame_ - oldest->next->first_frame >= config_.keep_frames;
}

// Null when a pin holds the oldest segment, which is retired then.
Segment* CycleBuffer::Impl::DropOldest() {
  Segment* oldest = history_.PopFront();
  used_bytes_ -= oldest->used_bytes;
  if (!oldest->is_pinned()) return oldest;
  retired_.PushBack(oldest);
  return nullptr;
}

void CycleBuffer::Impl::Reclaim() {
  for (size_t left = retired_.size(); left > 0; --left) {
    Segment* segment = retired_.PopFront();
    if (segment->is_pinned()) {
      retired_.PushBack(segment);
    } else if (segment_count_ - retired_.size() > size_.segments) {
      --segment_count_;
      segment->Release();
    } else {
      free_.PushBack(segment);
    }
  }
}

// An empty segment, or null when every one is pinned and no more may be had.
Segment* CycleBuffer::Impl::TakeSegment(bool* shortened) {
  Reclaim();
  for (;;) {
    if (!free_.empty()) return free_.PopFront();
    if (MayGrow() && Grow()) continue;
    if (history_.empty()) return nullptr;
    if (!MayDropOldest()) *shortened = true;
    if (Segment* segment = DropOldest()) return segment;
  }
}

// The segment that the next block_bytes go into (PCM: a part of them), or null.
Segment* CycleBuffer::Impl::OpenSegment(size_t block_bytes, bool* shortened) {
  const size_t needed_bytes = config_.bytes_per_frame > 0 ? config_.bytes_per_frame : block_bytes;
  if (needed_bytes > size_.segment_bytes) return nullptr;
  Segment* open = history_.back();
  if (open != nullptr && size_.segment_bytes - open->used_bytes >= needed_bytes) return open;
  Segment* segment = TakeSegment(shortened);
  if (segment == nullptr) return nullptr;
  segment->first_frame = segment->end_frame = end_frame_;
  segment->used_bytes = 0;
  history_.PushBack(segment);
  return segment;
}

// The history is contiguous, so it begins again after the stretch.
void CycleBuffer::Impl::Lose(int64_t frames) {
  while (!history_.empty()) {
    if (Segment* segment = DropOldest()) free_.PushBack(segment);
  }
  end_frame_ += frames;
  lost_frames_ += frames;
}

bool CycleBuffer::Impl::Append(const EncodedBlock& block) {
  if (block.frames <= 0) return true;
  if (block.first_frame != end_frame_) {
    Lose(0);
    end_frame_ = block.first_frame;
  }
  bool shortened = false;
  const int64_t block_end = block.first_frame + block.frames;
  for (size_t done_bytes = 0; end_frame_ < block_end;) {
    Segment* open = OpenSegment(block.size_bytes, &shortened);
    if (open == nullptr) {
      Lose(block_end - end_frame_);
      return false;
    }
    size_t take_bytes = block.size_bytes;
    int64_t take_frames = block.frames;
    if (config_.bytes_per_frame > 0) {
      const auto room_frames = static_cast<int64_t>((size_.segment_bytes - open->used_bytes) / config_.bytes_per_frame);
      take_frames = std::min(block_end - end_frame_, room_frames);
      take_bytes = static_cast<size_t>(take_frames) * config_.bytes_per_frame;
    }
    std::memcpy(open->bytes() + open->used_bytes, block.data + done_bytes, take_bytes);
    open->used_bytes += take_bytes;
    open->end_frame += take_frames;
    used_bytes_ += take_bytes;
    end_frame_ += take_frames;
    done_bytes += take_bytes;
  }
  return !shortened;
}

void CycleBuffer::Impl::AddToPin(Segment* segment, int64_t first_frame, int64_t end_frame, CyclePin::Hold* hold) const {
  int64_t from_frame = segment->first_frame;
  int64_t to_frame = segment->end_frame;
  size_t from_byte = 0;
  size_t to_byte = segment->used_bytes;
  if (config_.bytes_per_frame > 0) {
    from_frame = std::max(from_frame, first_frame);
    to_frame = std::min(to_frame, end_frame);
    from_byte = static_cast<size_t>(from_frame - segment->first_frame) * config_.bytes_per_frame;
    to_byte = static_cast<size_t>(to_frame - segment->first_frame) * config_.bytes_per_frame;
  } else if (from_frame < first_frame || to_frame > end_frame) {
    int64_t at_frame = segment->first_frame;
    for (size_t at_byte = 0; at_byte < segment->used_bytes;) {
      const AdtsStep step = AdtsStepAt(segment->bytes() + at_byte, segment->used_bytes - at_byte);
      if (step.size_bytes == 0) break;  // not what was promised: the rest goes along
      if (at_frame <= first_frame) from_frame = at_frame, from_byte = at_byte;
      at_frame += step.frames;
      at_byte += step.size_bytes;
      if (at_frame >= end_frame) {
        to_frame = at_frame;
        to_byte = at_byte;
        break;
      }
    }
  }
  if (hold->views.empty()) hold->first_frame = from_frame;
  hold->end_frame = to_frame;
  hold->size_bytes += to_byte - from_byte;
  hold->views.push_back({segment->bytes() + from_byte, to_byte - from_byte});
  segment->Hold();
  hold->segments.push_back(segment);
}

CyclePin CycleBuffer::Impl::Pin(int64_t first_frame, int64_t end_frame) {
  first_frame = std::clamp(first_frame, this->first_frame(), end_frame_);
  end_frame = std::clamp(end_frame, first_frame, end_frame_);
  try {
    auto hold = std::make_shared<CyclePin::Hold>();
    hold->first_frame = hold->end_frame = first_frame;
    hold->views.reserve(history_.size());
    hold->segments.reserve(history_.size());
    for (Segment* segment = history_.front(); segment != nullptr && first_frame < end_frame; segment = segment->next) {
      if (segment->end_frame <= first_frame || segment->first_frame >= end_frame) continue;
      AddToPin(segment, first_frame, end_frame, hold.get());
    }
    return {std::move(hold)};
  } catch (const std::bad_alloc&) {
    return {};
  }
}

Result<std::unique_ptr<CycleBuffer>> CycleBuffer::Make(const CycleConfig& config) {
  if (config.keep_frames <= 0 || config.sample_rate_hz <= 0 || !(config.bytes_per_second > 0) ||
      config.bytes_per_frame < 0) {
    return Status(ErrorCode::kInvalidArgument,
                  "cycle buffer: length, sample rate and bytes per second must be above 0");
  }
  const Status no_memory(ErrorCode::kOutOfMemory, "cycle buffer: the memory for it is not there");
  const CycleSize size = SizeOfCycle(config);
  if (size.segments == 0) return no_memory;
  std::unique_ptr<Impl> impl(new (std::nothrow) Impl(config, size));
  if (impl == nullptr || !impl->Allocate()) return no_memory;
  std::unique_ptr<CycleBuffer> buffer(new (std::nothrow) CycleBuffer(std::move(impl)));
  if (buffer == nullptr) return no_memory;
  return buffer;
}

uint64_t CycleBuffer::CapacityBytes(const CycleConfig& config) {
  const CycleSize size = SizeOfCycle(config);
  if (size.segments == 0) return std::numeric_limits<uint64_t>::max();
  return sizeof(Impl) + sizeof(CycleBuffer) + size.segments * Segment::CostBytes(size.segment_bytes);
}

CycleBuffer::CycleBuffer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CycleBuffer::~CycleBuffer() = default;

bool CycleBuffer::Append(const EncodedBlock& block) {
  return impl_->Append(block);
}
CyclePin CycleBuffer::Pin(int64_t first_frame, int64_t end_frame) {
  return impl_->Pin(first_frame, end_frame);
}
int64_t CycleBuffer::first_frame() const {
  return impl_->first_frame();
}
int64_t CycleBuffer::end_frame() const {
  return impl_->end_frame();
}
uint64_t CycleBuffer::used_bytes() const {
  return impl_->used_bytes();
}
uint64_t CycleBuffer::allocated_bytes() const {
  return impl_->allocated_bytes();
}
int64_t CycleBuffer::lost_frames() const {
  return impl_->lost_frames();
}

}  // namespace vr
