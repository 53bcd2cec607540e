#include "writer/sealed_walk.h"

#include <algorithm>

namespace vr {

Result<SealedWalk> SealedWalk::Begin(BlockFile& file, const SealKey& key) {
  SealedWalk walk;
  walk.file_ = &file;
  Result<uint64_t> file_bytes = file.SizeBytes();
  if (!file_bytes.ok()) return file_bytes.status();
  walk.file_bytes_ = file_bytes.value();
  uint8_t bytes[kSealedHeaderBytes];
  const Result<size_t> got = file.ReadAt(0, bytes, sizeof bytes);
  if (!got.ok()) return got.status();
  Result<SealedHeader> header = ReadSealedHeader({bytes, got.value()});
  if (!header.ok()) return header.status();
  walk.header_ = header.value();
  Result<ChunkSeal> seal = ChunkSeal::ForExisting(bytes, walk.header_, key);
  if (!seal.ok()) return seal.status();
  walk.seal_ = std::move(seal.value());
  walk.end_bytes_ = sizeof bytes;
  walk.chunk_.resize(kSealedChunkBytes + kSealTagBytes);
  return walk;
}

Result<SealedStep> SealedWalk::Next(ByteView* plain) {
  *plain = {};
  if (last_step_ != SealedStep::kData) return last_step_;
  Result<SealedStep> step = Read(plain);
  if (step.ok()) last_step_ = step.value();
  return step;
}

Result<SealedStep> SealedWalk::Read(ByteView* plain) {
  const uint64_t left_bytes = file_bytes_ - std::min(end_bytes_, file_bytes_);
  if (left_bytes < kSealedChunkCost) return SealedStep::kTorn;
  uint8_t number[kSealedLengthBytes];
  Result<size_t> got = file_->ReadAt(end_bytes_, number, sizeof number);
  if (!got.ok()) return got.status();
  if (got.value() != sizeof number) return SealedStep::kTorn;
  const ChunkLength length = ReadChunkLength(number);
  if (length.plain_bytes > kSealedChunkBytes || length.last != (length.plain_bytes == 0)) return SealedStep::kDamaged;
  if (left_bytes < length.plain_bytes + kSealedChunkCost) return SealedStep::kTorn;
  const size_t sealed_bytes = length.plain_bytes + kSealTagBytes;
  got = file_->ReadAt(end_bytes_ + sizeof number, chunk_.data(), sealed_bytes);
  if (!got.ok()) return got.status();
  if (got.value() != sealed_bytes) return SealedStep::kTorn;
  const ByteView sealed = {chunk_.data(), sealed_bytes};
  const bool opened = length.last ? seal_.OpenLast(chunks_, sealed) : seal_.OpenData(chunks_, sealed, chunk_.data());
  if (!opened) return SealedStep::kDamaged;
  end_bytes_ += kSealedLengthBytes + sealed_bytes;
  if (length.last) return SealedStep::kEnd;
  ++chunks_;
  *plain = {chunk_.data(), length.plain_bytes};
  return SealedStep::kData;
}

}  // namespace vr
