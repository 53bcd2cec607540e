#include "native/cycle/ring_room.h"

namespace vr::test {
namespace {

constexpr int64_t kStepNs = 10'000'000;

}  // namespace

RingShape ShapeOf(const RingRoomConfig& config) {
  RingShape shape;
  shape.epoch = 0x0123456789abcdef;
  shape.sample_rate_hz = config.sample_rate_hz;
  shape.keep_frames = int64_t{config.keep_s} * config.sample_rate_hz;
  shape.segment_frames = int64_t{kRingSegmentSeconds} * config.sample_rate_hz;
  shape.start_ns = 123;
  shape.start_unix_ms = 1'764'000'000'123;
  shape.sealed = config.sealed;
  std::vector<StreamNeed> needs;
  for (const StreamKind kind : config.audio) {
    StreamNeed need;
    need.kind = kind;
    need.channels = static_cast<uint8_t>(config.channels);
    need.bytes_per_second = kind == StreamKind::kPcm16
                                ? 2.0 * config.channels * config.sample_rate_hz
                                : static_cast<double>(config.adts_bytes) * config.sample_rate_hz / kAdtsFrames;
    needs.push_back(need);
  }
  needs.push_back({StreamKind::kLog, 0, 1000, 20000});
  LayOut(needs, &shape);
  return shape;
}

std::vector<uint8_t> SilentAdts() {
  return {0xff, 0xf1, 0x54, 0x40, 0x01, 0x1f, 0xfc, 0x00};
}

Bytes ReadAll(AudioPieces& pieces) {
  Bytes all;
  for (;;) {
    const Result<std::vector<ByteView>> next = pieces.Next();
    EXPECT_TRUE(next.ok());
    if (!next.ok() || next.value().empty()) return all;
    for (const ByteView& view : next.value()) all.insert(all.end(), view.data, view.data + view.size_bytes);
  }
}

RingRoom::RingRoom(const RingRoomConfig& config, FileSystem* files)
    : config_(config), files_(files == nullptr ? &memory_ : files), shape_(ShapeOf(config)) {
  memory_.AddFolder(kRecovery);
  if (config.sealed) shape_.key_check = KeyCheck(key_);
  const uint64_t max = config.max_segments == 0 ? 2 * SegmentsToKeep(shape_) : config.max_segments;
  plan_ = std::make_unique<RingPlan>(shape_, key(), max, *this);
  ends_.assign(shape_.audio_streams(), 0);
}

Status RingRoom::Create() {
  auto made = RingFiles::Create(*files_, kRecovery, shape_, SegmentsToKeep(shape_));
  if (made.ok()) ring_ = std::move(made.value());
  return made.status();
}

bool RingRoom::AppendCell(size_t stream) {
  const RingStream& region = shape_.streams[stream];
  int64_t& end = ends_[stream];
  if (region.bytes_per_frame() > 0) {
    const auto frames = static_cast<int32_t>(shape_.sample_rate_hz / 100);
    const Bytes bytes = PcmBytes(end, frames, region.bytes_per_frame());
    if (!plan_->Append(stream, {end, frames, bytes.data(), bytes.size()}, now_ns_)) return false;
    end += frames;
    return true;
  }
  const int64_t until = now_ns_ / 1000 * shape_.sample_rate_hz / 1'000'000;
  while (end + kAdtsFrames <= until) {
    const Bytes bytes = AdtsBlock(end / kAdtsFrames, config_.adts_bytes);
    if (!plan_->Append(stream, {end, kAdtsFrames, bytes.data(), bytes.size()}, now_ns_)) return false;
    end += kAdtsFrames;
  }
  return true;
}

bool RingRoom::Run(double seconds, bool write) {
  const auto steps = static_cast<int>(seconds * 100 + 0.5);
  for (int step = 0; step < steps; ++step) {
    now_ns_ += kStepNs;
    for (size_t stream = ends_.size(); stream > 0; --stream) {
      if (!AppendCell(stream - 1)) return false;
    }
    if (step % 2 == 1) plan_->CloseOld(now_ns_);
    if (write && step % 2 == 1 && !WriteOut()) return false;
  }
  return true;
}

bool RingRoom::WriteOut() {
  const RingBatch batch = plan_->TakeBatch();
  if (batch.empty()) return true;
  if (!ring_->Write(batch).ok()) return false;
  plan_->OnWritten(batch);
  return true;
}

void RingRoom::GoBack() {
  for (size_t stream = 0; stream < ends_.size(); ++stream) ends_[stream] = plan_->next_frame(stream);
}

Bytes RingRoom::Read(size_t stream, int64_t first, int64_t end, std::vector<RingHole>* holes) {
  SlotStream slots(*ring_, shape_, stream, plan_->Runs(stream, first, end), key());
  RingAudio audio(std::move(slots), shape_.streams[stream], first, end, SilentAdts(), 2, WhenUnreadable::kFail);
  const Bytes bytes = ReadAll(audio);
  if (holes != nullptr) {
    *holes = audio.holes();
  } else {
    EXPECT_TRUE(audio.holes().empty()) << audio.holes()[0].first_frame << " + " << audio.holes()[0].frames;
  }
  return bytes;
}

Bytes RingRoom::Expected(size_t stream, int64_t first, int64_t end) const {
  const int frame_bytes = shape_.streams[stream].bytes_per_frame();
  if (frame_bytes > 0) return PcmBytes(first, end - first, frame_bytes);
  return AdtsBytes(first, end, config_.adts_bytes);
}

}  // namespace vr::test
