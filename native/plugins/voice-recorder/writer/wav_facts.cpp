#include "writer/wav_facts.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/little_endian.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr size_t kRiffBytes = 12;
constexpr size_t kChunkHeadBytes = 8;
constexpr size_t kSizes64Bytes = 16;  // of a ds64 chunk: the file's and the data's
constexpr int kExtensible = 0xfffe;
constexpr size_t kSubFormatByte = 24;
constexpr int kPcm = 1;
constexpr int kFloat = 3;
// What follows the tag in the GUID of a format that has one.
constexpr uint8_t kTaggedGuid[] = {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71};
constexpr int kMostChunks = 4096;  // before the samples

Status NoWav(const std::string& why) {
  return {ErrorCode::kInvalidArgument, "no WAV file: " + why};
}

bool HasId(const uint8_t* at, const char* id) {
  return std::memcmp(at, id, 4) == 0;
}

void ReadFormat(const uint8_t* at, size_t size_bytes, WavFacts* facts) {
  facts->format_tag = static_cast<int>(GetLe(at, 2));
  facts->channels = static_cast<int>(GetLe(at + 2, 2));
  facts->sample_rate_hz = static_cast<int>(std::min<uint64_t>(GetLe(at + 4, 4), 0x7fffffff));
  facts->bytes_per_frame = static_cast<int>(std::max<uint64_t>(GetLe(at + 12, 2), 1));
  facts->bits_per_sample = static_cast<int>(GetLe(at + 14, 2));
  const uint8_t* guid = at + kSubFormatByte + 2;
  if (facts->format_tag == kExtensible && size_bytes >= kSubFormatByte + 2 + sizeof kTaggedGuid &&
      std::memcmp(guid, kTaggedGuid, sizeof kTaggedGuid) == 0) {
    facts->format_tag = static_cast<int>(GetLe(at + kSubFormatByte, 2));
  }
}

Status CheckFormat(const WavFacts& facts, bool has_format) {
  if (!has_format) return NoWav("it has no format chunk, which is expected before its data chunk: it is damaged");
  if (facts.channels == 0 || facts.sample_rate_hz == 0) {
    return NoWav("its header tells of " + std::to_string(facts.channels) + " channels at " +
                 std::to_string(facts.sample_rate_hz) + " Hz, and 1 at least of both is expected: it is damaged");
  }
  const bool is_plain = facts.format_tag == kPcm || facts.format_tag == kFloat;
  const bool whole_bytes = facts.bits_per_sample > 0 && facts.bits_per_sample % 8 == 0;
  const int64_t frame_bits = int64_t{8} * facts.bytes_per_frame;
  const bool fits = frame_bits == int64_t{facts.channels} * facts.bits_per_sample;
  if (!is_plain || !whole_bytes || fits) return Status::Ok();
  return NoWav("its header is damaged: frames of " + std::to_string(facts.bytes_per_frame) + " bytes do not hold " +
               std::to_string(facts.channels) + " samples of " + std::to_string(facts.bits_per_sample) + " bits");
}

void ClipData(uint64_t file_bytes, WavFacts* facts) {
  const uint64_t there = file_bytes - std::min(file_bytes, facts->data_offset);
  const uint64_t bytes = std::min(there, facts->told_data_bytes);
  facts->data_bytes = bytes - bytes % static_cast<uint64_t>(facts->bytes_per_frame);
}

Status CutInHeader(uint64_t file_bytes) {
  return NoWav("it ends within its header, after " + std::to_string(file_bytes) +
               " bytes: it was cut, or never written");
}

// What a file calls a chunk, as a text.
std::string Printable(const uint8_t* id) {
  std::string text(id, id + 4);
  for (char& each : text) {
    if (each < 0x20 || each > 0x7e) each = '?';
  }
  return text;
}

// Where a chunk would begin behind which there is nothing: the one before it told of more than there is.
Status NoData(const std::string& last_id, uint64_t last_bytes, uint64_t at, uint64_t size_bytes, uint64_t file_bytes) {
  const std::string missing = "no data chunk was found in its first " + std::to_string(size_bytes) + " bytes";
  if (at <= file_bytes || last_id.empty()) return NoWav(missing + ", in which the samples are expected");
  if (last_id == "fmt ") return CutInHeader(file_bytes);
  return NoWav(missing + ": its chunk " + last_id + " tells of " + std::to_string(last_bytes) +
               " bytes, which are more than there are");
}

// What is looked at of a chunk: all that a format chunk of an extensible header holds.
constexpr size_t kContentBytes = 40;

Result<WavFacts> Walk(const ReadBytesAt& read, uint64_t size_bytes, uint64_t file_bytes) {
  uint8_t bytes[kChunkHeadBytes + kContentBytes];
  Result<size_t> got = read(0, bytes, kRiffBytes);
  if (!got.ok()) return got.status();
  const bool is_long = got.value() >= 4 && (HasId(bytes, "RF64") || HasId(bytes, "BW64"));
  if (got.value() < 4 || (!is_long && !HasId(bytes, "RIFF"))) {
    return NoWav("it begins neither with RIFF nor with RF64 or BW64");
  }
  if (got.value() < kRiffBytes) return CutInHeader(file_bytes);
  if (!HasId(bytes + 8, "WAVE")) return NoWav("it does not begin as one");
  WavFacts facts;
  facts.rf64 = is_long;
  bool has_format = false;
  std::string last_id;
  uint64_t last_bytes = 0;
  uint64_t long_data_bytes = kSizeElsewhere;
  uint64_t at = kRiffBytes;
  for (int chunks = 0; chunks < kMostChunks && at + kChunkHeadBytes <= size_bytes; ++chunks) {
    got = read(at, bytes, sizeof bytes);
    if (!got.ok()) return got.status();
    if (got.value() < kChunkHeadBytes) break;
    const uint64_t told = GetLe(bytes + 4, 4);
    const uint8_t* content = bytes + kChunkHeadBytes;
    const uint64_t here = std::min<uint64_t>(told, got.value() - kChunkHeadBytes);
    if (HasId(bytes, "data")) {
      Status status = CheckFormat(facts, has_format);
      if (!status.ok()) return status;
      facts.data_offset = at + kChunkHeadBytes;
      facts.told_data_bytes = facts.rf64 && told == kSizeElsewhere ? long_data_bytes : told;
      ClipData(file_bytes, &facts);
      return facts;
    }
    if (HasId(bytes, "fmt ") && here >= kFormatBytes) {
      ReadFormat(content, static_cast<size_t>(here), &facts);
      has_format = true;
    }
    if (HasId(bytes, "ds64") && here >= kSizes64Bytes) long_data_bytes = GetLe(content + 8, 8);
    last_id = Printable(bytes);
    last_bytes = told;
    at += kChunkHeadBytes + told + told % 2;
  }
  return NoData(last_id, last_bytes, at, size_bytes, file_bytes);
}

}  // namespace

Result<WavFacts> ReadWavHeader(ByteView first_bytes, uint64_t file_bytes) {
  const uint64_t size_bytes = std::min<uint64_t>(first_bytes.size_bytes, file_bytes);
  return Walk(
      [&](uint64_t offset, uint8_t* to, size_t wanted_bytes) -> Result<size_t> {
        const auto got =
            static_cast<size_t>(std::min<uint64_t>(wanted_bytes, size_bytes - std::min(offset, size_bytes)));
        if (got > 0) std::memcpy(to, first_bytes.data + offset, got);
        return got;
      },
      size_bytes, file_bytes);
}

Result<WavFacts> ReadWavHeader(const ReadBytesAt& read, uint64_t file_bytes) {
  return Walk(read, file_bytes, file_bytes);
}

}  // namespace vr
