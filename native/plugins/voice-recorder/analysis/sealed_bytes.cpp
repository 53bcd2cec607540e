#include "analysis/sealed_bytes.h"

#include <algorithm>
#include <cstring>

#include "analysis/progress_ticker.h"

namespace vr {
namespace {

constexpr size_t kMostChunkPlaces = size_t{1} << 15;

Status KeyNeeded(const std::string& path) {
  return {ErrorCode::kWrongKey, path + " is encrypted: its key of 32 bytes is expected, and none was given"};
}

Status CannotOpen(const std::string& path, const Status& status) {
  const bool unreadable = status.code() == ErrorCode::kInvalidArgument || status.code() == ErrorCode::kDamaged;
  return {unreadable ? ErrorCode::kUnreadable : status.code(), "cannot open " + path + ": " + status.message()};
}

}  // namespace

Result<std::unique_ptr<SealedBytes>> SealedBytes::Open(FileSystem& files, const std::string& path, const SealKey* key,
                                                       const Progress& progress) {
  Status status = ChunkSeal::CheckSupported();
  if (!status.ok()) return CannotOpen(path, status);
  if (key == nullptr) return KeyNeeded(path);
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kRead);
  if (!file.ok()) return CannotOpen(path, file.status());
  Result<SealedWalk> walk = SealedWalk::Begin(*file.value(), *key);
  if (!walk.ok()) return CannotOpen(path, walk.status());
  auto bytes = std::make_unique<SealedBytes>();
  bytes->file_ = std::move(file.value());
  bytes->walk_ = std::move(walk.value());
  status = bytes->Index(progress);
  if (!status.ok()) return status;
  return bytes;
}

void SealedBytes::Keep(const Place& place) {
  if (place.chunk % step_ != 0) return;
  if (places_.size() == kMostChunkPlaces) {
    for (size_t i = 0; i < kMostChunkPlaces / 2; ++i) places_[i] = places_[2 * i];
    places_.resize(kMostChunkPlaces / 2);
    step_ *= 2;
    if (place.chunk % step_ != 0) return;
  }
  places_.push_back(place);
}

Status SealedBytes::Index(const Progress& progress) {
  ProgressTicker ticker(progress);
  const auto file_bytes = static_cast<double>(std::max<uint64_t>(walk_.file_bytes(), 1));
  for (;;) {
    const Place place = {size_bytes_, walk_.end_bytes(), walk_.chunks()};
    ByteView plain;
    const Result<SealedStep> step = walk_.Next(&plain);
    if (!step.ok()) return step.status();
    switch (step.value()) {
      case SealedStep::kData:
        Keep(place);
        size_bytes_ += plain.size_bytes;
        break;
      case SealedStep::kTorn:
        unfinished_ = true;
        return Status::Ok();
      case SealedStep::kEnd:
        if (walk_.end_bytes() < walk_.file_bytes()) damage_ = "bytes that belong to nothing follow its end";
        return Status::Ok();
      case SealedStep::kDamaged:
        damage_ = "it is damaged from byte " + std::to_string(walk_.end_bytes()) + " on, and ends there";
        return Status::Ok();
    }
    Status status = ticker.Tell(static_cast<double>(walk_.end_bytes()) / file_bytes);
    if (!status.ok()) return status;
  }
}

// Opens the chunk that holds this byte, which there is.
Status SealedBytes::Load(uint64_t offset) {
  const auto changed = [] { return Status(ErrorCode::kUnreadable, "the encrypted file changed while it was read"); };
  const auto holds = [&] { return offset >= loaded_.plain_offset && offset - loaded_.plain_offset < loaded_bytes_; };
  if (loaded_bytes_ > 0 && holds()) return Status::Ok();
  const auto behind = std::upper_bound(places_.begin(), places_.end(), offset,
                                       [](uint64_t at, const Place& place) { return at < place.plain_offset; });
  Place place = *(behind - 1);
  const bool goes_on = loaded_bytes_ > 0 && loaded_.plain_offset >= place.plain_offset && loaded_.plain_offset < offset;
  if (goes_on) place = {loaded_.plain_offset + loaded_bytes_, loaded_end_, loaded_.chunk + 1};
  loaded_bytes_ = 0;
  for (;;) {
    uint8_t number[kSealedLengthBytes];
    Result<size_t> got = file_->ReadAt(place.file_offset, number, sizeof number);
    if (!got.ok()) return got.status();
    const ChunkLength length = ReadChunkLength(number);
    const bool is_data = got.value() == sizeof number && !length.last && length.plain_bytes > 0 &&
                         length.plain_bytes <= kSealedChunkBytes;
    if (!is_data) return changed();
    const size_t sealed_bytes = length.plain_bytes + kSealTagBytes;
    const uint64_t next = place.file_offset + kSealedLengthBytes + sealed_bytes;
    if (offset - place.plain_offset >= length.plain_bytes) {
      place = {place.plain_offset + length.plain_bytes, next, place.chunk + 1};
      continue;
    }
    chunk_.resize(kSealedChunkBytes + kSealTagBytes);
    got = file_->ReadAt(place.file_offset + kSealedLengthBytes, chunk_.data(), sealed_bytes);
    if (!got.ok()) return got.status();
    if (got.value() != sealed_bytes ||
        !walk_.seal().OpenData(place.chunk, {chunk_.data(), sealed_bytes}, chunk_.data())) {
      return changed();
    }
    loaded_ = place;
    loaded_bytes_ = length.plain_bytes;
    loaded_end_ = next;
    return Status::Ok();
  }
}

Result<size_t> SealedBytes::ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) {
  size_t done = 0;
  while (done < size_bytes && offset + done < size_bytes_) {
    Status status = Load(offset + done);
    if (!status.ok()) return status;
    const auto begin = static_cast<size_t>(offset + done - loaded_.plain_offset);
    const size_t count = std::min(size_bytes - done, loaded_bytes_ - begin);
    std::memcpy(to + done, chunk_.data() + begin, count);
    done += count;
  }
  return done;
}

}  // namespace vr
