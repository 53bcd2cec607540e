// What a ring is made of: its streams, how large a segment is, and the superblock that says so in every file of it.
// The bytes are on a page: doc/ring-format.md. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"

namespace vr {

constexpr size_t kRingBlockBytes = 4096;  // regions and superblocks are aligned to it
constexpr size_t kPcmSlotBytes = 4096;
constexpr size_t kAacSlotBytes = 512;
constexpr size_t kLogSlotBytes = 1024;
constexpr int kRingSegmentSeconds = 30;
constexpr int64_t kSlotAgeNs = 100'000'000;  // a slot is closed when it is full, or its oldest sound is so old
constexpr int kMaxRingStreams = 34;          // the mix, 32 tracks, the log
constexpr uint32_t kNoSegment = 0xffffffff;  // in the superblock of the ring's own file

enum class StreamKind : uint8_t { kPcm16 = 0, kAacLc = 1, kLog = 2 };

struct RingStream {
  StreamKind kind = StreamKind::kPcm16;
  uint8_t channels = 1;     // log: 0
  uint32_t slot_bytes = 0;  // a power of two, 512 to 65536
  uint32_t slots = 0;       // of each segment
  uint64_t offset = 0;      // of the region within a segment file
  int bytes_per_frame() const { return kind == StreamKind::kPcm16 ? 2 * channels : 0; }  // 0: whole blocks only
};

// Everything that is the same in all superblocks of one ring.
struct RingShape {
  uint64_t epoch = 0;  // random; no two rings have the same
  int sample_rate_hz = 0;
  int64_t keep_frames = 0;          // 0: nothing is ever overwritten (the log of a real-time recording)
  int64_t segment_frames = 0;       // after which the next segment begins; sooner when one of its regions is full
  std::vector<RingStream> streams;  // the mix, the tracks, and the log as the last one; or the log alone
  uint64_t segment_bytes = 0;       // of a segment file, superblocks included
  int32_t quality = 0;              // of the encoder, as in the task's configuration
  int32_t delay_frames = 0;         // decoded frame i of the mix stands for input frame i - delay_frames
  int64_t start_ns = 0;             // the recorder's clock at frame 0
  int64_t start_unix_ms = 0;        // UTC at the same moment
  bool sealed = false;
  SealSalt salt{};  // of the ring's key
  uint64_t key_check = 0;

  size_t log_stream() const { return streams.size() - 1; }
  size_t audio_streams() const { return streams.size() - 1; }
  size_t payload_bytes(size_t stream) const;
  // The length of a block, which its oldest sound has waited for when it comes; 0 for PCM and the log.
  int64_t block_ns(size_t stream) const;
};

// What streams are to hold.
struct StreamNeed {
  StreamKind kind = StreamKind::kPcm16;
  uint8_t channels = 1;
  double bytes_per_second = 0;
  uint64_t extra_bytes = 0;  // in each segment, at any rate
};

// Fills in streams and segment_bytes so that a segment takes segment_frames; sample rate and sealed are set.
void LayOut(const std::vector<StreamNeed>& needs, RingShape* shape);

// Segments that keep keep_frames and 60 s more.
uint64_t SegmentsToKeep(const RingShape& shape);
// To which pins may make it grow: within max_bytes, but never below what it has at the start; 0: twice that.
uint64_t MostSegments(const RingShape& shape, uint64_t max_bytes);

constexpr size_t kSuperblockBytes = kRingBlockBytes;
std::vector<uint8_t> SuperblockBytes(const RingShape& shape, uint32_t segment);
// Every number is checked, so that readers need not: kInvalidArgument when it is none, or of a newer version.
Result<RingShape> ReadSuperblock(const uint8_t* bytes, size_t size_bytes, uint32_t* segment);

// The key of a ring out of the game's. Needs CanSeal().
SealKey RingKey(const SealKey& master, const SealSalt& salt);

// "vr-0123456789abcdef.ring" and "vr-0123456789abcdef-00000012.seg"
std::string RingFileName(uint64_t epoch);
std::string SegmentFileName(uint64_t epoch, uint32_t segment);
// False when the name is neither; segment is kNoSegment for the ring's own file.
bool ParseRingName(const std::string& name, uint64_t* epoch, uint32_t* segment);

}  // namespace vr
