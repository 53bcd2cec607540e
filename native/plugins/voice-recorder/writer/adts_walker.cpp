#include "writer/adts_walker.h"

#include <algorithm>
#include <cstring>

namespace vr {
namespace {

constexpr int kRatesHz[16] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350};
constexpr int kChannels[8] = {0, 1, 2, 3, 4, 5, 6, 8};

}  // namespace

bool ReadAdtsHeader(const uint8_t* bytes, AdtsHeader* header) {
  if (bytes[0] != 0xff || (bytes[1] & 0xf6) != 0xf0) return false;
  header->frame_bytes = (size_t{bytes[3]} & 3) << 11 | size_t{bytes[4]} << 3 | bytes[5] >> 5;
  header->frames = ((bytes[6] & 3) + 1) * kAacBlockFrames;
  header->sample_rate_hz = kRatesHz[bytes[2] >> 2 & 15];
  header->channels = kChannels[(bytes[2] & 1) << 2 | bytes[3] >> 6];
  return header->frame_bytes >= kAdtsHeaderBytes;
}

AdtsWalker::AdtsWalker(const CaptureFormat& format)
    : sample_rate_hz_(format.sample_rate_hz), channels_(format.channels) {}

void AdtsWalker::BeginFrame() {
  broken_ = !ReadAdtsHeader(head_, &header_) ||
            (sample_rate_hz_ != 0 && (header_.sample_rate_hz != sample_rate_hz_ || header_.channels != channels_));
  missing_bytes_ = broken_ ? 0 : header_.frame_bytes - kAdtsHeaderBytes;
}

void AdtsWalker::Take(ByteView bytes) {
  const uint8_t* at = bytes.data;
  size_t left = bytes.size_bytes;
  while (left > 0 && !broken_) {
    if (head_bytes_ < kAdtsHeaderBytes) {
      const size_t size = std::min(left, kAdtsHeaderBytes - head_bytes_);
      std::memcpy(head_ + head_bytes_, at, size);
      at += size;
      left -= size;
      head_bytes_ += size;
      if (head_bytes_ < kAdtsHeaderBytes) return;
      BeginFrame();
      if (broken_) return;
    }
    const size_t size = std::min(left, missing_bytes_);
    at += size;
    left -= size;
    missing_bytes_ -= size;
    if (missing_bytes_ > 0) return;
    whole_bytes_ += header_.frame_bytes;
    frames_ += header_.frames;
    head_bytes_ = 0;
  }
}

}  // namespace vr
