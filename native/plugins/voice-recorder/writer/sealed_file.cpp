#include <algorithm>

#include "writer/adts_frames.h"
#include "writer/audio_tail.h"
#include "writer/file_formats.h"

namespace vr {
namespace {

// Bytes are collected until a chunk is full or must be written. A chunk that was sealed is kept as it is until the file
// holds all of it: when writing fails, the very same bytes are written again, and only then is the next chunk sealed,
// under the next number. So no number ever seals two different contents, whatever fails and is tried again.
class SealedFile final : public CaptureFile {
 public:
  SealedFile(AudioTail tail, const SealedHeader& header, ChunkSeal seal)
      : tail_(std::move(tail)), kind_(header.kind), frame_bytes_(FrameBytes(header)), seal_(std::move(seal)) {
    collected_.reserve(kSealedChunkBytes);
  }

  Status Append(const std::vector<ByteView>& views) override {
    if (finished_) return {ErrorCode::kInternal, "an encrypted file that is finished takes no more audio"};
    Status status = WritePending();
    for (const ByteView& view : views) {
      for (size_t at = 0; at < view.size_bytes && status.ok();) {
        at += Collect(view.data + at, view.size_bytes - at);
        if (collected_.size() == kSealedChunkBytes) status = WriteChunk(WholeBytes());
      }
    }
    if (!status.ok()) collected_.resize(WholeBytes());  // a frame whose rest was not taken is the caller's
    return status;
  }

  Status UpdateHeader() override { return finished_ ? Status::Ok() : WriteCollected(false); }

  Status Sync() override { return tail_.file().Sync(); }

  Status Finish() override {
    if (finished_) return tail_.Finish();
    const Status collected = WriteCollected(true);
    const std::vector<uint8_t> last = seal_.Last(chunks_);
    Status end = AppendWhole(last);
    finished_ = end.ok();
    if (finished_) end = tail_.Finish();
    return collected.ok() ? end : collected;
  }

  uint64_t audio_bytes() const override { return audio_bytes_; }
  uint64_t accepted_bytes() const override { return audio_bytes_ + pending_audio_bytes_ + collected_.size(); }
  uint64_t file_bytes() const override { return tail_.end(); }

 private:
  static size_t FrameBytes(const SealedHeader& header) {
    return header.kind == SealedKind::kWav ? 2 * static_cast<size_t>(header.channels) : 1;
  }

  size_t Collect(const uint8_t* data, size_t size_bytes) {
    const size_t size = std::min(size_bytes, kSealedChunkBytes - collected_.size());
    collected_.insert(collected_.end(), data, data + size);
    return size;
  }

  // Of what is collected. Audio that has no frames is cut anywhere rather than kept back for ever.
  size_t WholeBytes() const {
    if (kind_ != SealedKind::kAac) return collected_.size() - collected_.size() % frame_bytes_;
    const ByteView all = {collected_.data(), collected_.size()};
    const auto whole = static_cast<size_t>(LastAdtsFrameEnd({all}, 0, all.size_bytes));
    return whole == 0 && all.size_bytes == kSealedChunkBytes ? all.size_bytes : whole;
  }

  Status WriteCollected(bool all) {
    Status status = WritePending();
    return status.ok() ? WriteChunk(all ? collected_.size() : WholeBytes()) : status;
  }

  // The next chunk takes the first `size` collected bytes.
  Status WriteChunk(size_t size) {
    if (size == 0) return Status::Ok();
    pending_ = seal_.Data(chunks_, {collected_.data(), size});
    pending_audio_bytes_ = size;
    collected_.erase(collected_.begin(), collected_.begin() + static_cast<std::ptrdiff_t>(size));
    return WritePending();
  }

  Status WritePending() {
    if (pending_.empty()) return Status::Ok();
    Status status = AppendWhole(pending_);
    if (!status.ok()) return status;
    ++chunks_;
    audio_bytes_ += pending_audio_bytes_;
    pending_audio_bytes_ = 0;
    pending_.clear();
    return status;
  }

  // A part of a chunk is worth nothing: all of it, or the file is as before.
  Status AppendWhole(const std::vector<uint8_t>& bytes) {
    return tail_.Append({{bytes.data(), bytes.size()}}, [](uint64_t) { return uint64_t{0}; });
  }

  AudioTail tail_;
  SealedKind kind_;
  size_t frame_bytes_;
  ChunkSeal seal_;
  std::vector<uint8_t> collected_;
  std::vector<uint8_t> pending_;  // a sealed chunk that is not in the file yet
  uint64_t pending_audio_bytes_ = 0;
  uint64_t chunks_ = 0;  // in the file
  uint64_t audio_bytes_ = 0;
  bool finished_ = false;
};

}  // namespace

Result<std::unique_ptr<CaptureFile>> MakeSealedFile(std::unique_ptr<WritableFile> file, const SealedHeader& header,
                                                    const SealKey& key, uint64_t reserved_bytes) {
  Result<ChunkSeal> seal = ChunkSeal::ForNew(header, key);
  if (!seal.ok()) return seal.status();
  const SealedHeaderBytes& bytes = seal.value().header_bytes();
  Status status = file->Append({{bytes.data(), bytes.size()}});
  if (!status.ok()) return status;
  return std::unique_ptr<CaptureFile>(
      std::make_unique<SealedFile>(AudioTail(std::move(file), reserved_bytes), header, std::move(seal.value())));
}

}  // namespace vr
