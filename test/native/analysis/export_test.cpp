// Ranges of captures as files of their own.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/export_capture.h"
#include "base/json_text.h"
#include "native/analysis/analysis_support.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

constexpr const char* kOut = "/captures/cut.wav";

class ExportOf : public testing::Test {
 protected:
  // A capture of a ramp with tracks, markers and gaps.
  std::unique_ptr<Capture> Tracked(int frames) {
    CaptureInfo info = TrackedInfo();
    info.format = {Codec::kPcm16, 16000, 1};
    info.layout = Layout::kMix;
    info.valid_start = 0;
    info.valid_frames = info.file_frames = frames;
    info.start_unix_ms = 1'764'000'000'000;
    info.markers = {{100, "muted", "me", "", false},
                    {200, "paused", "", "", false},
                    {300, "resumed", "", "", false},
                    {1000, "lag", "", R"({"ping":250})", true},
                    {5000, "late", "", "", true}};
    info.statistics = {{500, R"({"rttMs":40})"}, {1500, R"({"rttMs":45})"}};
    info.missing = {{900, 200, "disk"}};
    info.sources[0].gaps = {{0, 100}, {700, 1000}};
    EXPECT_TRUE(WriteHeld(files_, "/captures/a.wav", ExistingTarget::kRefuse,
                          {Ramp(frames, 1), Ramp(frames, 1, 1), Ramp(frames, 1, 2), Ramp(frames, 2, 3)}, info)
                    .ok());
    return Opened(files_, "/captures/a.wav");
  }
  Result<ExportedFile> Run(Capture& capture, const std::string& path, const ExportRequest& request,
                           const Progress& progress = nullptr) {
    return ExportCapture(files_, capture, path, request, progress);
  }
  Json SidecarOf(const std::string& path) { return ParseOrderedJson(files_.Get(path + ".json")); }

  MemoryFileSystem files_;
};

ExportRequest Range(double start_s, double end_s) {
  ExportRequest request;
  request.start_s = start_s;
  request.end_s = end_s;
  return request;
}

TEST_F(ExportOf, PcmCopiesTheExactFrames) {
  const auto capture = OpenedBytes(files_, "a.wav", Wav(Ramp(48000, 2), {1, 2, 48000}));
  const auto done = Run(*capture, kOut, Range(0.25, 0.5));
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_TRUE(done.value().copied);
  EXPECT_EQ(2, done.value().channels);
  EXPECT_DOUBLE_EQ(0.25, done.value().duration_s);
  const std::string bytes = files_.Get(kOut);
  EXPECT_EQ(Ramp(12000, 2, 12000), bytes.substr(80));
  EXPECT_EQ(
      "{\"file\":\"/captures/cut.wav\",\"sampleRate\":48000,\"channels\":2,\"durationSeconds\":0.25,\"copied\":true,"
      "\"gainDb\":0.0,\"clippedSamples\":0}",
      ExportJson(done.value()));
}

TEST_F(ExportOf, OtherPcmIsRoundedAndCutAtFullScale) {
  const float values[] = {0.5f, -2.0f, 2.0f, 0.6f / 32768, -0.25f};
  const auto capture = OpenedBytes(
      files_, "a.wav", Wav(std::string(reinterpret_cast<const char*>(values), sizeof values), {3, 1, 16000, 32}));
  const auto done = Run(*capture, kOut, {});
  ASSERT_TRUE(done.ok());
  EXPECT_FALSE(done.value().copied);
  EXPECT_EQ(0, done.value().gain_db);
  EXPECT_EQ(2u, done.value().clipped_samples);
  EXPECT_NE(std::string::npos, SidecarOf(kOut)["problems"].dump().find("2 samples were beyond full scale"));
  const auto cut = Opened(files_, kOut);
  int16_t samples[5];
  ASSERT_EQ(5u, cut->OpenAudio(0).value()->ReadPcm16(0, 5, samples).value());
  EXPECT_EQ((std::vector<int16_t>{16384, -32768, 32767, 1, -8192}), std::vector<int16_t>(samples, samples + 5));
}

TEST_F(ExportOf, LanesAddsThemUpWithoutGoingBeyondFullScale) {
  // Two channels of 0.75 and a quarter of that: their sum is 0.9375 and 1.5 in turn.
  std::string samples;
  for (int i = 0; i < 4000; ++i) {
    samples += Number(24576, 2) + Number(static_cast<uint16_t>(i < 2000 ? 6144 : 24576), 2);
  }
  const auto capture = OpenedBytes(files_, "a.wav", Wav(samples, {1, 2, 16000}));
  ExportRequest request = Range(0, 0.125);
  request.lanes = {0, 1};
  const auto fits = Run(*capture, "/captures/quiet.wav", request);
  ASSERT_TRUE(fits.ok());
  EXPECT_EQ(0, fits.value().gain_db);
  const auto quiet = Opened(files_, "/captures/quiet.wav");
  EXPECT_FLOAT_EQ(0.9375f, ReadLane(*quiet, 0, 100, 1)[0]);
  request.end_s = 1;
  const auto made_quieter = Run(*capture, "/captures/loud.wav", request);
  ASSERT_TRUE(made_quieter.ok());
  EXPECT_NEAR(20 * std::log10(1 / 1.5), made_quieter.value().gain_db, 1e-3);
  EXPECT_EQ(0u, made_quieter.value().clipped_samples);
  EXPECT_EQ(made_quieter.value().gain_db, SidecarOf("/captures/loud.wav")["cutOf"]["gainDb"].get<double>());
  const auto loud = Opened(files_, "/captures/loud.wav");
  EXPECT_NEAR(0.9375f / 1.5f, ReadLane(*loud, 0, 100, 1)[0], 1e-4);
  EXPECT_NEAR(32767.0f / 32768, ReadLane(*loud, 0, 3000, 1)[0], 1e-4);
  EXPECT_NEAR(20 * std::log10(32767.0 / 32768), SidecarOf("/captures/loud.wav")["peakDbfs"].get<double>(), 1e-6);
}

TEST_F(ExportOf, OneLaneIsItsTrack) {
  const auto capture = Tracked(4000);
  ExportRequest request = Range(0.1, 0.2);
  request.lanes = {LaneOf(*capture, "remote", "guest")};
  ASSERT_TRUE(Run(*capture, kOut, request).ok());
  EXPECT_EQ(Ramp(1600, 1, 1602), files_.Get(kOut).substr(80));
}

TEST_F(ExportOf, MonoAndStereoLanesGoTogether) {
  const auto capture = Tracked(4000);
  ExportRequest request = Range(0, 0.01);
  request.lanes = {LaneOf(*capture, "local"), LaneOf(*capture, "remoteMix")};
  const auto done = Run(*capture, kOut, request);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(2, done.value().channels);
  const auto cut = Opened(files_, kOut);
  EXPECT_NEAR((RampAt(11, 0) + RampAt(13, 1)) / 32768.0f, ReadLane(*cut, LaneOf(*cut, "mix"), 10, 1)[1], 1e-4);
}

TEST_F(ExportOf, ASidecarTellsOfTheCut) {
  const auto capture = Tracked(4000);
  ASSERT_TRUE(Run(*capture, kOut, Range(0.05, 0.1)).ok());
  const Json sidecar = SidecarOf(kOut);
  EXPECT_EQ("a.wav", sidecar["cutOf"]["file"]);
  EXPECT_DOUBLE_EQ(0.05, sidecar["cutOf"]["startSeconds"].get<double>());
  EXPECT_DOUBLE_EQ(0.1, sidecar["cutOf"]["endSeconds"].get<double>());
  EXPECT_EQ("cut.wav", sidecar["file"]);
  EXPECT_EQ(files_.SizeOf(kOut), sidecar["fileBytes"].get<uint64_t>());
  EXPECT_EQ("dump", sidecar["origin"]);
  EXPECT_EQ("room 7", sidecar["room"]);
  EXPECT_EQ(1'764'000'000'050, sidecar["startedAtUnixMs"].get<int64_t>());
  EXPECT_EQ("2025-11-24T16:00:00.050Z", sidecar["startedAt"]);
  EXPECT_EQ(800, sidecar["validFrames"]);
  // The mute that was in force, then what lies within 800 to 1600, moved; the pause was over.
  ASSERT_EQ(2u, sidecar["markers"].size()) << JsonText(sidecar["markers"]);
  EXPECT_EQ("muted", sidecar["markers"][0]["label"]);
  EXPECT_EQ(0, sidecar["markers"][0]["frame"]);
  EXPECT_NEAR(700.0 / 16000, sidecar["markers"][0]["data"]["secondsBefore"].get<double>(), 1e-9);
  EXPECT_EQ("lag", sidecar["markers"][1]["label"]);
  EXPECT_EQ(200, sidecar["markers"][1]["frame"]);
  EXPECT_EQ(250, sidecar["markers"][1]["data"]["ping"]);
  ASSERT_EQ(1u, sidecar["statistics"].size());
  EXPECT_EQ(700, sidecar["statistics"][0]["frame"]);
  EXPECT_EQ(45, sidecar["statistics"][0]["data"]["rttMs"]);
  ASSERT_EQ(1u, sidecar["missing"].size());
  EXPECT_EQ(100, sidecar["missing"][0]["firstFrame"]);
  EXPECT_EQ(200, sidecar["missing"][0]["frames"]);
  EXPECT_EQ("disk", sidecar["missing"][0]["why"]);
  ASSERT_EQ(1u, sidecar["sources"][0]["gaps"].size());
  EXPECT_EQ(0, sidecar["sources"][0]["gaps"][0]["firstFrame"]);
  EXPECT_EQ(800, sidecar["sources"][0]["gaps"][0]["frames"]);
  EXPECT_NE(ParseOrderedJson(files_.Get("/captures/a.wav.json"))["id"], sidecar["id"]);
  const auto again = Opened(files_, kOut);
  EXPECT_EQ("[]", ProblemsOf(*again));
  EXPECT_EQ(800, again->valid_frames());
}

TEST_F(ExportOf, WithoutASidecarWritesNone) {
  const auto capture = Tracked(4000);
  ExportRequest request;
  request.with_sidecar = false;
  ASSERT_TRUE(Run(*capture, kOut, request).ok());
  EXPECT_FALSE(files_.Exists(std::string(kOut) + ".json"));
}

TEST_F(ExportOf, AacCopiesWholeFrames) {
  const std::vector<std::string> frames = AacFrames(60);
  if (frames.empty()) GTEST_SKIP() << "SKIPPED: this build has no AAC encoder";
  CaptureInfo info = AacInfo();
  info.valid_start = 1600;
  info.valid_frames = 50000;
  info.file_frames = 60 * 1024;
  ASSERT_TRUE(WriteHeld(files_, "/captures/a.aac", ExistingTarget::kRefuse, {Joined(frames)}, info).ok());
  const auto capture = Opened(files_, "/captures/a.aac");
  const auto done = Run(*capture, "/captures/cut.aac", Range(0.5, 1.0));
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_TRUE(done.value().copied);
  // Frames 17600 to 33600 of the file: ADTS frames 17 to 32, and one before.
  EXPECT_EQ(Joined({frames.begin() + 16, frames.begin() + 33}), files_.Get("/captures/cut.aac"));
  const Json sidecar = SidecarOf("/captures/cut.aac");
  EXPECT_EQ(17600 - 16 * 1024, sidecar["validStart"]);
  EXPECT_EQ(16000, sidecar["validFrames"]);
  EXPECT_EQ(17 * 1024, sidecar["fileFrames"]);
  const auto cut = Opened(files_, "/captures/cut.aac");
  EXPECT_EQ("[]", ProblemsOf(*cut));
  if (!HasAac()) return;
  EXPECT_EQ(ReadLane(*capture, 0, 16000, 16000), ReadAll(*cut, 0));
}

TEST_F(ExportOf, PcmToAacHasItsFramesBehindTheEncodersDelay) {
  if (!HasAac()) GTEST_SKIP() << "SKIPPED: no AAC encoder, or no decoder";
  std::string samples;
  for (int i = 0; i < 32000; ++i)
    samples += Number(static_cast<uint16_t>(static_cast<int16_t>(9000 * std::sin(i * 0.09))), 2);
  const auto capture = OpenedBytes(files_, "a.wav", Wav(samples, {1, 1, 32000}));
  ExportRequest request = Range(0.25, 0.75);
  request.quality = Quality::kHigh;
  const auto done = Run(*capture, "/captures/cut.aac", request);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_FALSE(done.value().copied);
  const auto cut = Opened(files_, "/captures/cut.aac");
  EXPECT_EQ(16000, cut->valid_frames());
  EXPECT_EQ("[]", ProblemsOf(*cut));
  const std::vector<float> before = ReadLane(*capture, 0, 8000, 16000);
  const std::vector<float> after = ReadAll(*cut, 0);
  double error = 0;
  double power = 0;
  for (size_t i = 2000; i < 14000; ++i) {
    error += std::pow(before[i] - after[i], 2);
    power += std::pow(before[i], 2);
  }
  EXPECT_LT(error, power * 0.01);
}

TEST_F(ExportOf, AnEncryptedCaptureIsPlain) {
  if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  CaptureInfo info = WavInfo(1, 16000);
  info.id = "0123456789abcdef-7";
  info.valid_frames = info.file_frames = 100000;
  info.room_id = "secret";
  const SealKey key = KeyOf(1);
  ASSERT_TRUE(WriteHeld(files_, "/captures/a.wav", ExistingTarget::kRefuse, {Ramp(100000, 1)}, info, &key).ok());
  const auto capture = Opened(files_, "/captures/a.wav", &key);
  ASSERT_TRUE(Run(*capture, kOut, Range(2, 4)).ok());
  EXPECT_EQ(Ramp(32000, 1, 32000), files_.Get(kOut).substr(80));
  EXPECT_EQ("secret", SidecarOf(kOut)["room"]);
}

TEST_F(ExportOf, RefusesWhatIsNotAllowedAndChangesNothing) {
  const auto capture = Tracked(4000);
  const std::vector<std::string> before = files_.Paths();
  ExportRequest lane;
  lane.lanes = {9};
  const struct {
    std::string path;
    ExportRequest request;
    ErrorCode code;
  } kCases[] = {
      {"/captures/cut.mp3", {}, ErrorCode::kInvalidArgument},
      {"/captures/a.wav", {}, ErrorCode::kInvalidArgument},
      {"/captures/a.local.wav", {}, ErrorCode::kInvalidArgument},
      {kOut, Range(-1, 1), ErrorCode::kInvalidArgument},
      {kOut, Range(1, 2), ErrorCode::kInvalidArgument},
      {kOut, Range(0.1, 0.1), ErrorCode::kInvalidArgument},
      {kOut, Range(std::nan(""), 0.1), ErrorCode::kInvalidArgument},
      {kOut, Range(0, std::nan("")), ErrorCode::kInvalidArgument},
      {kOut, lane, ErrorCode::kInvalidArgument},
      {"/nowhere/cut.wav", {}, ErrorCode::kNotFound},
  };
  for (auto each : kCases) {
    each.request.overwrite = true;
    EXPECT_EQ(each.code, Run(*capture, each.path, each.request).status().code()) << each.path;
    EXPECT_EQ(before, files_.Paths());
  }
}

TEST_F(ExportOf, NeverReplacesUnlessItIsAskedTo) {
  const auto capture = Tracked(4000);
  files_.Put(kOut, "mine");
  files_.Put(std::string(kOut) + ".features", "old");
  EXPECT_EQ(ErrorCode::kAlreadyExists, Run(*capture, kOut, {}).status().code());
  EXPECT_EQ("mine", files_.Get(kOut));
  ExportRequest request;
  request.overwrite = true;
  EXPECT_TRUE(Run(*capture, kOut, request).ok());
  EXPECT_EQ(Ramp(4000, 1), files_.Get(kOut).substr(80));
  EXPECT_FALSE(files_.Exists(std::string(kOut) + ".features"));
  EXPECT_TRUE(files_.Exists("/captures/a.local.wav"));
  files_.Put("/captures/b.wav.json", "a stray one");
  EXPECT_EQ(ErrorCode::kAlreadyExists, Run(*capture, "/captures/b.wav", {}).status().code());
}

TEST_F(ExportOf, LeavesNothingWhenItIsCancelledOrFails) {
  const auto capture = Tracked(400000);
  const std::vector<std::string> before = files_.Paths();
  ExportRequest mixed;
  mixed.lanes = {0, 1};
  for (const ExportRequest& request : {ExportRequest(), mixed}) {
    for (int allowed = 0; allowed < 2; ++allowed) {
      int calls = 0;
      const auto status = Run(*capture, kOut, request, [&](double) { return ++calls <= allowed; }).status();
      EXPECT_EQ(ErrorCode::kCancelled, status.code());
      EXPECT_EQ(before, files_.Paths());
    }
  }
  files_.SetCapacity(4'400'000);
  EXPECT_EQ(ErrorCode::kDiskFull, Run(*capture, kOut, {}).status().code());
  EXPECT_EQ(before, files_.Paths());
}

TEST_F(ExportOf, AFileOfManyChannelsTakesItsLanes) {
  const auto capture = OpenedBytes(files_, "a.wav", Wav(Ramp(1000, 6), {1, 6, 48000}));
  for (const char* path : {kOut, "/captures/cut.aac"}) {
    const Status status = Run(*capture, path, {}).status();
    EXPECT_EQ(ErrorCode::kNotSupported, status.code());
    for (const char* word : {"6 channels", "1 or 2", "choose lanes"}) {
      EXPECT_NE(std::string::npos, status.message().find(word)) << status.message();
    }
  }
  ExportRequest request = Range(0, 0.001);
  request.lanes = {5};
  ASSERT_TRUE(Run(*capture, kOut, request).ok());
  EXPECT_EQ(Number(static_cast<uint16_t>(RampAt(47, 5)), 2), files_.Get(kOut).substr(80 + 2 * 47));
}

}  // namespace
}  // namespace vr
