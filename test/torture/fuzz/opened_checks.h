// What must hold of everything that the opener of captures gives, whatever was in the files.
#pragma once

#include <string>

#include "analysis/open_capture.h"
#include "support/memory_file_system.h"

namespace vr_fuzz {

// Opens it and looks at all of it: information, lanes, features, index, exports, which are opened again. AAC is not
// decoded: the system's decoder is a fuzzed library of its own.
void CheckOpened(vr::test::MemoryFileSystem& files, const std::string& path, const vr::SealKey* key);

}  // namespace vr_fuzz
