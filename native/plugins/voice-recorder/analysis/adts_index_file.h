// The bytes of an ADTS index: doc/analysis.md, "ADTS index".
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/capture.h"

namespace vr {

// file: its place in the `files` of the information. kInvalidArgument: there is none; kNotSupported: it is no plain
// file of ADTS AAC, or so long that its index would not fit into 32 MiB.
Result<std::vector<uint8_t>> MakeAdtsIndexFile(const Capture& capture, size_t file);

}  // namespace vr
