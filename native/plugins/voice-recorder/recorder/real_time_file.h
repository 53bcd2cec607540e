// The file of a real-time recording. Writing thread only, but for bytes() and the backlog.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"
#include "writer/capture_file.h"

namespace vr {

class RealTimeFile {
 public:
  RealTimeFile(FileSystem& files, std::string path, OpenMode mode, const CaptureFormat& format);

  Status Open();
  // Writes at once; the header is made true once a second of now_ns. After a failure everything is refused, and the
  // file holds the whole frames that fitted.
  Status Append(const std::vector<uint8_t>& encoded, int64_t now_ns);
  struct Closed {
    int64_t frames = 0;  // decoded frames in the file
    Status status;       // why the header could not be made final, or what failed before
  };
  Closed Close();

  const std::string& path() const { return path_; }
  uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  // Bytes that were handed over and are not written yet: Expect before they are posted; Append takes them off.
  void Expect(uint64_t size_bytes) { backlog_.fetch_add(size_bytes, std::memory_order_relaxed); }
  uint64_t backlog_bytes() const { return backlog_.load(std::memory_order_relaxed); }

 private:
  int64_t FramesIn(const uint8_t* data, uint64_t size_bytes) const;

  FileSystem& files_;
  std::string path_;
  OpenMode mode_;
  CaptureFormat format_;
  std::unique_ptr<CaptureFile> file_;
  Status failure_;
  int64_t frames_ = 0;
  int64_t header_at_ns_ = 0;
  std::atomic<uint64_t> bytes_{0};
  std::atomic<uint64_t> backlog_{0};
};

}  // namespace vr
