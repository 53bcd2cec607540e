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

constexpr int kMostLeft = 9;

// Null: it is in use, or not there.
Result<std::unique_ptr<BlockFile>> OpenUnlocked(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kReadWrite);
  const ErrorCode code = file.status().code();
  if (code == ErrorCode::kNotFound || code == ErrorCode::kPermissionDenied) return std::unique_ptr<BlockFile>();
  if (file.ok() && !file.value()->TryLock()) return std::unique_ptr<BlockFile>();
  return file;
}

// Of an encrypted file. whole: not one of which nothing but a part of its header was written.
Result<bool> CarriesId(BlockFile& file, const std::string& id, bool whole) {
  SealedHeaderBytes bytes{};
  const Result<size_t> got = file.ReadAt(0, bytes.data(), bytes.size());
  if (!got.ok()) return got.status();
  if (got.value() < bytes.size()) return !whole;
  const Result<SealedHeader> header = ReadSealedHeader({bytes.data(), bytes.size()});
  return header.ok() && header.value().capture_id == id;
}

// Compares the file behind its header with the audio, as far as the file goes; whole: and that must be all.
Result<bool> Agrees(BlockFile& file, uint64_t header_bytes, AudioPieces& audio, bool whole) {
  const Result<uint64_t> size = file.SizeBytes();
  if (!size.ok()) return size.status();
  if (whole && size.value() < header_bytes) return false;
  uint64_t at = header_bytes;
  std::vector<uint8_t> bytes;
  for (;;) {
    const Result<std::vector<ByteView>> views = audio.Next();
    if (!views.ok()) return views.status();
    if (views.value().empty()) return size.value() <= at;
    for (const ByteView& view : views.value()) {
      bytes.resize(view.size_bytes);
      const Result<size_t> got = file.ReadAt(at, bytes.data(), bytes.size());
      if (!got.ok()) return got.status();
      if (std::memcmp(bytes.data(), view.data, got.value()) != 0) return false;
      at += got.value();
      if (got.value() < view.size_bytes) return !whole;
    }
  }
}

Result<bool> IsOfStream(BlockFile& file, const HeldCapture& held, size_t stream, bool whole) {
  if (held.seal.has_value()) return CarriesId(file, held.info.id, whole);
  HeldCapture copy = held;
  HeldReaders readers(copy, held.info.format.codec);
  const Status status = readers.Open();
  if (!status.ok()) return status;
  const uint64_t header_bytes = held.info.format.codec == Codec::kPcm16 ? kWavHeaderBytes : 0;
  return Agrees(file, header_bytes, readers.reader(stream), whole);
}

// Whether the file may be removed: nobody has it open, and its content is what `held` would get there.
bool IsLeft(FileSystem& files, const std::string& path, const HeldCapture& held, size_t stream, bool whole) {
  const Result<std::unique_ptr<BlockFile>> file = OpenUnlocked(files, path);
  if (!file.ok() || file.value() == nullptr) return false;
  const Result<bool> ours = IsOfStream(*file.value(), held, stream, whole);
  return ours.ok() && ours.value();
}

bool IsUnlocked(FileSystem& files, const std::string& path) {
  const Result<std::unique_ptr<BlockFile>> file = OpenUnlocked(files, path);
  return file.ok() && file.value() != nullptr;
}

}  // namespace

Result<bool> SameAudio(FileSystem& files, const std::string& path, const HeldCapture& held) {
  const Result<std::unique_ptr<BlockFile>> file = OpenUnlocked(files, path);
  if (!file.ok()) return file.status();
  return file.value() == nullptr ? Result<bool>(false) : IsOfStream(*file.value(), held, 0, true);
}

void RemoveLeftAudio(FileSystem& files, const HeldCapture& held) {
  const TrackNaming naming = held.seal.has_value() ? TrackNaming::kNumbers : TrackNaming::kUsers;
  const std::vector<std::string> targets = AudioPaths(held.target.path, 1, held.info.tracks, naming);
  for (size_t stream = 0; stream < targets.size(); ++stream) {
    for (int number = 1; number <= kMostLeft; ++number) {
      const std::string part = PartPath(targets[stream], number);
      if (!files.Exists(part)) break;
      if (IsLeft(files, part, held, stream, false)) files.Remove(part);
    }
  }
  // Tracks get their names before their mix does.
  for (int number = 1; number <= kMostLeft; ++number) {
    const std::vector<std::string> paths = AudioPaths(held.target.path, number, held.info.tracks, naming);
    if (files.Exists(paths[0])) continue;
    for (size_t stream = 1; stream < paths.size(); ++stream) {
      if (files.Exists(paths[stream]) && IsLeft(files, paths[stream], held, stream, true)) files.Remove(paths[stream]);
    }
  }
}

void RemoveLeftCompanions(FileSystem& files, const std::string& path) {
  for (const std::string& companion : {SidecarPath(path), FeaturesPath(path)}) {
    for (int number = 1; number <= kMostLeft; ++number) {
      const std::string temporary = TemporaryPath(companion, number);
      if (!files.Exists(temporary)) break;
      if (IsUnlocked(files, temporary)) files.Remove(temporary);
    }
  }
}

}  // namespace vr
