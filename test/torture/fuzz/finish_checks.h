// What every finisher of a file that a dead process left has promised, whatever is in the file.
#pragma once

#include <optional>
#include <string>

#include "fuzz/target.h"
#include "support/memory_file_system.h"
#include "writer/unfinished_file.h"

namespace vr_fuzz {

struct Finished {
  vr::FinishedFile told;
  std::string bytes;
};

// Finishes a plain file with these bytes twice; nullopt: it cannot be finished.
inline std::optional<Finished> Finish(const std::string& path, const std::string& bytes,
                                      const vr::CaptureFormat& format) {
  vr::test::MemoryFileSystem files;
  files.Put(path, bytes);
  const vr::Result<vr::FinishedFile> finished = vr::FinishUnfinished(files, path, format, nullptr);
  const std::string after = files.Get(path);
  if (!finished.ok()) {
    VR_FUZZ_PROMISE(after == bytes, "what cannot be finished stays as it was");
    return std::nullopt;
  }
  Reached("a file was finished");
  const vr::Result<vr::FinishedFile> again = vr::FinishUnfinished(files, path, format, nullptr);
  VR_FUZZ_PROMISE(again.ok() && again.value().cut_bytes == 0 && files.Get(path) == after,
                  "the second time changes nothing");
  return Finished{finished.value(), after};
}

}  // namespace vr_fuzz
