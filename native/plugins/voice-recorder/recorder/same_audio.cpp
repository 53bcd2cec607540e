#include "recorder/same_audio.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <vector>

#include "recorder/held_readers.h"
#include "writer/capture_paths.h"
#include "writer/sealed_format.h"
#include "writer/sealed_reader.h"
#include "writer/track_names.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr int kMostLeft = 9;
constexpr size_t kBlankBytes = size_t{1} << 20;

// Null: it is in use, or not there.
Result<std::unique_ptr<BlockFile>> OpenUnlocked(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kReadWrite);
  const ErrorCode code = file.status().code();
  if (code == ErrorCode::kNotFound || code == ErrorCode::kPermissionDenied) return std::unique_ptr<BlockFile>();
  if (file.ok() && !file.value()->TryLock()) return std::unique_ptr<BlockFile>();
  return file;
}

bool IsBlank(const uint8_t* bytes, size_t size_bytes) {
  return std::all_of(bytes, bytes + size_bytes, [](uint8_t byte) { return byte == 0; });
}

// Collects how a file differs. What was never written reads as zeros, or the file ends before it.
class Difference {
 public:
  void Take(const uint8_t* file, const uint8_t* ours, size_t size_bytes) {
    if (std::memcmp(file, ours, size_bytes) == 0) return;
    for (size_t i = 0; i < size_bytes; ++i) {
      if (file[i] == ours[i]) continue;
      (file[i] == 0 ? lacks_ : ours[i] == 0 ? more_ : other_) = true;
    }
  }
  void EndsEarly() { lacks_ = true; }
  void GoesOn() { more_ = true; }
  void IsOther() { other_ = true; }
  Likeness likeness() const {
    if (other_ || (lacks_ && more_)) return Likeness::kOther;
    return lacks_ ? Likeness::kTorn : more_ ? Likeness::kMore : Likeness::kSame;
  }

 private:
  bool lacks_ = false;
  bool more_ = false;
  bool other_ = false;
};

Result<Likeness> CompareBlank(BlockFile& file) {
  std::vector<uint8_t> bytes(kBlankBytes);
  for (uint64_t at = 0;; at += bytes.size()) {
    const Result<size_t> got = file.ReadAt(at, bytes.data(), bytes.size());
    if (!got.ok()) return got.status();
    if (!IsBlank(bytes.data(), got.value())) return Likeness::kOther;
    if (got.value() < bytes.size()) return Likeness::kTorn;
  }
}

Result<Likeness> CompareSealed(FileSystem& files, const std::string& path, BlockFile& file, const HeldCapture& held) {
  SealedHeaderBytes bytes{};
  const Result<size_t> got = file.ReadAt(0, bytes.data(), bytes.size());
  if (!got.ok()) return got.status();
  // Without its header nobody can say whose it is, unless there is nothing in it at all.
  if (IsBlank(bytes.data(), got.value())) return CompareBlank(file);
  if (got.value() < bytes.size()) return Likeness::kOther;
  const Result<SealedHeader> header = ReadSealedHeader({bytes.data(), bytes.size()});
  if (!header.ok() || header.value().capture_id != held.info.id) return Likeness::kOther;
  const Result<std::unique_ptr<SealedReader>> reader = OpenSealedFile(files, path, *held.seal);
  if (reader.status().code() == ErrorCode::kIoError) return reader.status();
  if (!reader.ok()) return Likeness::kOther;
  for (;;) {
    const Result<ByteView> plain = reader.value()->Next();
    if (plain.status().code() == ErrorCode::kDamaged) return Likeness::kTorn;
    if (!plain.ok()) return plain.status();
    if (plain.value().size_bytes == 0) return reader.value()->unfinished() ? Likeness::kTorn : Likeness::kSame;
  }
}

// The header is written twice, with no audio and with all of it.
Status CompareWavHeader(BlockFile& file, const CaptureFormat& format, uint64_t audio_bytes, Difference* difference) {
  WavHeader bytes{};
  const Result<size_t> got = file.ReadAt(0, bytes.data(), bytes.size());
  if (!got.ok()) return got.status();
  if (got.value() == bytes.size() && bytes == MakeWavHeader(format, audio_bytes)) return Status::Ok();
  const WavHeader first = MakeWavHeader(format, 0);
  const bool first_only = std::memcmp(bytes.data(), first.data(), got.value()) == 0;
  if (first_only || IsBlank(bytes.data(), got.value())) {
    difference->EndsEarly();
  } else {
    difference->IsOther();
  }
  return Status::Ok();
}

Result<Likeness> ComparePlain(BlockFile& file, const CaptureFormat& format, AudioPieces& audio) {
  const uint64_t header_bytes = format.codec == Codec::kPcm16 ? kWavHeaderBytes : 0;
  const Result<uint64_t> size = file.SizeBytes();
  if (!size.ok()) return size.status();
  Difference difference;
  uint64_t at = header_bytes;
  std::vector<uint8_t> bytes;
  for (;;) {
    const Result<std::vector<ByteView>> views = audio.Next();
    if (!views.ok()) return views.status();
    if (views.value().empty()) break;
    for (const ByteView& view : views.value()) {
      bytes.resize(view.size_bytes);
      const Result<size_t> got = file.ReadAt(at, bytes.data(), bytes.size());
      if (!got.ok()) return got.status();
      difference.Take(bytes.data(), view.data, got.value());
      if (difference.likeness() == Likeness::kOther) return Likeness::kOther;
      at += view.size_bytes;
    }
  }
  if (size.value() < at) difference.EndsEarly();
  if (size.value() > at) difference.GoesOn();
  // The header of a file that goes on tells of more.
  if (header_bytes > 0 && size.value() <= at) {
    const Status status = CompareWavHeader(file, format, at - header_bytes, &difference);
    if (!status.ok()) return status;
  }
  return difference.likeness();
}

Result<Likeness> CompareFile(FileSystem& files, const std::string& path, const HeldCapture& held, size_t stream) {
  const Result<std::unique_ptr<BlockFile>> file = OpenUnlocked(files, path);
  if (!file.ok()) return file.status();
  if (file.value() == nullptr) return files.Exists(path) ? Likeness::kOther : Likeness::kTorn;
  if (held.seal.has_value()) return CompareSealed(files, path, *file.value(), held);
  HeldCapture copy = held;
  HeldReaders readers(copy, held.info.format.codec);
  const Status status = readers.Open();
  if (!status.ok()) return status;
  CaptureFormat format = held.info.format;
  if (stream > 0) format.channels = held.info.tracks[stream - 1].channels;
  return ComparePlain(*file.value(), format, readers.reader(stream));
}

bool IsOneOf(const Result<Likeness>& likeness, std::initializer_list<Likeness> any) {
  return likeness.ok() && std::find(any.begin(), any.end(), likeness.value()) != any.end();
}

TrackNaming NamingOf(const HeldCapture& held) {
  return held.seal.has_value() ? TrackNaming::kNumbers : TrackNaming::kUsers;
}

bool IsUnlocked(FileSystem& files, const std::string& path) {
  const Result<std::unique_ptr<BlockFile>> file = OpenUnlocked(files, path);
  return file.ok() && file.value() != nullptr;
}

}  // namespace

bool IsFree(FileSystem& files, const HeldCapture& held, int number) {
  const std::vector<std::string> paths = AudioPaths(held.target.path, number, held.info.tracks, NamingOf(held));
  return std::none_of(paths.begin(), paths.end(), [&files](const std::string& path) { return files.Exists(path); });
}

Result<Likeness> CompareAudio(FileSystem& files, const HeldCapture& held, int number) {
  const std::vector<std::string> paths = AudioPaths(held.target.path, number, held.info.tracks, NamingOf(held));
  Likeness all = Likeness::kSame;
  for (size_t stream = 0; stream < paths.size(); ++stream) {
    const Result<Likeness> likeness = CompareFile(files, paths[stream], held, stream);
    if (!likeness.ok() || likeness.value() == Likeness::kOther) return likeness;
    if (likeness.value() == Likeness::kSame || all == likeness.value()) continue;
    if (all != Likeness::kSame) return Likeness::kOther;  // one has more and another was torn
    all = likeness.value();
  }
  return all;
}

void RemoveLeftAudio(FileSystem& files, const HeldCapture& held) {
  const TrackNaming naming = NamingOf(held);
  const std::vector<std::string> targets = AudioPaths(held.target.path, 1, held.info.tracks, naming);
  for (size_t stream = 0; stream < targets.size(); ++stream) {
    for (int number = 1; number <= kMostLeft; ++number) {
      const std::string part = PartPath(targets[stream], number);
      if (!files.Exists(part)) break;
      if (IsOneOf(CompareFile(files, part, held, stream), {Likeness::kSame, Likeness::kTorn})) files.Remove(part);
    }
  }
  // Tracks get their names before their mix does.
  for (int number = 1; number <= kMostLeft; ++number) {
    const std::vector<std::string> paths = AudioPaths(held.target.path, number, held.info.tracks, naming);
    if (files.Exists(paths[0])) continue;
    for (size_t stream = 1; stream < paths.size(); ++stream) {
      if (!files.Exists(paths[stream])) continue;
      const Result<Likeness> likeness = CompareFile(files, paths[stream], held, stream);
      if (IsOneOf(likeness, {Likeness::kSame, Likeness::kTorn})) files.Remove(paths[stream]);
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
