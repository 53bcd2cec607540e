#include "cycle/ring_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "base/crc32c.h"
#include "base/little_endian.h"
#include "cycle/slot_format.h"

namespace vr {
namespace {

constexpr char kShapeMagic[4] = {'V', 'R', 'S', 'B'};
constexpr uint16_t kShapeVersion = 1;
constexpr size_t kFixedBytes = 128;
constexpr size_t kStreamBytes = 24;
static_assert(kFixedBytes + kMaxRingStreams * kStreamBytes <= kSuperblockBytes, "a superblock holds every stream");

constexpr double kSlack = 1.1;  // slots that were closed by their age stand beside full ones
constexpr uint32_t kSpareSlots = 8;
constexpr uint32_t kMaxSlots = 1u << 24;
constexpr uint64_t kMaxSegmentBytes = uint64_t{1} << 36;
constexpr int64_t kMaxKeepFrames = int64_t{2} * 3600 * 48000;
constexpr int64_t kMaxStartNs = int64_t{1} << 62;  // with the longest recording it still fits
constexpr int64_t kMaxStartUnixMs = int64_t{10000} * 366 * 86'400'000;
constexpr int kSpareSeconds = 60;

uint32_t SlotBytesOf(StreamKind kind) {
  switch (kind) {
    case StreamKind::kPcm16:
      return kPcmSlotBytes;
    case StreamKind::kAacLc:
      return kAacSlotBytes;
    case StreamKind::kLog:
      return kLogSlotBytes;
  }
  return kPcmSlotBytes;
}

// Slots that are closed by their age: whole blocks, at least one.
double SlotsPerSecondByAge(StreamKind kind, int sample_rate_hz) {
  constexpr double kAgeS = kSlotAgeNs / 1e9;
  if (kind != StreamKind::kAacLc) return 1 / kAgeS;
  const double block_s = static_cast<double>(kAacBlockFrames) / sample_rate_hz;
  return 1 / (std::max(1.0, std::floor(kAgeS / block_s)) * block_s);
}

uint64_t Aligned(uint64_t bytes) {
  return (bytes + kRingBlockBytes - 1) / kRingBlockBytes * kRingBlockBytes;
}

Status Broken(const char* what) {
  return {ErrorCode::kInvalidArgument, std::string("no superblock of a ring: ") + what};
}

bool IsStreamPossible(const RingStream& stream, const RingShape& shape, bool last) {
  const bool is_log = stream.kind == StreamKind::kLog;
  const bool power_of_two = (stream.slot_bytes & (stream.slot_bytes - 1)) == 0;
  if (is_log != last || stream.kind > StreamKind::kLog) return false;
  if (!is_log && (stream.channels < 1 || stream.channels > 2)) return false;
  if (!power_of_two || stream.slot_bytes < 512 || stream.slot_bytes > 65536) return false;
  if (stream.slots == 0 || stream.slots > kMaxSlots || stream.offset % kRingBlockBytes != 0) return false;
  if (stream.offset < kSuperblockBytes || stream.offset > shape.segment_bytes) return false;
  const uint64_t end = stream.offset + uint64_t{stream.slots} * stream.slot_bytes;
  return end + kSuperblockBytes <= shape.segment_bytes;
}

Status Check(const RingShape& shape) {
  if (shape.sample_rate_hz < 8000 || shape.sample_rate_hz > 192000) return Broken("the sample rate is impossible");
  const bool possible = shape.keep_frames >= 0 && shape.keep_frames <= kMaxKeepFrames && shape.segment_frames > 0 &&
                        shape.segment_frames <= kMaxKeepFrames;
  if (!possible) return Broken("the length is impossible");
  if (shape.segment_bytes > kMaxSegmentBytes || shape.delay_frames < 0 || shape.delay_frames > 65536) {
    return Broken("a size is impossible");
  }
  const auto is_within = [](int64_t value, int64_t most) { return value >= -most && value <= most; };
  if (!is_within(shape.start_ns, kMaxStartNs) || !is_within(shape.start_unix_ms, kMaxStartUnixMs)) {
    return Broken("the time of its beginning is impossible");
  }
  for (size_t i = 0; i < shape.streams.size(); ++i) {
    const bool last = i + 1 == shape.streams.size();
    if (!IsStreamPossible(shape.streams[i], shape, last)) return Broken("a stream is impossible");
  }
  return Status::Ok();
}

bool IsHex(const std::string& text) {
  return text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

constexpr const char* kRingPurpose = "voice-recorder ring";

}  // namespace

size_t RingShape::payload_bytes(size_t stream) const {
  return SlotPayloadBytes(streams[stream].slot_bytes, sealed);
}

int64_t RingShape::block_ns(size_t stream) const {
  const bool is_aac = streams[stream].kind == StreamKind::kAacLc;
  return is_aac ? int64_t{kAacBlockFrames} * 1'000'000'000 / sample_rate_hz : 0;
}

void LayOut(const std::vector<StreamNeed>& needs, RingShape* shape) {
  shape->streams.clear();
  const double seconds = static_cast<double>(shape->segment_frames) / shape->sample_rate_hz;
  uint64_t offset = kSuperblockBytes;
  for (const StreamNeed& need : needs) {
    RingStream stream;
    stream.kind = need.kind;
    stream.channels = need.channels;
    stream.slot_bytes = SlotBytesOf(need.kind);
    const auto payload = static_cast<double>(SlotPayloadBytes(stream.slot_bytes, shape->sealed));
    const double per_second =
        std::max(need.bytes_per_second / payload, SlotsPerSecondByAge(need.kind, shape->sample_rate_hz));
    const double slots = seconds * per_second * kSlack + static_cast<double>(need.extra_bytes) / payload;
    stream.slots = static_cast<uint32_t>(std::ceil(slots)) + kSpareSlots;
    stream.offset = offset;
    offset += Aligned(uint64_t{stream.slots} * stream.slot_bytes);
    shape->streams.push_back(stream);
  }
  shape->segment_bytes = offset + kSuperblockBytes;
}

uint64_t SegmentsToKeep(const RingShape& shape) {
  if (shape.keep_frames == 0) return 1;
  const int64_t frames = shape.keep_frames + int64_t{kSpareSeconds} * shape.sample_rate_hz;
  return static_cast<uint64_t>((frames + shape.segment_frames - 1) / shape.segment_frames);
}

uint64_t MostSegments(const RingShape& shape, uint64_t max_bytes) {
  const uint64_t base = SegmentsToKeep(shape);
  if (shape.keep_frames == 0) return kNoSegment;
  return max_bytes == 0 ? 2 * base : std::max(base, max_bytes / shape.segment_bytes);
}

std::vector<uint8_t> SuperblockBytes(const RingShape& shape, uint32_t segment) {
  std::vector<uint8_t> bytes(kSuperblockBytes);
  std::memcpy(bytes.data(), kShapeMagic, sizeof kShapeMagic);
  uint8_t* to = bytes.data() + 8;
  to = PutLe(to, kShapeVersion, 2);
  to = PutLe(to, shape.streams.size(), 2);
  to = PutLe(to, segment, 4);
  to = PutLe(to, shape.epoch, 8);
  to = PutLe(to, static_cast<uint32_t>(shape.sample_rate_hz), 4);
  to = PutLe(to, shape.sealed ? 1 : 0, 4);
  to = PutLe(to, static_cast<uint64_t>(shape.keep_frames), 8);
  to = PutLe(to, static_cast<uint64_t>(shape.segment_frames), 8);
  to = PutLe(to, shape.segment_bytes, 8);
  to = PutLe(to, static_cast<uint32_t>(shape.quality), 4);
  to = PutLe(to, static_cast<uint32_t>(shape.delay_frames), 4);
  to = PutLe(to, static_cast<uint64_t>(shape.start_ns), 8);
  to = PutLe(to, static_cast<uint64_t>(shape.start_unix_ms), 8);
  std::memcpy(to, shape.salt.data(), kSealSaltBytes);
  PutLe(to + kSealSaltBytes, shape.key_check, 8);
  to = bytes.data() + kFixedBytes;
  for (const RingStream& stream : shape.streams) {
    to = PutLe(to, static_cast<uint8_t>(stream.kind), 1);
    to = PutLe(to, stream.channels, 1);
    to = PutLe(to, 0, 2);
    to = PutLe(to, stream.slot_bytes, 4);
    to = PutLe(to, stream.slots, 4);
    to = PutLe(to, 0, 4);
    to = PutLe(to, stream.offset, 8);
  }
  PutLe(bytes.data() + 4, Crc32c(bytes.data() + 8, kSuperblockBytes - 8), 4);
  return bytes;
}

Result<RingShape> ReadSuperblock(const uint8_t* bytes, size_t size_bytes, uint32_t* segment) {
  if (size_bytes < kSuperblockBytes) return Broken("too short");
  if (std::memcmp(bytes, kShapeMagic, sizeof kShapeMagic) != 0) return Broken("it begins with something else");
  if (GetLe(bytes + 4, 4) != Crc32c(bytes + 8, kSuperblockBytes - 8)) return Broken("the checksum does not agree");
  LeReader from(bytes + 8, kSuperblockBytes - 8);
  if (from.Number(2) != kShapeVersion) return Broken("it is of another version; use a newer plugin");
  const auto streams = static_cast<size_t>(from.Number(2));
  if (streams < 1 || streams > kMaxRingStreams) return Broken("the number of streams is impossible");
  RingShape shape;
  *segment = static_cast<uint32_t>(from.Number(4));
  shape.epoch = from.Number(8);
  shape.sample_rate_hz = static_cast<int>(std::min<uint64_t>(from.Number(4), 1u << 20));
  shape.sealed = (from.Number(4) & 1) != 0;
  shape.keep_frames = static_cast<int64_t>(from.Number(8));
  shape.segment_frames = static_cast<int64_t>(from.Number(8));
  shape.segment_bytes = from.Number(8);
  shape.quality = static_cast<int32_t>(from.Number(4));
  shape.delay_frames = static_cast<int32_t>(from.Number(4));
  shape.start_ns = static_cast<int64_t>(from.Number(8));
  shape.start_unix_ms = static_cast<int64_t>(from.Number(8));
  std::memcpy(shape.salt.data(), from.Bytes(kSealSaltBytes), kSealSaltBytes);
  shape.key_check = from.Number(8);
  from = LeReader(bytes + kFixedBytes, kSuperblockBytes - kFixedBytes);
  for (size_t i = 0; i < streams; ++i) {
    RingStream stream;
    stream.kind = static_cast<StreamKind>(from.Number(1));
    stream.channels = static_cast<uint8_t>(from.Number(1));
    from.Bytes(2);
    stream.slot_bytes = static_cast<uint32_t>(from.Number(4));
    stream.slots = static_cast<uint32_t>(from.Number(4));
    from.Bytes(4);
    stream.offset = from.Number(8);
    shape.streams.push_back(stream);
  }
  const Status checked = Check(shape);
  if (!checked.ok()) return checked;
  return shape;
}

SealKey RingKey(const SealKey& master, const SealSalt& salt) {
  return DeriveKey(master, kRingPurpose, salt);
}

std::string RingFileName(uint64_t epoch) {
  char name[32];
  std::snprintf(name, sizeof name, "vr-%016llx.ring", static_cast<unsigned long long>(epoch));
  return name;
}

std::string SegmentFileName(uint64_t epoch, uint32_t segment) {
  char name[48];
  std::snprintf(name, sizeof name, "vr-%016llx-%08x.seg", static_cast<unsigned long long>(epoch), segment);
  return name;
}

bool ParseRingName(const std::string& name, uint64_t* epoch, uint32_t* segment) {
  constexpr size_t kPrefix = 3;
  constexpr size_t kEpochDigits = 16;
  constexpr size_t kStem = kPrefix + kEpochDigits;
  if (name.compare(0, kPrefix, "vr-") != 0 || name.size() < kStem) return false;
  const std::string epoch_text = name.substr(kPrefix, kEpochDigits);
  if (!IsHex(epoch_text)) return false;
  *epoch = std::strtoull(epoch_text.c_str(), nullptr, 16);
  *segment = kNoSegment;
  if (name == RingFileName(*epoch)) return true;
  const std::string segment_text = name.size() == kStem + 13 ? name.substr(kStem + 1, 8) : "";
  if (segment_text.empty() || !IsHex(segment_text)) return false;
  *segment = static_cast<uint32_t>(std::strtoul(segment_text.c_str(), nullptr, 16));
  return *segment != kNoSegment && name == SegmentFileName(*epoch, *segment);
}

}  // namespace vr
