// soxi and ffprobe read our WAV files, also unfinished and very long ones.
#include <gtest/gtest.h>

#include <cstdio>

#include "native/writer/capture_samples.h"
#include "support/temp_folder.h"
#include "writer/capture_file.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

std::string OutputOf(const std::string& command) {
  std::string output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return output;
  char piece[256];
  while (const size_t got = fread(piece, 1, sizeof piece, pipe)) output.append(piece, got);
  pclose(pipe);
  while (!output.empty() && output.back() == '\n') output.pop_back();
  return output;
}

bool HasProgram(const std::string& program) {
  return !OutputOf("command -v " + program).empty();
}

std::string Soxi(const char* what, const std::string& path) {
  return OutputOf(std::string("soxi ") + what + " '" + path + "'");
}

std::string Ffprobe(const char* entry, const std::string& path) {
  return OutputOf(std::string("ffprobe -v error -of csv=p=0 -show_entries ") + entry + " '" + path + "'");
}

std::unique_ptr<CaptureFile> MakeWav(const std::string& path, const CaptureFormat& format) {
  return std::move(CaptureFile::Make(PlatformFileSystem(), path, OpenMode::kReplace, format, 0, nullptr, "").value());
}

// The header of a file of that much audio, and a hole behind it.
void MakeSparseWav(const TempFolder& folder, const std::string& name, const CaptureFormat& format,
                   uint64_t audio_bytes) {
  const WavHeader header = MakeWavHeader(format, audio_bytes);
  folder.Put(name, std::string(header.begin(), header.end()));
  std::filesystem::resize_file(folder.File(name), header.size() + audio_bytes);
}

TEST(WavTools, SoxiReadsRateChannelsAndLength) {
  if (!HasProgram("soxi")) GTEST_SKIP() << "SKIPPED: soxi is not installed (Debian: apt-get install sox)";
  const TempFolder folder;
  for (const int rate_hz : {16000, 32000, 44100, 48000}) {
    for (const int channels : {1, 2}) {
      auto file = MakeWav(folder.File("a.wav"), {Codec::kPcm16, rate_hz, channels});
      EXPECT_TRUE(file->Append({View(Pcm(12'345, channels, rate_hz))}).ok());
      EXPECT_TRUE(file->Finish().ok());
      EXPECT_EQ(Soxi("-r", folder.File("a.wav")), std::to_string(rate_hz));
      EXPECT_EQ(Soxi("-c", folder.File("a.wav")), std::to_string(channels));
      EXPECT_EQ(Soxi("-s", folder.File("a.wav")), "12345");
      EXPECT_EQ(Soxi("-b", folder.File("a.wav")), "16");
    }
  }
}

TEST(WavTools, FfprobeReadsAFileThatWasNeverFinished) {
  if (!HasProgram("ffprobe")) GTEST_SKIP() << "SKIPPED: ffprobe is not installed (Debian: apt-get install ffmpeg)";
  const TempFolder folder;
  auto file = MakeWav(folder.File("a.wav"), {Codec::kPcm16, 32000, 1});
  EXPECT_TRUE(file->Append({View(Pcm(48'000, 1, 32000))}).ok());
  EXPECT_TRUE(file->UpdateHeader().ok());
  EXPECT_EQ(Ffprobe("stream=codec_name,sample_rate,channels", folder.File("a.wav")), "pcm_s16le,32000,1");
  EXPECT_EQ(Ffprobe("format=duration", folder.File("a.wav")), "1.500000");
}

TEST(WavTools, SoxDecodesTheSamplesThatWentIn) {
  if (!HasProgram("sox")) GTEST_SKIP() << "SKIPPED: sox is not installed (Debian: apt-get install sox)";
  const TempFolder folder;
  const std::string audio = Pcm(5000, 2);
  auto file = MakeWav(folder.File("a.wav"), {Codec::kPcm16, 48000, 2});
  EXPECT_TRUE(file->Append({View(audio)}).ok());
  EXPECT_TRUE(file->Finish().ok());
  EXPECT_EQ(OutputOf("sox '" + folder.File("a.wav") + "' -t raw '" + folder.File("a.raw") + "'"), "");
  EXPECT_TRUE(folder.Get("a.raw") == audio);
}

TEST(WavTools, ToolsReadARecordingOfSixGibibytes) {
  const TempFolder folder;
  constexpr uint64_t kAudioBytes = uint64_t{6} << 30;
  MakeSparseWav(folder, "long.wav", {Codec::kPcm16, 48000, 2}, kAudioBytes);
  if (!HasProgram("ffprobe")) GTEST_SKIP() << "SKIPPED: ffprobe is not installed (Debian: apt-get install ffmpeg)";
  EXPECT_EQ(Ffprobe("stream=duration_ts", folder.File("long.wav")), std::to_string(kAudioBytes / 4));
}

}  // namespace
}  // namespace vr
