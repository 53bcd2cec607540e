#include "writer/unfinished_file.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "writer/adts_walker.h"
#include "writer/sealed_format.h"
#include "writer/unfinished_formats.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

Status Foreign(const std::string& path, const std::string& why) {
  return CannotFinish(path, ErrorCode::kInvalidArgument, why);
}

// ---- WAV

// Whether these are the 80 bytes that our files of this format begin with, whatever lengths they tell: a header may
// have been written in half.
bool IsOurHeader(const WavHeader& found, const CaptureFormat& format) {
  constexpr uint64_t kLargeBytes = uint64_t{1} << 40;
  constexpr std::pair<size_t, size_t> kFixed[] = {{0, 4}, {8, 12}, {12, 16}, {16, 20}, {48, 76}};
  const WavHeader riff = MakeWavHeader(format, 0);
  const WavHeader rf64 = MakeWavHeader(format, kLargeBytes);
  return std::all_of(std::begin(kFixed), std::end(kFixed), [&](const auto& range) {
    const size_t size_bytes = range.second - range.first;
    const uint8_t* at = found.data() + range.first;
    return std::memcmp(at, riff.data() + range.first, size_bytes) == 0 ||
           std::memcmp(at, rf64.data() + range.first, size_bytes) == 0;
  });
}

// Cut first: a header that is true for less than the file holds is what every unfinished file has.
Result<FinishedFile> FinishWav(BlockFile& file, const std::string& path, const CaptureFormat& format,
                               FinishedFile finished) {
  WavHeader found = {};
  const Result<size_t> got = file.ReadAt(0, found.data(), found.size());
  if (!got.ok()) return got.status();
  if (got.value() < found.size()) return Foreign(path, "it ends within the 80 bytes of its header");
  if (!IsOurHeader(found, format)) {
    return Foreign(path, "its header is not the one of a WAV recording with " + TextOf(format));
  }
  const uint64_t frame_bytes = 2 * static_cast<uint64_t>(format.channels);
  const uint64_t frames = (finished.file_bytes - kWavHeaderBytes) / frame_bytes;
  Status status = CutTo(file, kWavHeaderBytes + frames * frame_bytes, &finished);
  const WavHeader header = MakeWavHeader(format, frames * frame_bytes);
  if (status.ok() && header != found) status = file.WriteAt(0, {header.data(), header.size()});
  if (!status.ok()) return status;
  finished.frames = static_cast<int64_t>(frames);
  return finished;
}

// ---- AAC

// Whether a file too short for a frame may be the beginning of one.
bool BeginsAsAdts(const uint8_t* bytes, size_t size_bytes) {
  return (size_bytes < 1 || bytes[0] == 0xff) && (size_bytes < 2 || (bytes[1] & 0xf6) == 0xf0);
}

Result<FinishedFile> FinishAdts(BlockFile& file, const std::string& path, const CaptureFormat& format,
                                FinishedFile finished) {
  AdtsWalker walker(format);
  std::vector<uint8_t> piece(static_cast<size_t>(std::min<uint64_t>(finished.file_bytes, kPieceBytes)));
  for (uint64_t at = 0; at < finished.file_bytes && !walker.broken();) {
    const auto wanted = static_cast<size_t>(std::min<uint64_t>(piece.size(), finished.file_bytes - at));
    const Result<size_t> got = file.ReadAt(at, piece.data(), wanted);
    if (!got.ok()) return got.status();
    if (got.value() == 0) break;
    if (at == 0 && !BeginsAsAdts(piece.data(), got.value())) return Foreign(path, "it does not begin with ADTS AAC");
    walker.Take({piece.data(), got.value()});
    at += got.value();
  }
  if (walker.broken() && walker.whole_bytes() == 0) {
    return Foreign(path, "it does not begin with ADTS AAC of " + TextOf(format));
  }
  finished.frames = walker.frames();
  if (walker.broken()) {
    finished.problem = "the AAC broke off at byte " + std::to_string(walker.whole_bytes()) +
                       ", where no header of a frame of " + TextOf(format) + " was";
  }
  const Status status = CutTo(file, walker.whole_bytes(), &finished);
  return status.ok() ? Result<FinishedFile>(finished) : status;
}

Status CheckArguments(const std::string& path, const CaptureFormat& format) {
  if (format.channels >= 1 && format.channels <= 2 && format.sample_rate_hz > 0) return Status::Ok();
  return Foreign(path, "no file has " + TextOf(format));
}

}  // namespace

std::string TextOf(const CaptureFormat& format) {
  return std::to_string(format.channels) + (format.channels == 1 ? " channel at " : " channels at ") +
         std::to_string(format.sample_rate_hz) + " Hz";
}

Status CannotFinish(const std::string& path, ErrorCode code, const std::string& why) {
  return {code, "cannot finish " + path + ": " + why + "; nothing of it was changed"};
}

Status CutTo(BlockFile& file, uint64_t size_bytes, FinishedFile* finished) {
  finished->cut_bytes = finished->file_bytes - size_bytes;
  finished->file_bytes = size_bytes;
  return finished->cut_bytes == 0 ? Status::Ok() : file.Truncate(size_bytes);
}

Result<FinishedFile> FinishUnfinished(FileSystem& files, const std::string& path, const CaptureFormat& format,
                                      const SealKey* key) {
  Status status = CheckArguments(path, format);
  if (!status.ok()) return status;
  Result<std::unique_ptr<BlockFile>> opened = files.OpenBlocks(path, BlockMode::kReadWrite);
  if (!opened.ok()) return opened.status();
  BlockFile& file = *opened.value();
  if (!file.TryLock()) {
    return CannotFinish(path, ErrorCode::kPermissionDenied, "it is in use; wait until what records into it has ended");
  }
  const Result<uint64_t> size_bytes = file.SizeBytes();
  if (!size_bytes.ok()) return size_bytes.status();
  FinishedFile finished;
  finished.file_bytes = size_bytes.value();
  uint8_t head[8] = {};
  const Result<size_t> got = file.ReadAt(0, head, sizeof head);
  if (!got.ok()) return got.status();
  if (IsSealed({head, got.value()})) return FinishSealed(file, path, format, key, finished);
  return format.codec == Codec::kPcm16 ? FinishWav(file, path, format, finished)
                                       : FinishAdts(file, path, format, finished);
}

}  // namespace vr
