#include "writer/wav_facts.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::string Number(uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string Chunk(const std::string& id, const std::string& content, uint64_t told) {
  return id + Number(told, 4) + content;
}

std::string Chunk(const std::string& id, const std::string& content) {
  return Chunk(id, content, content.size()) + std::string(content.size() % 2, '\0');
}

std::string Format(int tag, int channels, int rate_hz, int bits) {
  const int frame = channels * bits / 8;
  return Number(tag, 2) + Number(channels, 2) + Number(rate_hz, 4) + Number(uint64_t{1} * rate_hz * frame, 4) +
         Number(frame, 2) + Number(bits, 2);
}

std::string Riff(const std::string& chunks) {
  return "RIFF" + Number(chunks.size() + 4, 4) + "WAVE" + chunks;
}

Result<WavFacts> Read(const std::string& bytes, uint64_t file_bytes) {
  return ReadWavHeader(View(bytes), file_bytes);
}

TEST(WavFacts, ReadOurOwnHeader) {
  for (const uint64_t audio : {uint64_t{0}, uint64_t{4000}, uint64_t{6} << 30}) {
    const WavHeader header = MakeWavHeader({Codec::kPcm16, 44100, 2}, audio);
    const auto facts = Read({header.begin(), header.end()}, 80 + audio);
    ASSERT_TRUE(facts.ok()) << facts.status().message();
    EXPECT_EQ(facts.value().rf64, audio > 4000);
    EXPECT_EQ(facts.value().format_tag, 1);
    EXPECT_EQ(facts.value().sample_rate_hz, 44100);
    EXPECT_EQ(facts.value().channels, 2);
    EXPECT_EQ(facts.value().bits_per_sample, 16);
    EXPECT_EQ(facts.value().bytes_per_frame, 4);
    EXPECT_EQ(facts.value().data_offset, 80u);
    EXPECT_EQ(facts.value().told_data_bytes, audio);
    EXPECT_EQ(facts.value().data_bytes, audio);
  }
}

// "whole frames that the header tells and the file holds"
TEST(WavFacts, DataIsWhatTheHeaderTellsAndTheFileHolds) {
  const WavHeader header = MakeWavHeader({Codec::kPcm16, 44100, 2}, 4000);
  const std::string bytes(header.begin(), header.end());
  EXPECT_EQ(Read(bytes, 80 + 9000).value().data_bytes, 4000u);
  EXPECT_EQ(Read(bytes, 80 + 1003).value().data_bytes, 1000u);
  EXPECT_EQ(Read(bytes, 80).value().data_bytes, 0u);
}

TEST(WavFacts, ReadHeadersOfOthers) {
  const std::string list = Chunk("LIST", "odd");
  const auto plain = Read(Riff(list + Chunk("fmt ", Format(3, 6, 96000, 32)) + Chunk("data", "", 4800)), 100'000);
  ASSERT_TRUE(plain.ok()) << plain.status().message();
  EXPECT_EQ(plain.value().format_tag, 3);
  EXPECT_EQ(plain.value().channels, 6);
  EXPECT_EQ(plain.value().data_offset, 12u + 12 + 24 + 8);
  EXPECT_EQ(plain.value().data_bytes, 4800u);
  const std::string extensible =
      Format(0xfffe, 1, 8000, 24) + Number(22, 2) + Number(24, 2) + Number(4, 4) + Number(1, 2);
  const auto of_guid = [&extensible](const std::string& rest) {
    return Read(Riff(Chunk("fmt ", extensible + rest) + Chunk("data", "", 9)), 1000).value().format_tag;
  };
  EXPECT_EQ(of_guid(std::string("\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71", 14)), 1);
  EXPECT_EQ(of_guid(std::string(14, '\0')), 0xfffe);
  const std::string unknown = Riff(Chunk("fmt ", Format(1, 1, 8000, 16)) + Chunk("data", "", 0xffffffff));
  EXPECT_EQ(Read(unknown, unknown.size() + 501).value().data_bytes, 500u) << "a length that was never filled in";
}

TEST(WavFacts, SayNoByteOfAFileThatIsNoText) {
  const auto facts = Read(Riff(Chunk("\x1b[\xe9\x7f", "", 5000)), 100);
  const std::string& why = facts.status().message();
  EXPECT_NE(why.find("its chunk ?[?? tells of 5000 bytes"), std::string::npos) << why;
}

TEST(WavFacts, SayWhyBytesAreNoWav) {
  const std::string format = Chunk("fmt ", Format(1, 2, 48000, 16));
  for (const std::string& bytes :
       {std::string(), std::string("RIFF"), std::string("RIFX....WAVE"), Riff(""), Riff(format),
        Riff(Chunk("data", "xx")), Riff(Chunk("fmt ", "short") + Chunk("data", "xx")),
        Riff(Chunk("fmt ", Format(1, 0, 48000, 16)) + Chunk("data", "xx")),
        Riff(Chunk("fmt ", Format(1, 2, 0, 16)) + Chunk("data", "xx")),
        Riff(Chunk("fmt ", Format(1, 2, 48000, 16).replace(12, 1, "\3")) + Chunk("data", "xx")),
        Riff(Chunk("JUNK", "", 0xffffffff) + format + Chunk("data", "xx"))}) {
    const auto facts = Read(bytes, bytes.size());
    EXPECT_EQ(facts.status().code(), ErrorCode::kInvalidArgument) << bytes;
    EXPECT_NE(facts.status().message().find("no WAV file: "), std::string::npos);
  }
}

TEST(WavFacts, AnyBytesGiveFactsOrAnError) {
  const std::string whole =
      Riff(Chunk("ds64", std::string(28, '\1')) + Chunk("fmt ", Format(1, 2, 48000, 16)) + Chunk("data", "xxxx"));
  uint32_t random = 3;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = whole;
    for (int change = 0; change < 3; ++change) {
      random = random * 1664525 + 1013904223;
      bytes[12 + (random >> 8) % (bytes.size() - 12)] = static_cast<char>(random >> 24);
    }
    const auto facts = Read(bytes, bytes.size());
    if (!facts.ok()) continue;
    EXPECT_LE(facts.value().data_offset + facts.value().data_bytes, bytes.size());
    EXPECT_EQ(facts.value().data_bytes % facts.value().bytes_per_frame, 0u);
  }
}

}  // namespace
}  // namespace vr
