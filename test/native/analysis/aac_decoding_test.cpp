// Decoding by the system's decoder, against ffmpeg's own.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "analysis/decode/aac_decoder.h"
#include "native/analysis/analysis_support.h"
#include "support/decode_tool.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

class AacDecoding : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasAac()) GTEST_SKIP() << "SKIPPED: no AAC encoder was built in, or the system has no libavcodec";
  }
  MemoryFileSystem files_;
};

class Variable {
 public:
  explicit Variable(const char* value) { setenv("VR_AAC_DECODER", value, 1); }
  ~Variable() { unsetenv("VR_AAC_DECODER"); }
};

TEST_F(AacDecoding, GivesTheFramesThatFfmpegGives) {
  if (!HasTool("ffmpeg")) GTEST_SKIP() << "SKIPPED: ffmpeg is not installed";
  for (const int channels : {1, 2}) {
    const std::string text = AacText(60, 32000, channels);
    const Decoded expected = DecodeWithFfmpeg(Bytes(text.begin(), text.end()));
    ASSERT_TRUE(expected.ran);
    const auto capture = OpenedBytes(files_, "a.aac", text);
    const std::vector<float> samples = ReadAll(*capture, LaneOf(*capture, "mix"));
    ASSERT_EQ(expected.samples.size(), samples.size());
    for (size_t i = 0; i < samples.size(); ++i) {
      // ffmpeg's program rounds to 16 bits.
      ASSERT_NEAR(expected.samples[i], samples[i] * 32768.0f, 0.6) << i;
    }
  }
}

TEST_F(AacDecoding, AfterASeekIsTheSameBitForBit) {
  for (const int channels : {1, 2}) {
    const auto capture = OpenedBytes(files_, "a.aac", AacText(100, 48000, channels));
    const size_t mix = LaneOf(*capture, "mix");
    const std::vector<float> whole = ReadAll(*capture, mix);
    auto reader = capture->OpenAudio(mix);
    ASSERT_TRUE(reader.ok());
    std::vector<float> part(3000 * static_cast<size_t>(channels));
    for (const int64_t at : {0L, 90000L, 1L, 50000L, 1023L, 1024L, 51200L, 99000L, 97000L, 20480L}) {
      ASSERT_EQ(3000u, reader.value()->Read(at, 3000, part.data()).value());
      const size_t first = static_cast<size_t>(at) * static_cast<size_t>(channels);
      ASSERT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first))) << at;
    }
  }
}

TEST_F(AacDecoding, AfterADamagedFrameIsTheSameFromAnyPlace) {
  std::vector<std::string> frames = AacFrames(40);
  for (const size_t damaged : {10u, 11u, 25u}) {
    for (size_t i = 7; i < frames[damaged].size(); ++i) frames[damaged][i] = static_cast<char>(0xff);
  }
  const auto capture = OpenedBytes(files_, "a.aac", Joined(frames));
  const std::vector<float> whole = ReadAll(*capture, 0);
  ASSERT_EQ(40u * 1024, whole.size());
  for (size_t i = 10 * 1024; i < 12 * 1024; ++i) ASSERT_EQ(0.0f, whole[i]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("3 AAC frames of a.aac")) << ProblemsOf(*capture);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("frame 10240"));
  for (int64_t at = 8 * 1024; at < 30 * 1024; at += 511) {
    const std::vector<float> part = ReadLane(*capture, 0, at, 700);
    ASSERT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + at)) << at;
  }
}

TEST_F(AacDecoding, GivesOneChannelOfAStereoFile) {
  const auto capture = OpenedBytes(files_, "a.aac", AacText(20, 48000, 2));
  const std::vector<float> both = ReadAll(*capture, LaneOf(*capture, "mix"));
  const std::vector<float> right = ReadAll(*capture, 1);
  ASSERT_EQ(both.size(), 2 * right.size());
  for (size_t i = 0; i < right.size(); ++i) ASSERT_EQ(both[2 * i + 1], right[i]);
  EXPECT_TRUE(capture->OpenAudio(0).value()->lossy());
}

// "frame i of the file is decoded frame i": the encoder's delay is where the sidecar says.
TEST_F(AacDecoding, FindsTheValidFramesBehindTheEncodersDelay) {
  CaptureInfo info = AacInfo();
  info.valid_start = 1600;
  info.valid_frames = 20000;
  info.file_frames = 40 * 1024;
  ASSERT_TRUE(WriteHeld(files_, "/captures/b.aac", ExistingTarget::kRefuse, {AacText(40)}, info).ok());
  const auto valid = Opened(files_, "/captures/b.aac");
  const auto whole = OpenedBytes(files_, "c.aac", AacText(40));
  EXPECT_EQ(20000, valid->valid_frames());
  EXPECT_EQ(ReadLane(*whole, 0, 1600, 20000), ReadAll(*valid, 0));
}

// A silent frame of one channel at 24 kHz, with SBR in a fill element, as HE-AAC has it; without it plain LC.
std::string SilentFrame(bool with_sbr) {
  std::string bits =
      "0000000"
      "01100100"
      "0000"
      "000000"
      "0"
      "000";  // a channel without any band
  if (with_sbr)
    bits +=
        "110"
        "0010"
        "1101"
        "0"
        "00000000000";  // a fill element of 2 bytes: SBR, no header
  bits += "111";
  while (bits.size() % 8 != 0) bits += '0';
  const size_t size = 7 + bits.size() / 8;
  std::string frame = {
      '\xff', '\xf1', '\x58', '\x40', static_cast<char>(size >> 3), static_cast<char>((size & 7) << 5 | 0x1f), '\xfc'};
  for (size_t i = 0; i < bits.size(); i += 8) frame += static_cast<char>(std::stoi(bits.substr(i, 8), nullptr, 2));
  return frame;
}

std::string SilentStream(int frames, bool with_sbr) {
  std::string stream;
  for (int i = 0; i < frames; ++i) stream += SilentFrame(with_sbr);
  return stream;
}

// Twice the rate and twice the frames, which would be read as damage and given as silence.
TEST_F(AacDecoding, OfHighEfficiencyIsRefusedAndItsLengthIsRight) {
  const auto plain = OpenedBytes(files_, "lc.aac", SilentStream(10, false));
  EXPECT_EQ(10u * 1024, ReadAll(*plain, 0).size());
  EXPECT_EQ("[]", ProblemsOf(*plain));
  const auto capture = OpenedBytes(files_, "he.aac", SilentStream(10, true));
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ(24000, info["sampleRate"]);
  EXPECT_EQ(10 * 1024, info["validFrames"]);
  EXPECT_EQ(false, info["decodable"]);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("HE-AAC")) << ProblemsOf(*capture);
  const Status status = capture->OpenAudio(0).status();
  EXPECT_EQ(ErrorCode::kNotSupported, status.code());
  for (const char* word : {"HE-AAC", "AAC-LC is expected", "convert"}) {
    EXPECT_NE(std::string::npos, status.message().find(word)) << status.message();
  }
}

TEST_F(AacDecoding, TellsOfHighEfficiencyThatBeginsLater) {
  const auto capture = OpenedBytes(files_, "a.aac", SilentStream(20, false) + SilentStream(3, true));
  EXPECT_EQ(23u * 1024, ReadAll(*capture, 0).size());
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("3 AAC frames of a.aac")) << ProblemsOf(*capture);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("HE-AAC is among them")) << ProblemsOf(*capture);
}

TEST_F(AacDecoding, CanBeTurnedOffAndSaysWhatWasTried) {
  const std::string text = AacText(10);
  {
    const Variable none("none");
    const auto capture = OpenedBytes(files_, "a.aac", text);
    ASSERT_NE(nullptr, capture);
    EXPECT_EQ(false, InfoOf(*capture)["decodable"]);
    EXPECT_EQ(10 * 1024, capture->valid_frames());
    const Status status = capture->OpenAudio(0).status();
    EXPECT_EQ(ErrorCode::kNotSupported, status.code());
    EXPECT_NE(std::string::npos, status.message().find("VR_AAC_DECODER is none"));
    EXPECT_EQ("", SearchAacDecoder().name);
  }
  {
    const Variable wrong("/no/such/library.so");
    EXPECT_FALSE(CanDecodeAac());
    EXPECT_NE(std::string::npos, MakeAacDecoder(1).status().message().find("/no/such/library.so"));
  }
  EXPECT_NE("", SearchAacDecoder().name);
}

}  // namespace
}  // namespace vr
