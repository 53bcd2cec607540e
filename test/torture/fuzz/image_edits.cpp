#include "fuzz/image_edits.h"

#include <algorithm>
#include <vector>

#include "base/little_endian.h"
#include "cycle/ring_pins.h"
#include "cycle/slot_format.h"
#include "fuzz/block_packer.h"
#include "fuzz/slot_oracle.h"
#include "recorder/log_record.h"

namespace vr_fuzz {
namespace {

constexpr int kMostEdits = 64;
constexpr uint64_t kMostFileBytes = 1 << 18;

// A file of the image that is still there; null: none is.
std::string* Choose(ByteSource& input, Files* files, std::string* path = nullptr) {
  if (files->empty()) return nullptr;
  auto file = files->begin();
  std::advance(file, static_cast<std::ptrdiff_t>(input.Number(1) % files->size()));
  if (path != nullptr) *path = file->first;
  return &file->second;
}

void Overwrite(std::string* file, uint64_t at, const std::string& bytes) {
  if (at >= file->size()) return;
  const size_t size = std::min<size_t>(bytes.size(), file->size() - at);
  file->replace(at, size, bytes, 0, size);
}

void EditBytes(ByteSource& input, Files* files) {
  std::string* file = Choose(input, files);
  if (file == nullptr || file->empty()) return;
  const uint64_t at = input.Number(3) % file->size();
  Overwrite(file, at, input.Text(input.Number(1)));
}

void EditUnit(const Image& image, ByteSource& input, Files* files) {
  std::string path;
  std::string* file = Choose(input, files, &path);
  const std::vector<uint64_t> units = file == nullptr ? std::vector<uint64_t>() : UnitsOf(image, path);
  const uint64_t unit = input.Number(1);
  const uint64_t offset = input.Number(2);
  const std::string bytes = input.Text(input.Number(1));
  if (units.empty()) return;
  const uint64_t at = units[unit % units.size()];
  Overwrite(file, at + offset % vr::kSuperblockBytes, bytes);
  RepairChecksum(file, at);
}

void CopyUnit(const Image& image, ByteSource& input, Files* files) {
  constexpr size_t kMostBytes = 512;
  std::string from_path;
  std::string to_path;
  const std::string* from = Choose(input, files, &from_path);
  const uint64_t from_unit = input.Number(1);
  std::string* to = Choose(input, files, &to_path);
  const uint64_t to_unit = input.Number(1);
  const bool repair = (input.Number(1) & 1) != 0;
  if (from == nullptr || to == nullptr) return;
  const std::vector<uint64_t> from_units = UnitsOf(image, from_path);
  const std::vector<uint64_t> to_units = UnitsOf(image, to_path);
  if (from_units.empty() || to_units.empty()) return;
  const uint64_t from_at = from_units[from_unit % from_units.size()];
  const uint64_t to_at = to_units[to_unit % to_units.size()];
  if (from_at >= from->size()) return;
  Overwrite(to, to_at, std::string(*from, from_at, kMostBytes));
  if (repair) RepairChecksum(to, to_at);
}

std::string* Segment(const Image& image, ByteSource& input, Files* files, uint32_t* number) {
  *number = static_cast<uint32_t>(input.Number(1) % 4);
  const auto found = files->find(image.SegmentPath(*number));
  return found == files->end() ? nullptr : &found->second;
}

void PutSlot(const Image& image, vr::SlotHeader header, const std::string& payload, std::string* file) {
  const vr::RingStream& stream = image.shape.streams[header.stream];
  header.index %= stream.slots;
  header.epoch = image.shape.epoch;
  header.payload_bytes = static_cast<uint16_t>(std::min(payload.size(), image.shape.payload_bytes(header.stream)));
  std::vector<uint8_t> slot(stream.slot_bytes);
  vr::WriteSlot(header, reinterpret_cast<const uint8_t*>(payload.data()),
                image.ring_key.has_value() ? &*image.ring_key : nullptr, slot.size(), slot.data());
  Overwrite(file, stream.offset + uint64_t{header.index} * stream.slot_bytes, std::string(slot.begin(), slot.end()));
}

void PutLogRecord(const Image& image, ByteSource& input, Files* files, uint64_t* next_sequence) {
  vr::SlotHeader header;
  std::string* file = Segment(image, input, files, &header.segment);
  header.index = static_cast<uint32_t>(input.Number(1));
  vr::LogRecord record;
  record.type = static_cast<vr::LogType>(input.Number(1));
  record.number = input.Number(2);
  record.body = input.Text(input.Number(2));
  if (file == nullptr) return;
  header.stream = static_cast<uint8_t>(image.shape.log_stream());
  header.frames = 1;
  header.first_frame = static_cast<int64_t>(1000 + *next_sequence);
  const std::vector<uint8_t> bytes = vr::LogRecordBytes(record);
  const size_t room_bytes = image.shape.payload_bytes(header.stream);
  for (size_t at = 0; at < bytes.size(); at += room_bytes) {
    header.block_offset = at == 0 ? 0 : vr::kNoBlock;
    header.sequence = (*next_sequence)++;
    const size_t end = std::min(bytes.size(), at + room_bytes);
    PutSlot(image, header, std::string(bytes.data() + at, bytes.data() + end), file);
    ++header.index;
  }
}

void PutPin(const Image& image, ByteSource& input, Files* files) {
  const uint64_t entry = input.Number(1) % 4;
  const std::string text = input.Text(input.Number(2));
  const auto file = files->find(image.RingPath());
  if (file == files->end()) return;
  const vr::SealKey* key = image.ring_key.has_value() ? &*image.ring_key : nullptr;
  const std::vector<uint8_t> bytes = vr::PinEntryBytes({image.shape.epoch, 77 + entry, text}, key);
  Overwrite(&file->second, vr::kPinTableAt + entry * vr::kPinEntryBytes, std::string(bytes.begin(), bytes.end()));
}

void PutAnySlot(const Image& image, ByteSource& input, Files* files) {
  vr::SlotHeader header;
  std::string* file = Segment(image, input, files, &header.segment);
  header.stream = static_cast<uint8_t>(input.Number(1) % image.shape.streams.size());
  header.index = static_cast<uint32_t>(input.Number(1));
  header.sequence = input.Number(2);
  header.first_frame = static_cast<int64_t>(input.Number(8));
  header.frames = static_cast<uint32_t>(input.Number(4));
  header.block_offset = static_cast<uint16_t>(input.Number(2));
  header.flags = static_cast<uint8_t>(input.Number(1));
  if (!image.ring_key.has_value()) header.flags &= 0xfd;
  const std::string payload = input.Text(input.Number(2));
  if (file != nullptr) PutSlot(image, header, payload, file);
}

void EditShape(const Image& image, ByteSource& input, Files* files) {
  // Sample rate, sealed, keepFrames, segmentFrames, segmentBytes, quality, delayFrames, startNs, startUnixMs; then of
  // the first two streams kind, channels, slotBytes, slots, offset.
  constexpr std::pair<uint32_t, int> kFields[] = {{24, 4}, {28, 4},  {32, 8},  {40, 8},  {48, 8},  {56, 4},  {60, 4},
                                                  {64, 8}, {72, 8},  {128, 1}, {129, 1}, {132, 4}, {136, 4}, {144, 8},
                                                  {10, 2}, {152, 1}, {153, 1}, {156, 4}, {160, 4}, {168, 8}};
  const auto [offset, size] = kFields[input.Number(1) % std::size(kFields)];
  const uint64_t value = input.Number(8);
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  for (auto& [path, file] : *files) {
    for (const uint64_t at : UnitsOf(image, path)) {
      if (at + vr::kSuperblockBytes > file.size() || file.compare(at, 4, "VRSB") != 0) continue;
      Overwrite(&file, at + offset, bytes);
      RepairChecksum(&file, at);
    }
  }
}

}  // namespace

std::vector<uint64_t> UnitsOf(const Image& image, const std::string& path) {
  std::vector<uint64_t> units;
  if (path.compare(0, std::string(kRings).size(), kRings) != 0) return units;
  if (path == image.RingPath()) {
    units = {0, vr::kSuperblockBytes};
    for (uint64_t entry = 0; entry < 4; ++entry) units.push_back(vr::kPinTableAt + entry * vr::kPinEntryBytes);
    return units;
  }
  units = {0, image.shape.segment_bytes - vr::kSuperblockBytes};
  for (const vr::RingStream& stream : image.shape.streams) {
    for (uint32_t i = 0; i < stream.slots; ++i) units.push_back(stream.offset + uint64_t{i} * stream.slot_bytes);
  }
  return units;
}

bool IsForged(const Image& image, const Files& files) {
  for (const auto& [path, file] : files) {
    const auto known = image.files.find(path);
    for (const uint64_t at : UnitsOf(image, path)) {
      if (!ChecksumAgrees(file, at)) continue;
      const size_t size = CheckedEnd(file, at);
      const bool same = known != image.files.end() && known->second.compare(at, size, file, at, size) == 0;
      if (!same) return true;
    }
    // What is no unit of a ring has no checksum, and may be changed into anything.
    if (UnitsOf(image, path).empty() && (known == image.files.end() || known->second != file)) return true;
  }
  return false;
}

void ApplyEdits(const Image& image, ByteSource& input, Files* files) {
  uint64_t log_sequence = image.next_sequence.back();
  for (int i = 0; i < kMostEdits && input.left() > 0; ++i) {
    switch (static_cast<Edit>(input.Number(1) % kEdits)) {
      case Edit::kBytes:
        EditBytes(input, files);
        break;
      case Edit::kUnit:
        EditUnit(image, input, files);
        break;
      case Edit::kTruncate: {
        std::string* file = Choose(input, files);
        const uint64_t size = input.Number(3) % kMostFileBytes;
        if (file != nullptr) file->resize(std::min<uint64_t>(size, file->size() + 4096));
        break;
      }
      case Edit::kRemove: {
        std::string path;
        if (Choose(input, files, &path) != nullptr) files->erase(path);
        break;
      }
      case Edit::kCopyUnit:
        CopyUnit(image, input, files);
        break;
      case Edit::kCopySegment: {
        const std::string* from = Choose(input, files);
        const std::string copy = from == nullptr ? "" : *from;
        (*files)[image.SegmentPath(static_cast<uint32_t>(input.Number(1) % 4))] = copy;
        break;
      }
      case Edit::kLogRecord:
        PutLogRecord(image, input, files, &log_sequence);
        break;
      case Edit::kPin:
        PutPin(image, input, files);
        break;
      case Edit::kSlot:
        PutAnySlot(image, input, files);
        break;
      case Edit::kShape:
        EditShape(image, input, files);
        break;
    }
  }
}

}  // namespace vr_fuzz
