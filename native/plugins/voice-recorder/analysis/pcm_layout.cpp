#include "analysis/pcm_layout.h"

#include <algorithm>
#include <string>

#include "base/little_endian.h"
#include "writer/wav_facts.h"

namespace vr {
namespace {

constexpr int kPcmTag = 1;
constexpr int kFloatTag = 3;
constexpr size_t kChunkHeadBytes = 8;
constexpr int kMostChunks = 64;  // behind the samples

bool KindOf(const WavFacts& facts, PcmKind* kind) {
  const auto is = [&](int tag, int bits, PcmKind named) {
    if (facts.format_tag != tag || facts.bits_per_sample != bits) return false;
    *kind = named;
    return true;
  };
  return is(kPcmTag, 8, PcmKind::kUint8) || is(kPcmTag, 16, PcmKind::kInt16) || is(kPcmTag, 24, PcmKind::kInt24) ||
         is(kPcmTag, 32, PcmKind::kInt32) || is(kFloatTag, 32, PcmKind::kFloat32) ||
         is(kFloatTag, 64, PcmKind::kFloat64);
}

std::string NameOfTag(int tag) {
  constexpr struct {
    int tag;
    const char* name;
  } kNames[] = {{2, "ADPCM"},      {6, "A-law"},     {7, "mu-law"},
                {17, "IMA ADPCM"}, {49, "GSM 6.10"}, {80, "MPEG"},
                {85, "MP3"},       {353, "WMA"},     {0xff, "AAC"},
                {0x1610, "AAC"},   {0x2000, "AC-3"}, {0xfffe, "an extensible header of an unknown kind"}};
  for (const auto& each : kNames) {
    if (each.tag == tag) return std::to_string(tag) + " (" + each.name + ")";
  }
  return std::to_string(tag);
}

Status CheckFacts(const WavFacts& facts) {
  if (facts.channels > kMostChannels) {
    return {ErrorCode::kNotSupported, "it has " + std::to_string(facts.channels) + " channels; 1 to " +
                                          std::to_string(kMostChannels) + " are expected: convert it"};
  }
  if (facts.sample_rate_hz < kLowestRateHz || facts.sample_rate_hz > kHighestRateHz) {
    return {ErrorCode::kUnreadable, "its header tells a sample rate of " + std::to_string(facts.sample_rate_hz) +
                                        " Hz; " + std::to_string(kLowestRateHz) + " to " +
                                        std::to_string(kHighestRateHz) + " Hz are expected: it is damaged"};
  }
  return Status::Ok();
}

// The chunks from `at` on lead exactly to the end of the file.
Result<bool> EndsInChunks(ByteSource& source, uint64_t at) {
  for (int i = 0; i < kMostChunks; ++i) {
    const uint64_t left = source.size_bytes() - std::min(at, source.size_bytes());
    if (left <= 1) return true;  // a byte of padding
    uint8_t head[kChunkHeadBytes];
    const Result<size_t> got = source.ReadAt(at, head, sizeof head);
    if (!got.ok()) return got.status();
    const bool printable = std::all_of(head, head + 4, [](uint8_t byte) { return byte >= 0x20 && byte < 0x7f; });
    if (got.value() < sizeof head || !printable) return false;
    const uint64_t told = GetLe(head + 4, 4);
    if (told > left - kChunkHeadBytes) return false;
    at += kChunkHeadBytes + told + told % 2;
  }
  return true;
}

}  // namespace

Result<PcmLayout> ReadPcmLayout(ByteSource& source) {
  const Result<WavFacts> read = ReadWavHeader(
      [&source](uint64_t offset, uint8_t* to, size_t size_bytes) { return source.ReadAt(offset, to, size_bytes); },
      source.size_bytes());
  if (read.status().code() == ErrorCode::kInvalidArgument) {
    return Status(ErrorCode::kUnreadable, read.status().message());
  }
  if (!read.ok()) return read.status();
  const WavFacts& facts = read.value();
  Status status = CheckFacts(facts);
  if (!status.ok()) return status;
  PcmLayout layout;
  if (!KindOf(facts, &layout.kind)) {
    return Status(ErrorCode::kNotSupported,
                  "its samples are in WAV format " + NameOfTag(facts.format_tag) + " with " +
                      std::to_string(facts.bits_per_sample) +
                      " bits; PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 are expected: convert it");
  }
  layout.sample_rate_hz = facts.sample_rate_hz;
  layout.channels = facts.channels;
  layout.data_offset = facts.data_offset;
  layout.rf64 = facts.rf64;
  const uint64_t there = source.size_bytes() - std::min(source.size_bytes(), facts.data_offset);
  const uint64_t told = facts.told_data_bytes;
  Result<bool> complete = told <= there;
  if (complete.value() && told < there) complete = EndsInChunks(source, facts.data_offset + told + told % 2);
  if (!complete.ok()) return complete.status();
  layout.unfinished = !complete.value();
  const uint64_t bytes = layout.unfinished ? there : told;
  layout.data_bytes = bytes - bytes % layout.frame_bytes();
  return layout;
}

}  // namespace vr
