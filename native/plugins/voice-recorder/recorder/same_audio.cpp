#include "recorder/same_audio.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "recorder/held_readers.h"
#include "writer/capture_paths.h"
#include "writer/sealed_format.h"
#include "writer/track_names.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr int kMostParts = 9;

std::unique_ptr<BlockFile> OpenUnlocked(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kReadWrite);
  return file.ok() && file.value()->TryLock() ? std::move(file.value()) : nullptr;
}

bool CarriesId(BlockFile& file, const std::string& id) {
  SealedHeaderBytes bytes{};
  const Result<size_t> got = file.ReadAt(0, bytes.data(), bytes.size());
  if (!got.ok() || got.value() < bytes.size()) return false;
  const Result<SealedHeader> header = ReadSealedHeader({bytes.data(), bytes.size()});
  return header.ok() && header.value().capture_id == id;
}

// Compares the file behind its header with the audio, as far as the file goes; whole: and that must be all.
bool Agrees(BlockFile& file, uint64_t header_bytes, AudioPieces& audio, bool whole) {
  const Result<uint64_t> size = file.SizeBytes();
  if (!size.ok() || (whole && size.value() < header_bytes)) return false;
  uint64_t at = header_bytes;
  std::vector<uint8_t> bytes;
  for (;;) {
    const Result<std::vector<ByteView>> views = audio.Next();
    if (!views.ok()) return false;
    if (views.value().empty()) return size.value() <= at;
    for (const ByteView& view : views.value()) {
      bytes.resize(view.size_bytes);
      const Result<size_t> got = file.ReadAt(at, bytes.data(), bytes.size());
      if (!got.ok() || std::memcmp(bytes.data(), view.data, got.value()) != 0) return false;
      at += got.value();
      if (got.value() < view.size_bytes) return !whole;
    }
  }
}

bool IsOfStream(BlockFile& file, const HeldCapture& held, size_t stream, bool whole) {
  if (held.seal.has_value()) return CarriesId(file, held.info.id);
  HeldCapture copy = held;
  HeldReaders readers(copy, held.info.format.codec);
  if (!readers.Open().ok()) return false;
  const uint64_t header_bytes = held.info.format.codec == Codec::kPcm16 ? kWavHeaderBytes : 0;
  return Agrees(file, header_bytes, readers.reader(stream), whole);
}

}  // namespace

bool SameAudio(FileSystem& files, const std::string& path, const HeldCapture& held) {
  const std::unique_ptr<BlockFile> file = OpenUnlocked(files, path);
  return file != nullptr && IsOfStream(*file, held, 0, true);
}

void RemoveParts(FileSystem& files, const HeldCapture& held) {
  const TrackNaming naming = held.seal.has_value() ? TrackNaming::kNumbers : TrackNaming::kUsers;
  const std::vector<std::string> targets = AudioPaths(held.target.path, 1, held.info.tracks, naming);
  for (size_t stream = 0; stream < targets.size(); ++stream) {
    for (int number = 1; number <= kMostParts; ++number) {
      const std::string part = PartPath(targets[stream], number);
      if (!files.Exists(part)) break;
      const std::unique_ptr<BlockFile> file = OpenUnlocked(files, part);
      if (file != nullptr && IsOfStream(*file, held, stream, false)) files.Remove(part);
    }
  }
}

}  // namespace vr
