// Between the words of the C interface and those of the room.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "analysis/byte_buffer.h"
#include "analysis/progress.h"
#include "base/status.h"
#include "voice_recorder_analysis.h"

namespace vr {

constexpr const char* kBadStruct = "struct_size is not set: call the struct's _init function first";

// Copies what the caller's version of a struct has over the defaults of ours; null: all defaults. False: struct_size
// makes no sense.
template <typename Struct, typename Init>
bool Upgrade(const Struct* from, Init init, Struct* to) {
  init(to);
  if (from == nullptr) return true;
  if (from->struct_size < sizeof(uint32_t) || from->struct_size > 64 * 1024) return false;
  std::memcpy(to, from, std::min<size_t>(from->struct_size, sizeof(Struct)));
  to->struct_size = sizeof(Struct);
  return true;
}

// Empty when nobody listens. The struct's own copy; its user must live as long.
Progress ProgressOf(const vra_progress* progress);

// Gives bytes away; the caller calls vra_free. On failure `to` is as it was.
vra_result Give(Result<ByteBuffer> bytes, vra_buffer* to);
vra_result Give(const Result<std::string>& text, vra_buffer* to);
vra_result Give(const Result<std::vector<uint8_t>>& bytes, vra_buffer* to);

}  // namespace vr
