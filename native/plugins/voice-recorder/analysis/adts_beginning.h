// Finds the first frame of ADTS AAC in a file that may begin with something else.
#pragma once

#include "analysis/adts_cursor.h"

namespace vr {

struct AdtsBeginning {
  uint64_t offset = 0;  // of the first frame
  AdtsFormat format;
};

// At `begin`, or within the MiB behind it. kUnreadable: there is none. kNotSupported: AAC of a kind that is not read.
Result<AdtsBeginning> FindAdts(ByteSource& source, uint64_t begin);

}  // namespace vr
