#include "writer/feature_file.h"

#include <algorithm>
#include <cstring>

#include "base/little_endian.h"

namespace vr {
namespace {

constexpr uint16_t kVersion = 1;
constexpr size_t kHeaderBytes = 40;
constexpr size_t kDescriptorBytes = 16;
constexpr size_t kWordBytes = 8;
constexpr size_t kMaxTracks = 65535;
constexpr size_t kFeaturePieceBytes = size_t{1} << 16;

// Collects small numbers into pieces.
class PieceWriter {
 public:
  explicit PieceWriter(const ByteSink& put) : put_(put), piece_(kFeaturePieceBytes) {}

  Status Put(const uint8_t* bytes, size_t size_bytes) {
    if (used_ + size_bytes > piece_.size()) {
      Status status = Flush();
      if (!status.ok()) return status;
    }
    std::memcpy(piece_.data() + used_, bytes, size_bytes);
    used_ += size_bytes;
    return Status::Ok();
  }
  Status PutWord(FeatureWord word) {
    uint8_t bytes[kWordBytes];
    PutLe(bytes, word, kWordBytes);
    return Put(bytes, sizeof bytes);
  }
  Status Flush() {
    const size_t used = used_;
    used_ = 0;
    return used == 0 ? Status::Ok() : put_({piece_.data(), used});
  }

 private:
  const ByteSink& put_;
  std::vector<uint8_t> piece_;
  size_t used_ = 0;
};

Status PutHeader(size_t tracks, uint64_t cells, const CaptureInfo& info, PieceWriter* writer) {
  uint8_t header[kHeaderBytes];
  std::memcpy(header, "VRFT", 4);
  uint8_t* to = PutLe(header + 4, kVersion, 2);
  to = PutLe(to, kHeaderBytes, 2);
  to = PutLe(to, kFeatureCellMs, 2);
  to = PutLe(to, tracks, 2);
  to = PutLe(to, kDescriptorBytes, 2);
  to = PutLe(to, 0, 2);
  to = PutLe(to, cells, 8);
  to = PutLe(to, static_cast<uint64_t>(info.first_cell_offset_frames), 8);
  to = PutLe(to, static_cast<uint32_t>(info.format.sample_rate_hz), 4);
  PutLe(to, 0, 4);
  return writer->Put(header, sizeof header);
}

Status PutDescriptors(const std::vector<SourceId>& sources, size_t tracks, uint64_t cells, PieceWriter* writer) {
  const uint64_t words_start = kHeaderBytes + tracks * kDescriptorBytes;
  Status status;
  for (size_t track = 0; track < tracks && status.ok(); ++track) {
    uint8_t descriptor[kDescriptorBytes];
    PutLe(PutLe(descriptor, sources[track], 8), words_start + track * cells * kWordBytes, 8);
    status = writer->Put(descriptor, sizeof descriptor);
  }
  return status;
}

Status PutTrack(FeatureSource& features, size_t track, uint64_t cells, PieceWriter* writer) {
  uint64_t done = 0;
  Status status = features.Read(track, [&](const FeatureWord* words, size_t count) {
    Status put;
    for (size_t i = 0; i < count && done < cells && put.ok(); ++i, ++done) put = writer->PutWord(words[i]);
    return put;
  });
  for (; done < cells && status.ok(); ++done) status = writer->PutWord(GapFeature());
  return status;
}

}  // namespace

std::vector<SourceId> HeldFeatures::tracks() const {
  std::vector<SourceId> sources;
  for (const FeatureTrack& track : tracks_) sources.push_back(track.source);
  return sources;
}

uint64_t HeldFeatures::cells() const {
  size_t cells = 0;
  for (const FeatureTrack& track : tracks_) cells = std::max(cells, track.words.size());
  return cells;
}

Status HeldFeatures::Read(size_t track, const std::function<Status(const FeatureWord*, size_t)>& take) {
  return take(tracks_[track].words.data(), tracks_[track].words.size());
}

Status WriteFeatures(FeatureSource& features, const CaptureInfo& info, const ByteSink& put) {
  const std::vector<SourceId> sources = features.tracks();
  const size_t tracks = std::min(sources.size(), kMaxTracks);
  const uint64_t cells = features.cells();
  PieceWriter writer(put);
  Status status = PutHeader(tracks, cells, info, &writer);
  if (status.ok()) status = PutDescriptors(sources, tracks, cells, &writer);
  for (size_t track = 0; track < tracks && status.ok(); ++track) status = PutTrack(features, track, cells, &writer);
  return status.ok() ? writer.Flush() : status;
}

}  // namespace vr
