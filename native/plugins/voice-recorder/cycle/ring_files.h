// The files of one ring in the recovery folder: the ring's own, which carries the lock and the pin table, and a file
// for each segment. Whoever holds the lock owns them; the system lets it go when the process dies. Writing belongs to
// one thread at a time, Sync and reading to any.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"
#include "cycle/ring_batch.h"
#include "cycle/ring_shape.h"

namespace vr {

class RingFiles {
 public:
  // Makes a ring with its first segments, all in real blocks. kDiskFull and others: nothing is left behind.
  static Result<std::unique_ptr<RingFiles>> Create(FileSystem& files, const std::string& folder, const RingShape& shape,
                                                   uint64_t segments);
  // Takes over a ring that a dead process left, also when the ring's own file is gone and segments are there.
  // kInUse: a live one has it, in this process or another.
  static Result<std::unique_ptr<RingFiles>> TakeOver(FileSystem& files, const std::string& folder, uint64_t epoch);
  // Looks at a ring without taking it over, whoever owns it: nothing may be written with it. kNotFound: its own file is
  // gone.
  static Result<std::unique_ptr<RingFiles>> ForReading(FileSystem& files, const std::string& folder, uint64_t epoch);
  // A process that lives owns it. Of what ForReading gave; takes and lets go its lock.
  bool IsOwned() const;

  // Bytes that a ring takes on the disk.
  static uint64_t DiskBytes(const RingShape& shape, uint64_t segments);

  // Does what a plan asks. After a failure every batch of the same generation is refused (kCancelled): what comes
  // after a hole would be worth nothing. Files that somebody else has removed are made anew where a plan begins anew.
  Status Write(const RingBatch& batch);
  // What has been written so far is on the disk and not only in the system's memory. kNotFound: somebody else has
  // removed some of it.
  Status Sync();
  Status WritePin(uint32_t entry, const std::vector<uint8_t>& bytes);
  // The whole table; shorter where the file is.
  Result<std::vector<uint8_t>> ReadPins();

  bool HasSegment(uint32_t segment) const { return files_.Exists(SegmentPath(segment)); }
  Result<std::unique_ptr<BlockFile>> OpenSegment(uint32_t segment) const;
  // Ids of the segment files that are there.
  Result<std::vector<uint32_t>> ListSegments() const;
  // The ring's own superblocks; shorter where the file is.
  Result<std::vector<uint8_t>> ReadRingBlocks();

  // Overwrites slots with zeros, on the disk; for what may not be kept. Those of a file that is gone are gone, too.
  Status Erase(const RingShape& shape, size_t stream, const std::vector<SlotRun>& runs);
  // Removes every file of the ring, the ring's own last; overwrite: zeros are written over them first, on the disk.
  // A file that could not be overwritten or removed is told, after all the others have been tried.
  Status Remove(bool overwrite);
  // Removes every segment file that is not in `keep`.
  Status RemoveOtherSegments(const std::set<uint32_t>& keep);

  uint64_t epoch() const { return epoch_; }

 private:
  RingFiles(FileSystem& files, std::string folder, uint64_t epoch)
      : files_(files), folder_(std::move(folder)), epoch_(epoch) {}

  std::string RingPath() const;
  std::string SegmentPath(uint32_t segment) const;
  Result<std::unique_ptr<BlockFile>> MakeAndLock();
  Status MakeRingFile();
  Status MakeSegment(uint32_t segment);
  Status RemoveSegment(uint32_t segment);
  Status BeginGeneration(uint64_t generation);
  Status WriteNow(const RingBatch& batch);
  Status SyncSegment(uint32_t segment);
  bool is_removed();
  Result<BlockFile*> ForWriting(uint32_t segment);
  void CloseSegment(uint32_t segment);

  FileSystem& files_;
  const std::string folder_;  // with a separator at its end
  const uint64_t epoch_;
  RingShape shape_;
  std::shared_ptr<BlockFile> ring_;  // holds the lock
  std::vector<std::pair<uint32_t, std::unique_ptr<BlockFile>>> open_;
  uint64_t generation_ = 0;
  uint64_t failed_generation_ = 0;
  std::set<uint32_t> begun_;  // segments that were written in this generation

  std::mutex dirty_mutex_;
  std::set<uint32_t> dirty_;    // segments that were written since the last Sync
  std::set<uint32_t> syncing_;  // those of the last Sync, but for what was removed meanwhile
  bool ring_dirty_ = false;
  bool is_removed_ = false;
};

}  // namespace vr
