#include "fuzz/ring_images.h"

#include <algorithm>

#include "cycle/ring_pins.h"
#include "fuzz/block_packer.h"
#include "fuzz/sealed_bytes.h"
#include "recorder/feature_batch.h"
#include "recorder/log_json.h"
#include "recorder/recovery.h"
#include "recorder/task_json.h"
#include "writer/wav_header.h"

namespace vr_fuzz {
namespace {

using vr::LogType;
using vr::StreamKind;

constexpr uint32_t kSegments = 3;
constexpr uint32_t kAudioSlots = 8;
constexpr uint32_t kLogSlots = 4;
constexpr uint32_t kSmallSlotBytes = 512;
constexpr size_t kPins = 4;  // entries that the ring's own file has
constexpr uint64_t kFirstTaskNs = 5'000'000'000;
constexpr int64_t kStartUnixMs = 1'700'000'000'000;
constexpr int kAacDelayFrames = 1600;
constexpr size_t kAdtsBytes = 150;

bool IsRealTime(ImageKind kind) {
  return kind >= ImageKind::kRealTimeWav;
}
bool IsAac(ImageKind kind) {
  return kind == ImageKind::kAac || kind == ImageKind::kRealTimeAac;
}
bool IsSealed(ImageKind kind) {
  return kind == ImageKind::kSealedPcm || kind == ImageKind::kRealTimeSealed;
}

void AddStream(StreamKind kind, int channels, uint32_t slot_bytes, uint32_t slots, vr::RingShape* shape) {
  const uint64_t offset = shape->segment_bytes;
  shape->streams.push_back({kind, static_cast<uint8_t>(channels), slot_bytes, slots, offset});
  shape->segment_bytes += (uint64_t{slots} * slot_bytes + 4095) / 4096 * 4096;
}

vr::RingShape ShapeOf(ImageKind kind) {
  vr::RingShape shape;
  shape.epoch = kEpoch;
  shape.sample_rate_hz = kRateHz;
  shape.keep_frames = IsRealTime(kind) ? 0 : kRateHz;
  shape.segment_frames = kRateHz;
  shape.start_ns = kFirstTaskNs;
  shape.start_unix_ms = kStartUnixMs;
  shape.sealed = IsSealed(kind);
  shape.delay_frames = IsAac(kind) && !IsRealTime(kind) ? kAacDelayFrames : 0;
  shape.quality = 1;
  shape.segment_bytes = vr::kSuperblockBytes;
  if (!IsRealTime(kind)) {
    const StreamKind audio = IsAac(kind) ? StreamKind::kAacLc : StreamKind::kPcm16;
    AddStream(audio, kind == ImageKind::kStereo ? 2 : 1, kSmallSlotBytes, kAudioSlots, &shape);
    AddStream(audio, 1, kSmallSlotBytes, kAudioSlots, &shape);
  }
  AddStream(StreamKind::kLog, 0, vr::kLogSlotBytes, kLogSlots, &shape);
  shape.segment_bytes += vr::kSuperblockBytes;
  return shape;
}

Block AdtsBlock() {
  Block block;
  block.frames = 1024;
  block.bytes.assign(kAdtsBytes, '\x21');
  const uint8_t head[7] = {
      0xff, 0xf1, 0x60, 0x40, static_cast<uint8_t>(kAdtsBytes >> 3), static_cast<uint8_t>((kAdtsBytes & 7) << 5 | 0x1f),
      0xfc};
  std::copy_n(head, sizeof head, block.bytes.begin());
  return block;
}

Block PcmFrame(int64_t frame, int channels) {
  Block block;
  block.frames = 1;
  for (int i = 0; i < channels; ++i) {
    const auto sample = static_cast<uint16_t>(SampleOf(frame));
    block.bytes += {static_cast<char>(sample & 0xff), static_cast<char>(sample >> 8)};
  }
  return block;
}

Block LogBlock(LogType type, uint64_t number, const std::string& body) {
  const std::vector<uint8_t> bytes = vr::LogRecordBytes({type, number, body});
  return {1, std::string(bytes.begin(), bytes.end())};
}

vr::TaskRecord TaskOf(ImageKind kind) {
  vr::TaskRecord record;
  record.id = 7;
  record.session = "0123456789abcdef";
  record.file_path = std::string(kCaptures) + (IsAac(kind) ? "a.aac" : "a.wav");
  record.room_id = "room";
  record.user_id = "me";
  record.mix_delay_ms = 200;
  record.codec = IsAac(kind) ? vr::Codec::kAacLc : vr::Codec::kPcm16;
  record.channels = kind == ImageKind::kStereo ? 2 : 1;
  record.layout = kind == ImageKind::kStereo ? vr::Layout::kSplit : vr::Layout::kMix;
  record.cycle_time_s = IsRealTime(kind) ? 0 : 1;
  record.own_tracks = IsRealTime(kind) ? 0 : 1;
  record.encrypted = IsSealed(kind);
  if (IsRealTime(kind)) record.files.push_back({0, record.file_path, "1"});
  return record;
}

std::string FeaturesOf(int64_t first_cell) {
  vr::FeatureBatch batch;
  for (int64_t cell = first_cell; cell < first_cell + vr::FeatureBatch::kCells; ++cell) {
    batch.AddCell(0, cell, 0x0123456789abcdef + static_cast<uint64_t>(cell));
    batch.AddCell(3, cell, 0x0fedcba987654321 - static_cast<uint64_t>(cell));
  }
  batch.AddLoudness(0, first_cell / vr::FeatureBatch::kCells, -23.0);
  return batch.Take();
}

// Whose track it is.
vr::TrackUser Me() {
  vr::TrackUser user;
  user.stream = 1;
  user.user_id = "me";
  return user;
}

// Every segment begins with what needs no segment before it.
std::vector<Block> LogBlocks(ImageKind kind, uint32_t turn) {
  vr::SourceRecord source;
  source.id = 3;
  source.user_id = "me";
  source.label = "mic";
  std::vector<Block> blocks;
  blocks.push_back(LogBlock(LogType::kTask, 0, vr::TaskRecordJson(TaskOf(kind))));
  blocks.push_back(LogBlock(LogType::kSource, 0, vr::SourceJson(source, 0, -1, false)));
  if (!IsRealTime(kind)) {
    blocks.push_back(LogBlock(LogType::kTrack, 0, vr::TrackJson(Me())));
  }
  const uint64_t number = 1 + 10 * uint64_t{turn};
  blocks.push_back(LogBlock(LogType::kFeatures, number, FeaturesOf(10 * int64_t{turn})));
  blocks.push_back(LogBlock(LogType::kGap, number + 1, vr::GapJson(3, {1000 * int64_t{turn} + 100, 50})));
  vr::CaptureMarker marker;
  marker.frame = 1000 * int64_t{turn} + 200;
  marker.label = "boss fight";
  marker.data_json = "{\"wave\": 3}";
  marker.from_game = true;
  blocks.push_back(LogBlock(LogType::kMarker, number + 2, vr::MarkerRecordJson(marker)));
  blocks.push_back(
      LogBlock(LogType::kWallClock, number + 3, vr::WallClockJson({1000 * int64_t{turn}, kStartUnixMs + 60 * turn})));
  blocks.push_back(LogBlock(LogType::kAbout, number + 4, "{\"build\": \"1.2.3\"}"));
  return blocks;
}

// Segments are written in turns: the first turn lies in segment 1, the last one in segment 0.
uint32_t SegmentOfTurn(uint32_t turn) {
  return (turn + 1) % kSegments;
}

void FillRing(ImageKind kind, Image* image) {
  const vr::RingShape& shape = image->shape;
  const vr::SealKey* key = image->ring_key.has_value() ? &*image->ring_key : nullptr;
  std::vector<BlockPacker> packers;
  for (size_t i = 0; i < shape.streams.size(); ++i) packers.emplace_back(shape, i, key);
  std::vector<int64_t> frames(shape.streams.size(), 0);
  for (uint32_t turn = 0; turn < kSegments; ++turn) {
    const uint32_t segment = SegmentOfTurn(turn);
    std::string file(shape.segment_bytes, '\0');
    PutBytes(vr::SuperblockBytes(shape, segment), 0, &file);
    PutBytes(vr::SuperblockBytes(shape, segment), shape.segment_bytes - vr::kSuperblockBytes, &file);
    for (size_t stream = 0; stream < shape.streams.size(); ++stream) {
      packers[stream].Begin(segment, &file);
      if (stream == shape.log_stream()) {
        for (const Block& block : LogBlocks(kind, turn)) packers[stream].Add(block, frames[stream]++);
      } else {
        const int64_t end = frames[stream] + (IsAac(kind) ? 22 * 1024 : 1500 / shape.streams[stream].channels);
        while (frames[stream] < end) {
          const Block block = IsAac(kind) ? AdtsBlock() : PcmFrame(frames[stream], shape.streams[stream].channels);
          packers[stream].Add(block, frames[stream]);
          frames[stream] += block.frames;
        }
      }
      packers[stream].End();
    }
    image->files[image->SegmentPath(segment)] = file;
  }
  for (const BlockPacker& packer : packers) image->next_sequence.push_back(packer.next_sequence());
}

// As of a capture that was complete after somebody had been left out.
vr::CompleteCapture CompleteBefore(int64_t remix_before) {
  vr::CompleteCapture complete;
  complete.remix_before = remix_before;
  complete.users.push_back(Me());
  complete.sources = {3};
  return complete;
}

void MakeRingFile(ImageKind kind, Image* image) {
  const vr::SealKey* key = image->ring_key.has_value() ? &*image->ring_key : nullptr;
  std::string file(vr::kPinTableAt + kPins * vr::kPinEntryBytes, '\0');
  for (const uint64_t at : {uint64_t{0}, uint64_t{vr::kSuperblockBytes}}) {
    PutBytes(vr::SuperblockBytes(image->shape, vr::kNoSegment), at, &file);
  }
  if (!IsRealTime(kind)) {
    vr::PinnedCapture pin;
    pin.target.capture_id = 9;
    pin.target.path = std::string(kCaptures) + (IsAac(kind) ? "dump.aac" : "dump.wav");
    pin.target.reason = "hotkey";
    pin.from_frame = 300;
    pin.to_frame = 2000;
    if (kind == ImageKind::kSealedPcm) pin.complete = CompleteBefore(1000);
    PutBytes(vr::PinEntryBytes({kEpoch, 1, vr::PinJson(pin)}, key), vr::kPinTableAt, &file);
  }
  if (kind == ImageKind::kStereo) {
    PutBytes(vr::PinEntryBytes({kEpoch, 2, vr::OverJson()}, key), vr::kPinTableAt + vr::kPinEntryBytes, &file);
  }
  image->files[image->RingPath()] = file;
}

// Its header is that of a file to which nothing had been written yet, and its last frame is not whole.
std::string LiveFile(ImageKind kind) {
  std::string audio;
  if (kind == ImageKind::kRealTimeAac) {
    for (int i = 0; i < 12; ++i) audio += AdtsBlock().bytes;
    return audio.substr(0, audio.size() - 20);
  }
  for (int64_t frame = 0; frame < 3000; ++frame) audio += PcmFrame(frame, 1).bytes;
  if (kind == ImageKind::kRealTimeSealed) {
    return SealedBytes(vr::SealedKind::kWav, kRateHz, 1, {audio.substr(0, 4000), audio.substr(4000, 1000)}, false);
  }
  const vr::WavHeader header = vr::MakeWavHeader({vr::Codec::kPcm16, kRateHz, 1}, 0);
  return std::string(header.begin(), header.end()) + audio + '\x7f';
}

Image Make(ImageKind kind) {
  Image image;
  image.master = MasterKey();
  image.shape = ShapeOf(kind);
  if (image.shape.sealed) {
    for (size_t i = 0; i < image.shape.salt.size(); ++i) image.shape.salt[i] = static_cast<uint8_t>(i);
    image.ring_key = vr::RingKey(image.master, image.shape.salt);
    image.shape.key_check = vr::KeyCheck(*image.ring_key);
  }
  if (IsRealTime(kind)) {
    image.made.push_back(TaskOf(kind).file_path);
    image.files[image.made[0]] = LiveFile(kind);
  }
  MakeRingFile(kind, &image);
  FillRing(kind, &image);
  image.made.push_back(image.RingPath());
  for (uint32_t segment = 0; segment < kSegments; ++segment) image.made.push_back(image.SegmentPath(segment));
  return image;
}

}  // namespace

int16_t SampleOf(int64_t frame) {
  return static_cast<int16_t>(1 + frame % 30000);
}

vr::SealKey MasterKey() {
  uint8_t bytes[vr::kSealKeyBytes];
  for (size_t i = 0; i < sizeof bytes; ++i) bytes[i] = static_cast<uint8_t>(i * 7);
  return vr::SealKey(bytes);
}

const Image& ImageOf(ImageKind kind) {
  static std::map<ImageKind, Image> images;
  const auto known = images.find(kind);
  return known != images.end() ? known->second : images.emplace(kind, Make(kind)).first->second;
}

}  // namespace vr_fuzz
