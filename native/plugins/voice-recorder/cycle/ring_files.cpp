#include "cycle/ring_files.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/overwrite.h"
#include "cycle/ring_pins.h"

namespace vr {
namespace {

constexpr uint64_t kRingFileBytes = kPinTableAt + uint64_t{kPinEntries} * kPinEntryBytes;
constexpr size_t kMostOpen = 2;  // the segment that is written, and the one before it
static_assert(kPinTableAt == 2 * kSuperblockBytes, "the table lies behind two superblocks");

// Who asks whether a ring is owned has its lock for a moment.
bool LockBehindALook(BlockFile& file) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    if (file.TryLock()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

Status Gone(const std::string& path) {
  return {ErrorCode::kNotFound, path + " is gone: somebody else has removed it"};
}

}  // namespace

uint64_t RingFiles::DiskBytes(const RingShape& shape, uint64_t segments) {
  return kRingFileBytes + segments * shape.segment_bytes;
}

std::string RingFiles::RingPath() const {
  return folder_ + RingFileName(epoch_);
}
std::string RingFiles::SegmentPath(uint32_t segment) const {
  return folder_ + SegmentFileName(epoch_, segment);
}

Result<std::unique_ptr<RingFiles>> RingFiles::Create(FileSystem& files, const std::string& folder,
                                                     const RingShape& shape, uint64_t segments) {
  std::unique_ptr<RingFiles> ring(new RingFiles(files, WithSeparator(folder), shape.epoch));
  ring->shape_ = shape;
  Status status = ring->MakeRingFile();
  uint32_t made = 0;
  for (; status.ok() && made < segments; ++made) status = ring->MakeSegment(made);
  if (status.ok()) return ring;
  for (uint32_t id = 0; id < made; ++id) files.Remove(ring->SegmentPath(id));
  if (ring->ring_ != nullptr) files.Remove(ring->RingPath());
  return status;
}

Result<std::unique_ptr<RingFiles>> RingFiles::ForReading(FileSystem& files, const std::string& folder, uint64_t epoch) {
  std::unique_ptr<RingFiles> ring(new RingFiles(files, WithSeparator(folder), epoch));
  Result<std::unique_ptr<BlockFile>> opened = files.OpenBlocks(ring->RingPath(), BlockMode::kRead);
  if (!opened.ok()) return opened.status();
  ring->ring_ = std::move(opened.value());
  return ring;
}

bool RingFiles::IsOwned() const {
  Result<std::unique_ptr<BlockFile>> another = files_.OpenBlocks(RingPath(), BlockMode::kRead);
  return another.ok() && !another.value()->TryLock();
}

// Between making and locking it a recovery may take the empty file for one that a dead process left, and remove it.
Result<std::unique_ptr<BlockFile>> RingFiles::MakeAndLock() {
  constexpr int kTries = 1000;
  std::unique_ptr<BlockFile> file;
  for (int i = 0; i < kTries; ++i) {
    if (file == nullptr) {
      Result<std::unique_ptr<BlockFile>> made = files_.OpenBlocks(RingPath(), BlockMode::kCreateNew);
      if (!made.ok()) return made.status();
      file = std::move(made.value());
    }
    if (!file->TryLock()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    if (files_.Exists(RingPath())) return file;
    file.reset();
  }
  if (file != nullptr) files_.Remove(RingPath());
  return Status(ErrorCode::kIoError, "cannot lock " + RingPath() + ": this file system has no locks for files");
}

// With the pins of the one before it, which somebody else has removed and which is still open.
Status RingFiles::MakeRingFile() {
  Result<std::unique_ptr<BlockFile>> made = MakeAndLock();
  if (!made.ok()) return made.status();
  BlockFile& file = *made.value();
  Status status = file.Allocate(kRingFileBytes);
  const std::vector<uint8_t> block = SuperblockBytes(shape_, kNoSegment);
  for (const uint64_t at : {uint64_t{0}, uint64_t{kSuperblockBytes}}) {
    if (status.ok()) status = file.WriteAt(at, {block.data(), block.size()});
  }
  if (status.ok() && ring_ != nullptr) {
    const Result<std::vector<uint8_t>> pins = ReadPins();
    status = pins.ok() ? file.WriteAt(kPinTableAt, {pins.value().data(), pins.value().size()}) : pins.status();
  }
  if (!status.ok()) {
    made.value().reset();
    files_.Remove(RingPath());
    return status;
  }
  std::lock_guard<std::mutex> lock(dirty_mutex_);
  ring_ = std::move(made.value());
  ring_dirty_ = true;
  return status;
}

Status RingFiles::MakeSegment(uint32_t segment) {
  const auto create = [&] { return files_.OpenBlocks(SegmentPath(segment), BlockMode::kCreateNew); };
  Result<std::unique_ptr<BlockFile>> made = create();
  if (made.status().code() == ErrorCode::kAlreadyExists) {
    // Made by a batch that has been given up. What that wrote went into a file that nobody finds any more.
    RemoveSegment(segment);
    made = create();
  }
  if (!made.ok()) return made.status();
  Status status = made.value()->Allocate(shape_.segment_bytes);
  const std::vector<uint8_t> block = SuperblockBytes(shape_, segment);
  for (const uint64_t at : {uint64_t{0}, shape_.segment_bytes - kSuperblockBytes}) {
    if (status.ok()) status = made.value()->WriteAt(at, {block.data(), block.size()});
  }
  if (!status.ok()) {
    made.value().reset();
    files_.Remove(SegmentPath(segment));
  }
  return status;
}

Result<std::unique_ptr<RingFiles>> RingFiles::TakeOver(FileSystem& files, const std::string& folder, uint64_t epoch) {
  std::unique_ptr<RingFiles> ring(new RingFiles(files, WithSeparator(folder), epoch));
  const std::string path = ring->RingPath();
  // Its own file is made before any segment and removed after all of them.
  bool orphaned = false;
  if (!files.Exists(path)) {
    const Result<std::vector<uint32_t>> segments = ring->ListSegments();
    if (!segments.ok()) return segments.status();
    orphaned = !segments.value().empty();
  }
  Result<std::unique_ptr<BlockFile>> opened =
      files.OpenBlocks(path, orphaned ? BlockMode::kCreateNew : BlockMode::kReadWrite);
  if (!opened.ok()) return opened.status();
  const std::string identity = files.IdentityOf(path);
  const bool locked = LockBehindALook(*opened.value());
  // The name is looked at again behind the lock: its last owner may have removed the file meanwhile.
  const bool same = locked && identity != "" && files.IdentityOf(path) == identity;
  if (!same) {
    return Status(ErrorCode::kInUse, path + " is in use by a recorder that runs");
  }
  ring->ring_ = std::move(opened.value());
  return ring;
}

Result<BlockFile*> RingFiles::ForWriting(uint32_t segment) {
  const auto known = std::find_if(open_.begin(), open_.end(), [&](const auto& each) { return each.first == segment; });
  if (known != open_.end()) return known->second.get();
  const auto open = [&] { return files_.OpenBlocks(SegmentPath(segment), BlockMode::kReadWrite); };
  Result<std::unique_ptr<BlockFile>> opened = open();
  // Nothing lies in it yet: somebody else has removed it while it was not needed.
  if (opened.status().code() == ErrorCode::kNotFound && begun_.count(segment) == 0) {
    const Status made = MakeSegment(segment);
    if (!made.ok()) return made;
    opened = open();
  }
  if (!opened.ok()) return opened.status();
  begun_.insert(segment);
  if (open_.size() >= kMostOpen) open_.erase(open_.begin());
  open_.emplace_back(segment, std::move(opened.value()));
  return open_.back().second.get();
}

void RingFiles::CloseSegment(uint32_t segment) {
  open_.erase(std::remove_if(open_.begin(), open_.end(), [&](const auto& each) { return each.first == segment; }),
              open_.end());
}

// In a generation every segment is begun anew. What is still open may have lost its name.
Status RingFiles::BeginGeneration(uint64_t generation) {
  if (generation == generation_) return Status::Ok();
  open_.clear();
  begun_.clear();
  const Status status = files_.Exists(RingPath()) ? Status::Ok() : MakeRingFile();
  if (status.ok()) generation_ = generation;
  return status;
}

Status RingFiles::WriteNow(const RingBatch& batch) {
  const Status begun = BeginGeneration(batch.generation);
  if (!begun.ok()) return begun;
  for (const uint32_t segment : batch.created) {
    Status status = MakeSegment(segment);
    if (!status.ok()) return status;
  }
  for (const RingWrite& write : batch.writes) {
    Result<BlockFile*> file = ForWriting(write.segment);
    if (!file.ok()) return file.status();
    Status status = file.value()->WriteAt(write.offset, {write.bytes.data(), write.bytes.size()});
    if (!status.ok()) return status;
    std::lock_guard<std::mutex> lock(dirty_mutex_);
    dirty_.insert(write.segment);
  }
  return Status::Ok();
}

// A sync does not miss it.
Status RingFiles::RemoveSegment(uint32_t segment) {
  CloseSegment(segment);
  {
    std::lock_guard<std::mutex> lock(dirty_mutex_);
    dirty_.erase(segment);
    syncing_.erase(segment);
  }
  return files_.Remove(SegmentPath(segment));
}

// What nobody needs any more goes in any case: the plan does not ask for it twice.
Status RingFiles::Write(const RingBatch& batch) {
  Status status(ErrorCode::kCancelled, "a batch before this one failed");
  const bool goes_on = batch.generation > failed_generation_;
  if (goes_on) status = WriteNow(batch);
  for (const uint32_t segment : batch.removed) RemoveSegment(segment);
  if (!goes_on) return status;
  if (!status.ok()) {
    failed_generation_ = batch.generation;
    open_.clear();
  }
  return status;
}

Status RingFiles::Sync() {
  std::set<uint32_t> dirty;
  std::shared_ptr<BlockFile> ring;
  bool ring_dirty = false;
  {
    std::lock_guard<std::mutex> lock(dirty_mutex_);
    dirty.swap(dirty_);
    syncing_ = dirty;
    std::swap(ring_dirty, ring_dirty_);
    ring = ring_;
  }
  Status status = ring_dirty ? ring->Sync() : Status::Ok();
  for (const uint32_t segment : dirty) {
    const Status synced = SyncSegment(segment);
    if (!synced.ok()) status = synced;
  }
  if (status.ok() && !files_.Exists(RingPath()) && !is_removed()) status = Gone(RingPath());
  return status;
}

Status RingFiles::SyncSegment(uint32_t segment) {
  Result<std::unique_ptr<BlockFile>> file = files_.OpenBlocks(SegmentPath(segment), BlockMode::kReadWrite);
  if (file.ok()) return file.value()->Sync();
  if (file.status().code() != ErrorCode::kNotFound) return file.status();
  std::lock_guard<std::mutex> lock(dirty_mutex_);
  return syncing_.count(segment) == 0 ? Status::Ok() : Gone(SegmentPath(segment));
}

bool RingFiles::is_removed() {
  std::lock_guard<std::mutex> lock(dirty_mutex_);
  return is_removed_;
}

Status RingFiles::WritePin(uint32_t entry, const std::vector<uint8_t>& bytes) {
  Status status = ring_->WriteAt(kPinTableAt + uint64_t{entry} * kPinEntryBytes, {bytes.data(), bytes.size()});
  std::lock_guard<std::mutex> lock(dirty_mutex_);
  ring_dirty_ = true;
  return status;
}

Result<std::vector<uint8_t>> RingFiles::ReadPins() {
  std::vector<uint8_t> table(size_t{kPinEntries} * kPinEntryBytes);
  const Result<size_t> got = ring_->ReadAt(kPinTableAt, table.data(), table.size());
  if (!got.ok()) return got.status();
  table.resize(got.value());
  return table;
}

Result<std::vector<uint8_t>> RingFiles::ReadRingBlocks() {
  std::vector<uint8_t> blocks(2 * kSuperblockBytes);
  const Result<size_t> got = ring_->ReadAt(0, blocks.data(), blocks.size());
  if (!got.ok()) return got.status();
  blocks.resize(got.value());
  return blocks;
}

Result<std::unique_ptr<BlockFile>> RingFiles::OpenSegment(uint32_t segment) const {
  return files_.OpenBlocks(SegmentPath(segment), BlockMode::kRead);
}

Result<std::vector<uint32_t>> RingFiles::ListSegments() const {
  std::vector<uint32_t> segments;
  const Result<std::vector<FileEntry>> listed = files_.List(folder_);
  if (!listed.ok()) return listed.status();
  for (const FileEntry& entry : listed.value()) {
    uint64_t epoch = 0;
    uint32_t segment = 0;
    const bool ours = ParseRingName(entry.name, &epoch, &segment) && epoch == epoch_ && segment != kNoSegment;
    if (ours) segments.push_back(segment);
  }
  return segments;
}

Status RingFiles::Erase(const RingShape& shape, size_t stream, const std::vector<SlotRun>& runs) {
  const RingStream& region = shape.streams[stream];
  Status status;
  for (const SlotRun& run : runs) {
    Result<std::unique_ptr<BlockFile>> file = files_.OpenBlocks(SegmentPath(run.segment), BlockMode::kReadWrite);
    if (file.status().code() == ErrorCode::kNotFound) continue;
    Status erased = file.status();
    if (file.ok()) {
      erased = WriteZeros(*file.value(), region.offset + uint64_t{run.first_index} * region.slot_bytes,
                          uint64_t{run.count} * region.slot_bytes);
      if (erased.ok()) erased = file.value()->Sync();
    }
    if (!erased.ok()) status = erased;
  }
  return status;
}

Status RingFiles::Remove(bool overwrite) {
  open_.clear();
  {
    std::lock_guard<std::mutex> lock(dirty_mutex_);
    dirty_.clear();
    syncing_.clear();
    is_removed_ = true;
  }
  const Result<std::vector<uint32_t>> segments = ListSegments();
  if (!segments.ok()) return segments.status();
  std::vector<std::string> paths;
  for (const uint32_t segment : segments.value()) paths.push_back(SegmentPath(segment));
  paths.push_back(RingPath());
  Status status;
  for (const std::string& path : paths) {
    const Status overwritten = overwrite ? OverwriteFile(files_, path) : Status::Ok();
    const Status removed = files_.Remove(path);
    if (!overwritten.ok()) status = overwritten;
    if (!removed.ok()) status = removed;
  }
  return status;
}

Status RingFiles::RemoveOtherSegments(const std::set<uint32_t>& keep) {
  const Result<std::vector<uint32_t>> segments = ListSegments();
  if (!segments.ok()) return segments.status();
  Status status;
  for (const uint32_t segment : segments.value()) {
    if (keep.count(segment) > 0) continue;
    const Status removed = RemoveSegment(segment);
    if (!removed.ok()) status = removed;
  }
  return status;
}

}  // namespace vr
