#include "recorder/task_sizes.h"

#include <algorithm>

namespace vr {
namespace {

constexpr double kOpenSegmentsS = 6;     // of memory that no dump can have: it is being filled, or is waited for
constexpr int kLogSegmentSeconds = 600;  // of a recording in real time
// A record of features every 100 ms: its header, and 96 bytes for each track.
constexpr double kFeatureRecordBytes = 32;
constexpr double kFeatureTrackBytes = 96;
constexpr double kFeatureRecordsPerSecond = 10;

StreamKind KindOf(Codec codec) {
  return codec == Codec::kPcm16 ? StreamKind::kPcm16 : StreamKind::kAacLc;
}

// What a stream needs while no dump waits.
CycleConfig UnpinnedCycleOf(const TaskConfig& config, bool track) {
  const EncoderConfig encoder = EncoderOf(config, track);
  const int keep_s = config.durable ? std::min(config.cycle_time_s, kMemoryOfDurableS) : config.cycle_time_s;
  CycleConfig cycle;
  cycle.sample_rate_hz = config.sample_rate_hz;
  cycle.keep_frames = static_cast<int64_t>(keep_s + kBufferSlackS) * config.sample_rate_hz;
  cycle.bytes_per_second = BitRate(encoder) / 8.0;
  cycle.bytes_per_frame = config.codec == Codec::kPcm16 ? 2 * encoder.channels : 0;
  return cycle;
}

}  // namespace

EncoderConfig EncoderOf(const TaskConfig& config, bool track) {
  const bool one_side = track && config.layout == Layout::kSplit;
  return {config.codec, config.sample_rate_hz, one_side ? 1 : config.channels, config.quality};
}

CycleConfig CycleOf(const TaskConfig& config, bool track, uint64_t max_buffer_bytes) {
  CycleConfig cycle = UnpinnedCycleOf(config, track);
  const uint64_t capacity = CycleBuffer::CapacityBytes(cycle);
  const uint64_t all =
      CycleBuffer::CapacityBytes(UnpinnedCycleOf(config, false)) +
      static_cast<uint64_t>(config.own_tracks) * CycleBuffer::CapacityBytes(UnpinnedCycleOf(config, true));
  const double share = static_cast<double>(capacity) / static_cast<double>(all);
  const auto share_bytes = static_cast<uint64_t>(share * static_cast<double>(max_buffer_bytes));
  const auto after_bytes = static_cast<uint64_t>(cycle.bytes_per_second * (kMaxAfterS + config.cycle_time_s));
  cycle.max_bytes = std::max(2 * capacity, std::min(share_bytes, capacity + after_bytes));
  return cycle;
}

double LongestDumpS(const TaskConfig& config, const RecorderOptions& options) {
  const CycleConfig mix = CycleOf(config, false, options.max_buffer_bytes);
  const double memory_s = static_cast<double>(mix.max_bytes) / mix.bytes_per_second - kOpenSegmentsS;
  if (!config.durable) return memory_s;
  // What a ring holds is not in memory; one segment is being filled.
  const RingShape shape = RingShapeOf(config, options.max_sources + 1, config.key.has_value());
  const uint64_t segments = MostSegments(shape, options.max_ring_bytes) - 1;
  return memory_s + static_cast<double>(segments) * kRingSegmentSeconds;
}

TaskView ViewOf(const TaskConfig& config, const RecorderOptions& options) {
  TaskView view{true, config.cycle_time_s, config.codec, config.file_path, 0};
  if (config.cycle_time_s > 0) view.longest_dump_s = LongestDumpS(config, options);
  return view;
}

int64_t KeepCells(const TaskConfig& config) {
  return static_cast<int64_t>(config.cycle_time_s) * kCellsPerSecond;
}

RingShape RingShapeOf(const TaskConfig& config, int feature_tracks, bool sealed) {
  const bool is_cycle = config.cycle_time_s > 0;
  RingShape shape;
  shape.sample_rate_hz = config.sample_rate_hz;
  shape.sealed = sealed;
  shape.quality = static_cast<int32_t>(config.quality);
  shape.delay_frames = EncoderDelayFrames(config.codec);
  if (is_cycle) shape.keep_frames = static_cast<int64_t>(config.cycle_time_s + kBufferSlackS) * config.sample_rate_hz;
  shape.segment_frames = int64_t{is_cycle ? kRingSegmentSeconds : kLogSegmentSeconds} * config.sample_rate_hz;
  std::vector<StreamNeed> needs;
  for (int stream = 0; is_cycle && stream <= config.own_tracks; ++stream) {
    const EncoderConfig encoder = EncoderOf(config, stream > 0);
    needs.push_back({KindOf(config.codec), static_cast<uint8_t>(encoder.channels), BitRate(encoder) / 8.0, 0});
  }
  const double features = kFeatureRecordsPerSecond * (kFeatureRecordBytes + feature_tracks * kFeatureTrackBytes);
  needs.push_back({StreamKind::kLog, 0, features, kLogExtraBytes});
  LayOut(needs, &shape);
  return shape;
}

}  // namespace vr
