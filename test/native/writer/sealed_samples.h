// Encrypted files for the tests of this room, opened by what doc/capture-format.md says with no help from the code that
// writes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "native/writer/capture_samples.h"
#include "support/memory_file_system.h"
#include "writer/sealed_reader.h"

namespace vr::test {

constexpr const char* kCaptureId = "0123456789abcdef-7";

struct ReadContainer {
  std::vector<std::string> chunks;  // plain
  bool finished = false;
  uint64_t end_bytes = 0;  // after the last chunk that opened
};

// Stops where a chunk is not whole or does not open.
ReadContainer ReadByThePage(const std::string& file, const SealKey& key);

// Makes an encrypted file at the path with the key KeyOf(1).
std::unique_ptr<CaptureFile> MakeSealed(FileSystem& files, const std::string& path, const CaptureFormat& format,
                                        uint64_t expected_bytes = 0);

// All plain bytes by SealedReader; `status` is why it ended, OK at the end.
std::string ReadSealed(FileSystem& files, const std::string& path, const SealKey& key, Status* status,
                       bool* unfinished = nullptr);

}  // namespace vr::test
