// A file of a real-time recording. Streaming thread only, but for bytes() and the backlog.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/capture_file.h"

namespace vr {

class RealTimeFile {
 public:
  struct Config {
    std::string path;
    OpenMode mode = OpenMode::kReplace;
    CaptureFormat format;
    std::optional<SealKey> key;
    std::string capture_id;
    int64_t silent_frames = 0;          // that it begins with; of AAC whole blocks
    std::vector<uint8_t> silent_block;  // of AAC
  };
  RealTimeFile(FileSystem& files, Config config);

  Status Open();
  // Writes at once; the header is made true several times a second of now_ns. After a failure everything is refused,
  // and the file holds the whole frames that fitted.
  Status Append(const std::vector<uint8_t>& encoded, int64_t now_ns);
  // What was appended is in the file, with a true header, and on the disk. When only the disk does not say so, the file
  // goes on.
  Status Flush();
  // As after a failure.
  void Refuse(const Status& why);
  struct Closed {
    int64_t frames = 0;  // decoded frames in the file
    Status status;       // why the header could not be made final, or what failed before
  };
  Closed Close();

  const std::string& path() const { return config_.path; }
  // Of the open file, as FileSystem::IdentityOf.
  const std::string& identity() const { return identity_; }
  uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  // Bytes that were handed over and are not written yet: Expect before they are posted; Append takes them off.
  void Expect(uint64_t size_bytes) { backlog_.fetch_add(size_bytes, std::memory_order_relaxed); }
  uint64_t backlog_bytes() const { return backlog_.load(std::memory_order_relaxed); }

 private:
  void NoteWritten();
  int64_t FramesIn(const uint8_t* data, uint64_t size_bytes) const;
  Status WriteSilence();

  FileSystem& files_;
  const Config config_;
  std::unique_ptr<CaptureFile> file_;
  std::string identity_;
  Status failure_;
  int64_t frames_ = 0;          // given to the file
  int64_t frames_in_file_ = 0;  // of them, in it for certain: an encrypted one collects
  int64_t header_at_ns_ = 0;
  std::atomic<uint64_t> bytes_{0};
  std::atomic<uint64_t> backlog_{0};
};

}  // namespace vr
