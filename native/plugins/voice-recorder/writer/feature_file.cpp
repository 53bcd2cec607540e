#include "writer/feature_file.h"

#include <cstring>

#include "base/little_endian.h"

namespace vr {
namespace {

constexpr uint16_t kVersion = 1;
constexpr size_t kHeaderBytes = 40;
constexpr size_t kDescriptorBytes = 16;
constexpr size_t kWordBytes = 8;
constexpr size_t kMaxTracks = 65535;

}  // namespace

std::vector<uint8_t> FeatureFileBytes(const CaptureInfo& info) {
  const size_t tracks = std::min(info.features.size(), kMaxTracks);
  const size_t cells = static_cast<size_t>(FeatureCells(info));
  const size_t words_start = kHeaderBytes + tracks * kDescriptorBytes;
  std::vector<uint8_t> bytes(words_start + tracks * cells * kWordBytes);
  uint8_t* to = bytes.data();
  std::memcpy(to, "VRFT", 4);
  to = PutLe(to + 4, kVersion, 2);
  to = PutLe(to, kHeaderBytes, 2);
  to = PutLe(to, kFeatureCellMs, 2);
  to = PutLe(to, tracks, 2);
  to = PutLe(to, kDescriptorBytes, 2);
  to = PutLe(to, 0, 2);
  to = PutLe(to, cells, 8);
  to = PutLe(to, static_cast<uint64_t>(info.first_cell_offset_frames), 8);
  to = PutLe(to, static_cast<uint32_t>(info.format.sample_rate_hz), 4);
  to = PutLe(to, 0, 4);
  for (size_t track = 0; track < tracks; ++track) {
    to = PutLe(to, info.features[track].source, 8);
    to = PutLe(to, words_start + track * cells * kWordBytes, 8);
  }
  for (size_t track = 0; track < tracks; ++track) {
    const std::vector<FeatureWord>& words = info.features[track].words;
    for (size_t cell = 0; cell < cells; ++cell) {
      to = PutLe(to, cell < words.size() ? words[cell] : GapFeature(), kWordBytes);
    }
  }
  return bytes;
}

}  // namespace vr
