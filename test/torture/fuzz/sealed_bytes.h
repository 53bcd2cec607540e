// An encrypted file out of its plain chunks, the same bytes every time: its salt is fixed.
#pragma once

#include <string>
#include <vector>

#include "writer/sealed_format.h"

namespace vr_fuzz {

constexpr const char* kSealedId = "0123456789abcdef-7";

// With the key MasterKey(). ended: the chunk that ends it is there.
std::string SealedBytes(vr::SealedKind kind, int sample_rate_hz, int channels, const std::vector<std::string>& chunks,
                        bool ended);

}  // namespace vr_fuzz
