#include "recorder/real_time_file.h"

#include <utility>

#include "base/clock.h"

namespace vr {
namespace {

constexpr int64_t kHeaderEveryNs = kNsPerSecond;
constexpr int kAacFrames = 1024;
constexpr uint64_t kAdtsHeaderBytes = 7;

}  // namespace

RealTimeFile::RealTimeFile(FileSystem& files, std::string path, OpenMode mode, const CaptureFormat& format)
    : files_(files), path_(std::move(path)), mode_(mode), format_(format) {}

Status RealTimeFile::Open() {
  Result<std::unique_ptr<CaptureFile>> file = CaptureFile::Make(files_, path_, mode_, format_, 0);
  if (!file.ok()) {
    failure_ = file.status();
    return failure_;
  }
  file_ = std::move(file.value());
  bytes_.store(file_->file_bytes(), std::memory_order_relaxed);
  return Status::Ok();
}

int64_t RealTimeFile::FramesIn(const uint8_t* data, uint64_t size_bytes) const {
  if (format_.codec == Codec::kPcm16)
    return static_cast<int64_t>(size_bytes / (2u * static_cast<unsigned>(format_.channels)));
  int64_t frames = 0;
  for (uint64_t at = 0; at + kAdtsHeaderBytes <= size_bytes;) {
    const uint64_t length = (data[at + 3] & 3u) << 11 | data[at + 4] << 3 | data[at + 5] >> 5;
    if (length < kAdtsHeaderBytes || at + length > size_bytes) break;
    frames += kAacFrames;
    at += length;
  }
  return frames;
}

Status RealTimeFile::Append(const std::vector<uint8_t>& encoded, int64_t now_ns) {
  backlog_.fetch_sub(encoded.size(), std::memory_order_relaxed);
  if (file_ == nullptr || !failure_.ok()) return failure_;
  const uint64_t before = file_->audio_bytes();
  Status written = file_->Append({{encoded.data(), encoded.size()}});
  frames_ += FramesIn(encoded.data(), file_->audio_bytes() - before);
  if (written.ok() && now_ns - header_at_ns_ >= kHeaderEveryNs) {
    written = file_->UpdateHeader();
    header_at_ns_ = now_ns;
  }
  bytes_.store(file_->file_bytes(), std::memory_order_relaxed);
  if (!written.ok()) failure_ = written;
  return written;
}

RealTimeFile::Closed RealTimeFile::Close() {
  if (file_ == nullptr) return {0, failure_};
  const Status finished = file_->Finish();
  if (!finished.ok() && failure_.ok()) failure_ = finished;
  bytes_.store(file_->file_bytes(), std::memory_order_relaxed);
  file_.reset();
  return {frames_, failure_};
}

}  // namespace vr
