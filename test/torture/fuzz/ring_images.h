// Small rings as a killed recorder leaves them, made from nothing: what the ring targets change. Their frames carry
// their own numbers, so that audio can be told from other audio wherever it comes out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/sealing.h"
#include "cycle/ring_shape.h"

namespace vr_fuzz {

// The order is that of a byte in inputs: new ones come last.
enum class ImageKind : uint8_t {
  kPcm,          // a ring of the mix and one track, gone round once, with a pin
  kAac,          // of AAC in ADTS frames that run over slots
  kSealedPcm,    // encrypted
  kStereo,       // split, and the task has ended: nothing but its pins is to be saved
  kRealTimeWav,  // the log of a recording in real time, and its file
  kRealTimeAac,
  kRealTimeSealed,
};
constexpr int kImageKinds = 7;

constexpr const char* kRings = "/rings/";
constexpr const char* kCaptures = "/captures/";
constexpr uint64_t kEpoch = 0x1122334455667788;
constexpr int kRateHz = 16000;

struct Image {
  vr::RingShape shape;
  std::optional<vr::SealKey> ring_key;
  vr::SealKey master;
  // By their paths. The first in order of `made` is file number 1, as its identity says.
  std::map<std::string, std::string> files;
  std::vector<std::string> made;
  std::vector<uint64_t> next_sequence;  // of each stream

  std::string RingPath() const { return kRings + vr::RingFileName(shape.epoch); }
  std::string SegmentPath(uint32_t segment) const { return kRings + vr::SegmentFileName(shape.epoch, segment); }
};

// Frame `frame` of the mix, and of every track. Never 0; different for any two frames of an image.
int16_t SampleOf(int64_t frame);

// Made once for each kind.
const Image& ImageOf(ImageKind kind);

// The key of the game.
vr::SealKey MasterKey();

}  // namespace vr_fuzz
