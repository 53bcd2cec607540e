// What this build can do, and where audio threads hand over their blocks: the parts of other rooms that the door of
// the library needs.
#pragma once

#include "base/sealing.h"
#include "encode/encoder.h"
#include "tap/tap_table.h"
#include "writer/name_template.h"

namespace vr {

struct BuildInfo {
  static bool RecordsAac() { return HasEncoder(Codec::kAacLc); }
  static bool Encrypts() { return CanSeal(); }
  static const char* AacEncoder() { return AacEncoderName(); }
  static const char* NameTemplate() { return kDefaultNameTemplate; }
};

// [audio] Wait-free.
inline PushResult PushToSource(SourceId id, const void* samples, uint32_t frames, const StreamFormat& format,
                               int64_t capture_time_ns) noexcept {
  return PushToTap(id, samples, frames, format, capture_time_ns);
}

}  // namespace vr
