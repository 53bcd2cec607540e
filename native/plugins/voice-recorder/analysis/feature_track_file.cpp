#include "analysis/feature_track_file.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "analysis/plain_bytes.h"
#include "analysis/sealed_bytes.h"
#include "base/little_endian.h"
#include "writer/feature_file.h"

namespace vr {
namespace {

constexpr size_t kTrackFileHeaderBytes = 40;
constexpr size_t kDescriptorBytes = 16;
constexpr size_t kWordBytes = 8;
constexpr uint64_t kFeatureFileVersion = 1;
constexpr uint64_t kMostTracks = 4096;
constexpr int64_t kMostOffsetFrames = int64_t{1} << 40;

Status Damaged(const std::string& why) {
  return {ErrorCode::kUnreadable, "it is no feature file, or damaged: " + why};
}

class TrackReader final : public FeatureReader {
 public:
  TrackReader(std::shared_ptr<ByteSource> bytes, uint64_t offset, uint64_t cells, int64_t first_cell_offset_frames,
              int sample_rate_hz)
      : bytes_(std::move(bytes)),
        offset_(offset),
        cells_(cells),
        first_cell_offset_frames_(first_cell_offset_frames),
        sample_rate_hz_(sample_rate_hz) {}

  int sample_rate_hz() const override { return sample_rate_hz_; }
  uint64_t cells() const override { return cells_; }
  int64_t first_cell_offset_frames() const override { return first_cell_offset_frames_; }

  Result<size_t> Read(uint64_t first_cell, size_t cells, FeatureWord* into) override {
    const uint64_t left = cells_ - std::min(first_cell, cells_);
    const auto wanted = static_cast<size_t>(std::min<uint64_t>(cells, left));
    size_t done = 0;
    while (done < wanted) {
      uint8_t piece[kPieceWords * kWordBytes];
      const size_t count = std::min(wanted - done, kPieceWords);
      const Result<size_t> got = bytes_->ReadAt(offset_ + (first_cell + done) * kWordBytes, piece, count * kWordBytes);
      if (!got.ok()) return got;
      const size_t words = got.value() / kWordBytes;
      for (size_t i = 0; i < words; ++i) into[done + i] = GetLe(piece + i * kWordBytes, kWordBytes);
      done += words;
      if (words < count) break;  // the file was cut meanwhile
    }
    return done;
  }

 private:
  static constexpr size_t kPieceWords = 2048;

  std::shared_ptr<ByteSource> bytes_;
  const uint64_t offset_;
  const uint64_t cells_;
  const int64_t first_cell_offset_frames_;
  const int sample_rate_hz_;
};

Result<std::shared_ptr<ByteSource>> OpenBytes(FileSystem& files, const std::string& path, const SealKey* key,
                                              const std::string& capture_id) {
  Result<std::unique_ptr<PlainBytes>> plain = OpenPlainBytes(files, path);
  if (!plain.ok()) return plain.status();
  uint8_t head[4];
  const Result<size_t> got = plain.value()->ReadAt(0, head, sizeof head);
  if (!got.ok()) return got.status();
  if (!IsSealed({head, got.value()})) return std::shared_ptr<ByteSource>(std::move(plain.value()));
  Result<std::unique_ptr<SealedBytes>> sealed = SealedBytes::Open(files, path, key, nullptr);
  if (!sealed.ok()) return sealed.status();
  const SealedHeader& header = sealed.value()->header();
  if (header.kind != SealedKind::kFeatures || header.capture_id != capture_id) {
    return Status(ErrorCode::kUnreadable, "it belongs to another capture");
  }
  if (!sealed.value()->damage().empty()) return Status(ErrorCode::kUnreadable, sealed.value()->damage());
  return std::shared_ptr<ByteSource>(std::move(sealed.value()));
}

}  // namespace

Result<std::unique_ptr<FeatureTrackFile>> FeatureTrackFile::Open(FileSystem& files, const std::string& path,
                                                                 const SealKey* key, const std::string& capture_id) {
  Result<std::shared_ptr<ByteSource>> bytes = OpenBytes(files, path, key, capture_id);
  if (!bytes.ok()) return bytes.status();
  auto file = std::make_unique<FeatureTrackFile>();
  file->bytes_ = std::move(bytes.value());
  Status status = file->ReadHeader();
  if (!status.ok()) return status;
  return file;
}

Status FeatureTrackFile::ReadHeader() {
  uint8_t header[kTrackFileHeaderBytes];
  Result<size_t> got = bytes_->ReadAt(0, header, sizeof header);
  if (!got.ok()) return got.status();
  if (got.value() < sizeof header || std::memcmp(header, "VRFT", 4) != 0) return Damaged("it does not begin as one");
  LeReader reader(header + 4, sizeof header - 4);
  const uint64_t version = reader.Number(2);
  const uint64_t header_bytes = reader.Number(2);
  const uint64_t cell_ms = reader.Number(2);
  const uint64_t tracks = reader.Number(2);
  const uint64_t descriptor_bytes = reader.Number(2);
  reader.Number(2);
  cells_ = reader.Number(8);
  first_cell_offset_frames_ = static_cast<int64_t>(reader.Number(8));
  sample_rate_hz_ = static_cast<int>(std::min<uint64_t>(reader.Number(4), 0x7fffffff));
  if (version != kFeatureFileVersion)
    return Damaged("it has version " + std::to_string(version) + ", and 1 is expected");
  const bool plausible = header_bytes >= kTrackFileHeaderBytes && cell_ms == static_cast<uint64_t>(kFeatureCellMs) &&
                         descriptor_bytes >= kDescriptorBytes && tracks > 0 && tracks <= kMostTracks &&
                         first_cell_offset_frames_ > -kMostOffsetFrames &&
                         first_cell_offset_frames_ < kMostOffsetFrames && sample_rate_hz_ > 0;
  if (!plausible) return Damaged("the numbers of its header make no sense");
  const uint64_t size_bytes = bytes_->size_bytes();
  for (uint64_t i = 0; i < tracks; ++i) {
    uint8_t descriptor[kDescriptorBytes];
    got = bytes_->ReadAt(header_bytes + i * descriptor_bytes, descriptor, sizeof descriptor);
    if (!got.ok()) return got.status();
    if (got.value() < sizeof descriptor) return Damaged("it ends within its header");
    const Track track = {GetLe(descriptor, 8), GetLe(descriptor + 8, 8)};
    if (track.offset > size_bytes || cells_ > (size_bytes - track.offset) / kWordBytes) {
      return Damaged("it is shorter than its header says");
    }
    tracks_.push_back(track);
  }
  return Status::Ok();
}

const FeatureTrackFile::Track* FeatureTrackFile::Find(SourceId source) const {
  const auto found =
      std::find_if(tracks_.begin(), tracks_.end(), [source](const Track& track) { return track.source == source; });
  return found == tracks_.end() ? nullptr : &*found;
}

bool FeatureTrackFile::Has(SourceId source) const {
  return Find(source) != nullptr;
}

Result<std::unique_ptr<FeatureReader>> FeatureTrackFile::OpenReader(SourceId source) const {
  const Track* track = Find(source);
  if (track == nullptr) return Status(ErrorCode::kNotFound, "the feature file has no track of this lane");
  return std::unique_ptr<FeatureReader>(
      std::make_unique<TrackReader>(bytes_, track->offset, cells_, first_cell_offset_frames_, sample_rate_hz_));
}

}  // namespace vr
