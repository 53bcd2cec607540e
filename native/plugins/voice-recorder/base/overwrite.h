// Destroying: what is here is written over before it is given back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/file_system.h"
#include "base/status.h"

namespace vr {

// Zeros that no compiler leaves out.
void OverwriteMemory(void* memory, size_t size_bytes);
Status WriteZeros(BlockFile& file, uint64_t offset, uint64_t size_bytes);
// Zeros over all of the file, on the disk. The file stays.
Status OverwriteFile(FileSystem& files, const std::string& path);

}  // namespace vr
