// WAV files of all kinds, ours and those of others.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "base/json_text.h"
#include "native/analysis/analysis_support.h"
#include "writer/capture_file.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

TEST(WavCapture, GivesEverySampleOfTheFile) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.wav", Wav(Ramp(5000, 2), {1, 2, 48000}));
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(5000, capture->valid_frames());
  EXPECT_EQ(48000, capture->sample_rate_hz());
  const std::vector<float> samples = ReadAll(*capture, LaneOf(*capture, "mix"));
  ASSERT_EQ(10000u, samples.size());
  for (int frame = 0; frame < 5000; ++frame) {
    for (int channel = 0; channel < 2; ++channel) {
      ASSERT_EQ(RampAt(frame, channel) / 32768.0f, samples[static_cast<size_t>(frame * 2 + channel)]);
    }
  }
}

TEST(WavCapture, IsReadAtAnyPlace) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.wav", Wav(Ramp(70000, 1)));
  auto reader = capture->OpenAudio(0);
  ASSERT_TRUE(reader.ok());
  float samples[4];
  for (const int64_t at : {69990L, 3L, 40000L, 0L}) {
    ASSERT_EQ(4u, reader.value()->Read(at, 4, samples).value());
    for (int i = 0; i < 4; ++i) EXPECT_EQ(RampAt(at + i, 0) / 32768.0f, samples[i]) << at;
  }
  EXPECT_EQ(1u, reader.value()->Read(69999, 4, samples).value());
  EXPECT_EQ(0u, reader.value()->Read(70000, 4, samples).value());
  EXPECT_EQ(0u, reader.value()->Read(int64_t{1} << 50, 4, samples).value());
  EXPECT_EQ(ErrorCode::kInvalidArgument, reader.value()->Read(-1, 4, samples).status().code());
}

TEST(WavCapture, Of16BitsIsReadAsItStands) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.wav", Wav(Ramp(3000, 2), {1, 2, 48000}));
  const auto mix = capture->OpenAudio(LaneOf(*capture, "mix"));
  std::vector<int16_t> samples(20);
  ASSERT_TRUE(mix.value()->pcm16());
  ASSERT_EQ(10u, mix.value()->ReadPcm16(100, 10, samples.data()).value());
  EXPECT_EQ(RampAt(109, 1), samples[19]);
  const auto channel = capture->OpenAudio(1);
  ASSERT_EQ("channel", capture->lanes()[1].kind);
  ASSERT_EQ(10u, channel.value()->ReadPcm16(100, 10, samples.data()).value());
  EXPECT_EQ(RampAt(109, 1), samples[9]);
  const auto floats = OpenedBytes(files, "b.wav", Wav(std::string(40, '\0'), {3, 1, 16000, 32}));
  EXPECT_FALSE(floats->OpenAudio(0).value()->pcm16());
  EXPECT_EQ(ErrorCode::kNotSupported, floats->OpenAudio(0).value()->ReadPcm16(0, 1, samples.data()).status().code());
}

TEST(WavCapture, OfEveryFormatIsNamedAndRead) {
  const struct {
    int tag, bits;
    const char* codec;
    std::string half;  // 0.5
  } kFormats[] = {
      {1, 8, "pcm8", std::string("\xc0", 1)},           {1, 16, "pcm16", std::string("\0\x40", 2)},
      {1, 24, "pcm24", std::string("\0\0\x40", 3)},     {1, 32, "pcm32", std::string("\0\0\0\x40", 4)},
      {3, 32, "float32", std::string("\0\0\0\x3f", 4)}, {3, 64, "float64", std::string("\0\0\0\0\0\0\xe0\x3f", 8)},
  };
  for (const auto& format : kFormats) {
    for (const bool extensible : {false, true}) {
      for (const int channels : {1, 3, 8}) {
        std::string samples;
        for (int i = 0; i < 6 * channels; ++i) samples += format.half;
        MemoryFileSystem files;
        const auto capture =
            OpenedBytes(files, "a.wav", Wav(samples, {format.tag, channels, 44100, format.bits, extensible}));
        ASSERT_NE(nullptr, capture) << format.codec;
        const Json info = InfoOf(*capture);
        EXPECT_EQ(format.codec, info["codec"]);
        EXPECT_EQ(6, info["validFrames"]);
        EXPECT_EQ(channels, info["channels"]);
        EXPECT_EQ(false, info["unfinished"]);
        EXPECT_EQ(format.bits / 8 * channels, info["files"][0]["frameBytes"]);
        EXPECT_EQ(std::vector<float>(static_cast<size_t>(6 * channels), 0.5f),
                  ReadAll(*capture, LaneOf(*capture, "mix")));
      }
    }
  }
}

TEST(WavCapture, WithOtherChunksAroundTheSamplesIsReadWhole) {
  MemoryFileSystem files;
  WavText how;
  how.before = Chunk("JUNK", std::string(100001, 'x')) + Chunk("LIST", "INFOabc");
  how.after = Chunk("LIST", "INFOISFT") + Chunk("id3 ", "odd");
  how.bits = 8;
  const auto capture = OpenedBytes(files, "a.wav", Wav(std::string(333, '\x90'), how));
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ(333, info["validFrames"]);
  EXPECT_EQ(false, info["unfinished"]);
  EXPECT_EQ("[]", JsonText(info["problems"]));
}

// "unfinished headers: zero or too long lengths become what the file length gives"
TEST(WavCapture, OfAKilledProcessIsAsLongAsItsFile) {
  for (const int64_t told : {int64_t{0}, int64_t{100}, int64_t{1} << 31, int64_t{0xffffffff}}) {
    MemoryFileSystem files;
    WavText how;
    how.told_bytes = told;
    const auto capture = OpenedBytes(files, "a.wav", Wav(Ramp(1000, 1) + "\x01", how));
    ASSERT_NE(nullptr, capture);
    const Json info = InfoOf(*capture);
    EXPECT_EQ(1000, info["validFrames"]) << told;
    EXPECT_EQ(true, info["unfinished"]) << told;
    EXPECT_EQ(RampAt(999, 0) / 32768.0f, ReadAll(*capture, 0).back());
  }
}

TEST(WavCapture, ThatIsRecordedRightNowIsReadUpToItsEnd) {
  MemoryFileSystem files;
  auto file =
      CaptureFile::Make(files, "/captures/now.wav", OpenMode::kReplace, {Codec::kPcm16, 16000, 1}, 0, nullptr, "");
  ASSERT_TRUE(file.ok());
  const std::string first = Ramp(500, 1);
  ASSERT_TRUE(file.value()->Append({View(first)}).ok());
  ASSERT_TRUE(file.value()->UpdateHeader().ok());
  const std::string second = Ramp(300, 1, 500);
  ASSERT_TRUE(file.value()->Append({View(second)}).ok());
  const auto live = Opened(files, "/captures/now.wav");
  EXPECT_EQ(800, live->valid_frames());
  EXPECT_EQ(true, InfoOf(*live)["unfinished"]);
  ASSERT_TRUE(file.value()->Finish().ok());
  const auto done = Opened(files, "/captures/now.wav");
  EXPECT_EQ(800, done->valid_frames());
  EXPECT_EQ(false, InfoOf(*done)["unfinished"]);
}

TEST(WavCapture, InRf64IsAsLongAsItsDs64ChunkTells) {
  MemoryFileSystem files;
  const std::string samples = Ramp(1000, 1);
  std::string ds64 = Number(0, 8) + Number(samples.size(), 8) + Number(1000, 8) + Number(0, 4);
  std::string wav = Wav(samples, {1, 1, 16000, 16, false, "", Chunk("LIST", "INFO"), 0xffffffff});
  wav = "RF64" + Number(0xffffffff, 4) + "WAVE" + Chunk("ds64", ds64) + wav.substr(12);
  const auto capture = OpenedBytes(files, "a.wav", wav);
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ("rf64", info["container"]);
  EXPECT_EQ(1000, info["validFrames"]);
  EXPECT_EQ(false, info["unfinished"]);
}

TEST(WavCapture, WithoutSamplesIsACaptureOfNoFrames) {
  MemoryFileSystem files;
  const auto capture = OpenedBytes(files, "a.wav", Wav(""));
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(0, capture->valid_frames());
  EXPECT_TRUE(ReadAll(*capture, 0).empty());
  EXPECT_EQ(0.0, InfoOf(*capture)["durationSeconds"]);
  const auto one = OpenedBytes(files, "b.wav", Wav(Ramp(1, 1, 5)));
  EXPECT_EQ((std::vector<float>{RampAt(5, 0) / 32768.0f}), ReadAll(*one, 0));
}

TEST(WavCapture, GivesZerosForWhatIsNoNumberAndTellsIt) {
  const float values[] = {0.5f, std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity(), 2.0f};
  MemoryFileSystem files;
  const auto capture = OpenedBytes(
      files, "a.wav", Wav(std::string(reinterpret_cast<const char*>(values), sizeof values), {3, 1, 16000, 32}));
  EXPECT_EQ("[]", ProblemsOf(*capture));
  EXPECT_EQ((std::vector<float>{0.5f, 0, 0, 2.0f}), ReadAll(*capture, 0));
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("no numbers"));
}

TEST(WavCapture, WhoseHeaderMakesNoSenseIsRefusedWithTheReason) {
  const struct {
    WavText how;
    ErrorCode code;
    const char* word;
  } kCases[] = {
      {{1, 9, 16000}, ErrorCode::kNotSupported, "9 channels"}, {{1, 1, 10}, ErrorCode::kUnreadable, "10 Hz"},
      {{1, 1, 1000000}, ErrorCode::kUnreadable, "1000000 Hz"}, {{7, 1, 8000, 8}, ErrorCode::kNotSupported, "mu-law"},
      {{1, 1, 8000, 64}, ErrorCode::kNotSupported, "64 bits"}, {{1, 0, 8000}, ErrorCode::kUnreadable, "0 channels"},
  };
  for (const auto& each : kCases) {
    MemoryFileSystem files;
    files.Put("/captures/a.wav", Wav(std::string(64, 'a'), each.how));
    const Status status = OpenStatus(files, "/captures/a.wav");
    EXPECT_EQ(each.code, status.code()) << status.message();
    EXPECT_NE(std::string::npos, status.message().find(each.word)) << status.message();
    EXPECT_NE(std::string::npos, status.message().find("/captures/a.wav")) << status.message();
  }
}

TEST(WavCapture, CutAnywhereIsReadOrRefused) {
  const std::string whole = Wav(Ramp(20, 2), {1, 2, 48000, 16, true, Chunk("JUNK", "abc"), Chunk("LIST", "INFO")});
  for (size_t size = 0; size <= whole.size(); ++size) {
    MemoryFileSystem files;
    files.Put("/captures/a.wav", whole.substr(0, size));
    Result<std::unique_ptr<Capture>> capture = OpenCapture(files, "/captures/a.wav", nullptr, nullptr);
    if (!capture.ok()) {
      EXPECT_EQ(ErrorCode::kUnreadable, capture.status().code()) << size << capture.status().message();
      continue;
    }
    EXPECT_EQ(static_cast<size_t>(capture.value()->valid_frames()) * 2,
              ReadAll(*capture.value(), LaneOf(*capture.value(), "mix")).size());
  }
}

}  // namespace
}  // namespace vr
