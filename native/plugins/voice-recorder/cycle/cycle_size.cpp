#include "cycle/cycle_size.h"

#include <algorithm>
#include <cmath>

#include "cycle/adts_walk.h"

namespace vr {
namespace {

constexpr double kSegmentSeconds = 2.0;
constexpr double kMinSegmentBytes = 4096;
// AAC frames differ in size, and what is left at the end of a segment is too small for the next one.
constexpr double kAacSlack = 1.06;
constexpr double kTooManyBytes = 1e15;

}  // namespace

CycleSize SizeOfCycle(const CycleConfig& config) {
  const bool is_pcm = config.bytes_per_frame > 0;
  const double frame_bytes = is_pcm ? config.bytes_per_frame : config.bytes_per_second / config.sample_rate_hz;
  const double keep_bytes = std::ceil(static_cast<double>(config.keep_frames) * frame_bytes * (is_pcm ? 1 : kAacSlack));
  // An ADTS frame of any length fits into a segment.
  const double min_bytes = is_pcm ? kMinSegmentBytes : kAdtsMaxBlockBytes + 1;
  double segment_bytes = std::max(min_bytes, std::ceil(config.bytes_per_second * kSegmentSeconds));
  if (is_pcm) segment_bytes = std::ceil(segment_bytes / frame_bytes) * frame_bytes;
  if (!(keep_bytes < kTooManyBytes) || !(segment_bytes < kTooManyBytes)) return {};
  CycleSize size;
  size.segment_bytes = static_cast<size_t>(segment_bytes);
  // One more than is kept: the open one, which counts for nothing when it has just been opened.
  size.segments = static_cast<uint64_t>(std::ceil(keep_bytes / segment_bytes)) + 1;
  return size;
}

}  // namespace vr
