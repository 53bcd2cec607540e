// Reads an envelope file as doc/analysis.md says, byte by byte, for the tests.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "analysis/byte_buffer.h"
#include "base/little_endian.h"

namespace vr {

struct EnvelopeCell {
  int min = 0;
  int max = 0;
  int rms = 0;
};

class EnvelopeView {
 public:
  explicit EnvelopeView(const ByteBuffer& file) : file_(&file) {}

  std::string magic() const { return {reinterpret_cast<const char*>(file_->data()), 4}; }
  uint64_t version() const { return At(4, 2); }
  uint64_t header_bytes() const { return At(6, 2); }
  uint64_t rate_hz() const { return At(8, 4); }
  uint64_t channels() const { return At(12, 2); }
  uint64_t levels() const { return At(14, 2); }
  uint64_t frames() const { return At(16, 8); }
  uint64_t cell_frames() const { return At(24, 4); }
  uint64_t factor() const { return At(28, 2); }
  uint64_t from_features() const { return At(30, 2); }
  int64_t first_cell_offset() const { return static_cast<int64_t>(At(32, 8)); }
  uint64_t offset(uint64_t level) const { return At(48 + 16 * level, 8); }
  uint64_t cells(uint64_t level) const { return At(56 + 16 * level, 8); }

  EnvelopeCell Cell(uint64_t level, uint64_t cell, uint64_t channel = 0) const {
    const uint64_t at = offset(level) + (cell * channels() + channel) * 6;
    return {static_cast<int16_t>(At(at, 2)), static_cast<int16_t>(At(at + 2, 2)), static_cast<int>(At(at + 4, 2))};
  }

 private:
  uint64_t At(uint64_t byte, int bytes) const { return GetLe(file_->data() + byte, bytes); }

  const ByteBuffer* file_;
};

}  // namespace vr
