// Steps from one record of a ring's log to the next: doc/ring-format.md.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/little_endian.h"
#include "cycle/adts_walk.h"

namespace vr {

constexpr size_t kLogRecordHeaderBytes = 16;  // size u32, type u16, 0 u16, number u64
constexpr size_t kMaxLogRecordBytes = size_t{256} << 10;

inline AdtsStep LogStepAt(const uint8_t* data, size_t left_bytes) {
  if (left_bytes < kLogRecordHeaderBytes) return {};
  const auto size = static_cast<size_t>(GetLe(data, 4));
  if (size < kLogRecordHeaderBytes || size > kMaxLogRecordBytes || size > left_bytes) return {};
  return {size, 1};
}

}  // namespace vr
