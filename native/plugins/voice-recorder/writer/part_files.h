// The audio files of one capture while they have no name of their own yet. Writing thread only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/capture_file.h"

namespace vr {

class PartFiles {
 public:
  explicit PartFiles(FileSystem& files) : files_(files) {}
  // Removes every file that was not kept, wherever it is by then.
  ~PartFiles();
  PartFiles(const PartFiles&) = delete;
  PartFiles& operator=(const PartFiles&) = delete;

  // Opens one more, as the first part name of `target` that is free: what stands at the others may be somebody else's.
  Status Open(const std::string& target, const CaptureFormat& format, uint64_t expected_bytes, const SealKey* key,
              const std::string& capture_id);
  CaptureFile& file(size_t index) { return *parts_[index].file; }
  // Finishes one and closes it.
  Status Finish(size_t index);
  uint64_t bytes(size_t index) const { return parts_[index].bytes; }

  // Renames all, which are finished, from wherever they are: number 0 last, so that it never stands there without the
  // others. Stops at the first that fails.
  Status Rename(const std::vector<std::string>& paths, bool replace);
  // Destroys what was written: zeros over all files, on the disk. The destructor removes them.
  Status Overwrite();
  void Keep() { parts_.clear(); }

 private:
  struct Part {
    std::string path;
    std::unique_ptr<CaptureFile> file;  // null when it is closed
    uint64_t bytes = 0;
  };
  Status RenameOne(Part& part, const std::string& path, bool replace);

  FileSystem& files_;
  std::vector<Part> parts_;
};

}  // namespace vr
