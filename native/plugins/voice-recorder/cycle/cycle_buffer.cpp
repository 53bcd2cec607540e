#include "cycle/cycle_buffer.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "cycle/cycle_history.h"
#include "cycle/cycle_size.h"

namespace vr {
namespace {

Status NoMemory() {
  return {ErrorCode::kOutOfMemory, "cycle buffer: the memory for it is not there"};
}

}  // namespace

uint64_t CycleBuffer::CapacityBytes(const CycleConfig& config) {
  const CycleSize size = SizeOfCycle(config);
  if (size.segments == 0) return std::numeric_limits<uint64_t>::max();
  return sizeof(CycleBuffer) + sizeof(Impl) + size.segments * Segment::CostBytes(size.segment_bytes);
}

Result<std::unique_ptr<CycleBuffer>> CycleBuffer::Make(const CycleConfig& config) {
  if (config.keep_frames <= 0 || config.sample_rate_hz <= 0 || !(config.bytes_per_second > 0) ||
      config.bytes_per_frame < 0) {
    return Status(ErrorCode::kInvalidArgument,
                  "cycle buffer: length, sample rate and bytes per second must be above 0");
  }
  const CycleSize size = SizeOfCycle(config);
  if (size.segments == 0) return NoMemory();
  const uint64_t capacity_bytes = CapacityBytes(config);
  const uint64_t more_bytes = std::max(config.max_bytes, capacity_bytes) - capacity_bytes;
  const uint64_t max_segments = size.segments + more_bytes / Segment::CostBytes(size.segment_bytes);

  std::unique_ptr<Impl> impl(new (std::nothrow) Impl(config, size.segment_bytes, size.segments, max_segments));
  if (impl == nullptr || !impl->Allocate()) return NoMemory();
  std::unique_ptr<CycleBuffer> buffer(new (std::nothrow) CycleBuffer(std::move(impl)));
  if (buffer == nullptr) return NoMemory();
  return buffer;
}

CycleBuffer::CycleBuffer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CycleBuffer::~CycleBuffer() = default;

bool CycleBuffer::Append(const EncodedBlock& block) {
  return impl_->Append(block);
}
CyclePin CycleBuffer::Pin(int64_t first_frame, int64_t end_frame) {
  return impl_->Pin(first_frame, end_frame);
}
void CycleBuffer::Forget() {
  impl_->Forget();
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
