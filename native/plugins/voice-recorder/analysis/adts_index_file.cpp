#include "analysis/adts_index_file.h"

#include <cstring>
#include <string>

#include "analysis/file_capture.h"
#include "base/little_endian.h"

namespace vr {
namespace {

constexpr unsigned kIndexVersion = 1;
constexpr size_t kHeaderBytes = 32;
constexpr size_t kEntryBytes = 8;
constexpr unsigned kFramesPerEntry = 16;
constexpr uint64_t kMostFrames = uint64_t{1} << 22;

Result<const AudioFile*> AdtsFileOf(const Capture& capture, size_t file) {
  const CaptureParts* parts = capture.parts();
  const size_t count = parts == nullptr ? 0 : parts->files.size();
  if (file >= count) {
    return Status(ErrorCode::kInvalidArgument, "there is no file " + std::to_string(file) + ": this capture has " +
                                                   std::to_string(count) + ", numbered from 0");
  }
  const AudioFile* found = parts->files[file].get();
  if (found->adts() != nullptr && found->facts().plain) return found;
  return Status(ErrorCode::kNotSupported, found->facts().name + " is no plain file of ADTS AAC, and has no index");
}

}  // namespace

Result<std::vector<uint8_t>> MakeAdtsIndexFile(const Capture& capture, size_t file) {
  const Result<const AudioFile*> found = AdtsFileOf(capture, file);
  if (!found.ok()) return found.status();
  const AdtsIndex& index = *found.value()->adts();
  const uint64_t entries = (index.frames() + kFramesPerEntry - 1) / kFramesPerEntry;
  if (entries > kMostFrames) {
    return Status(ErrorCode::kNotSupported, found.value()->facts().name + " is too long for an index");
  }
  std::vector<uint8_t> bytes(kHeaderBytes + entries * kEntryBytes);
  std::memcpy(bytes.data(), "VRAI", 4);
  uint8_t* to = PutLe(bytes.data() + 4, kIndexVersion, 2);
  to = PutLe(to, kHeaderBytes, 2);
  to = PutLe(to, kAacBlockFrames, 4);
  to = PutLe(to, kFramesPerEntry, 4);
  to = PutLe(to, index.frames(), 8);
  to = PutLe(to, index.end(), 8);
  const std::shared_ptr<ByteSource> source = found.value()->bytes();
  AdtsCursor cursor(*source, index.format(), index.begin(), source->size_bytes());
  for (uint64_t number = 0; number < index.frames(); ++number) {
    AdtsFrameAt frame;
    const Result<AdtsStepKind> step = cursor.Next(&frame);
    if (!step.ok()) return step.status();
    if (step.value() != AdtsStepKind::kFrame) {
      return Status(ErrorCode::kUnreadable, found.value()->facts().name + " changed while it was read");
    }
    if (number % kFramesPerEntry == 0) to = PutLe(to, frame.offset, kEntryBytes);
  }
  return bytes;
}

}  // namespace vr
