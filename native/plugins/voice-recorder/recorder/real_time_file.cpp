#include "recorder/real_time_file.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "cycle/adts_walk.h"

namespace vr {
namespace {

// A player goes by the header: with the mix's delay less than a second is lost when the process is killed.
constexpr int64_t kHeaderEveryNs = kNsPerSecond / 4;
constexpr size_t kFileSilenceBytes = size_t{1} << 20;

}  // namespace

RealTimeFile::RealTimeFile(FileSystem& files, Config config) : files_(files), config_(std::move(config)) {}

Status RealTimeFile::Open() {
  const SealKey* key = config_.key.has_value() ? &*config_.key : nullptr;
  Result<std::unique_ptr<CaptureFile>> file =
      CaptureFile::Make(files_, config_.path, config_.mode, config_.format, 0, key, config_.capture_id);
  if (!file.ok()) {
    failure_ = file.status();
    return failure_;
  }
  file_ = std::move(file.value());
  identity_ = files_.IdentityOf(config_.path);
  failure_ = WriteSilence();
  NoteWritten();
  return failure_;
}

Status RealTimeFile::WriteSilence() {
  if (config_.silent_frames == 0) return Status::Ok();
  const bool is_pcm = config_.format.codec == Codec::kPcm16;
  const std::vector<uint8_t> unit =
      is_pcm ? std::vector<uint8_t>(2 * static_cast<size_t>(config_.format.channels)) : config_.silent_block;
  if (unit.empty()) return {ErrorCode::kInternal, "the encoder gives no block of silence"};
  int64_t units = is_pcm ? config_.silent_frames : config_.silent_frames / kAacBlockFrames;
  const auto units_held = std::min<int64_t>(units, static_cast<int64_t>(kFileSilenceBytes / unit.size()));
  std::vector<uint8_t> bytes;
  for (int64_t i = 0; i < units_held; ++i) bytes.insert(bytes.end(), unit.begin(), unit.end());
  Status status;
  for (; units > 0 && status.ok(); units -= units_held) {
    const auto size = static_cast<size_t>(std::min(units, units_held)) * unit.size();
    status = file_->Append({{bytes.data(), size}});
  }
  frames_ = config_.silent_frames;
  return status.ok() ? file_->UpdateHeader() : status;
}

int64_t RealTimeFile::FramesIn(const uint8_t* data, uint64_t size_bytes) const {
  if (config_.format.codec == Codec::kPcm16) {
    return static_cast<int64_t>(size_bytes / (2u * static_cast<unsigned>(config_.format.channels)));
  }
  int64_t frames = 0;
  for (uint64_t at = 0; at < size_bytes;) {
    const AdtsStep step = AdtsStepAt(data + at, static_cast<size_t>(size_bytes - at));
    if (step.size_bytes == 0) break;
    frames += step.frames;
    at += step.size_bytes;
  }
  return frames;
}

Status RealTimeFile::Append(const std::vector<uint8_t>& encoded, int64_t now_ns) {
  backlog_.fetch_sub(encoded.size(), std::memory_order_relaxed);
  if (file_ == nullptr || !failure_.ok()) return failure_;
  const uint64_t before = file_->accepted_bytes();
  Status written = file_->Append({{encoded.data(), encoded.size()}});
  frames_ += FramesIn(encoded.data(), file_->accepted_bytes() - before);
  if (written.ok() && now_ns - header_at_ns_ >= kHeaderEveryNs) {
    written = file_->UpdateHeader();
    header_at_ns_ = now_ns;
  }
  NoteWritten();
  if (!written.ok()) failure_ = written;
  return written;
}

void RealTimeFile::NoteWritten() {
  bytes_.store(file_->file_bytes(), std::memory_order_relaxed);
  if (file_->audio_bytes() == file_->accepted_bytes()) frames_in_file_ = frames_;
}

Status RealTimeFile::Flush() {
  if (file_ == nullptr || !failure_.ok()) return failure_;
  failure_ = file_->UpdateHeader();
  NoteWritten();
  return failure_.ok() ? file_->Sync() : failure_;
}

void RealTimeFile::Refuse(const Status& why) {
  if (failure_.ok()) failure_ = why;
}

RealTimeFile::Closed RealTimeFile::Close() {
  if (file_ == nullptr) return {0, failure_};
  const Status finished = file_->Finish();
  if (!finished.ok() && failure_.ok()) failure_ = finished;
  if (finished.ok()) frames_in_file_ = frames_;
  NoteWritten();
  file_.reset();
  return {frames_in_file_, failure_};
}

}  // namespace vr
