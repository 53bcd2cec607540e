// Lanes, sidecars, tracks and features of captures that the writer has written.
#include <gtest/gtest.h>

#include "base/feature_word.h"
#include "base/json_text.h"
#include "native/analysis/analysis_support.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

constexpr const char* kPath = "/captures/a.wav";

CaptureInfo Pcm(CaptureInfo info, int channels, int64_t frames) {
  info.format = {Codec::kPcm16, 16000, channels};
  info.encoder = "pcm16";
  info.valid_start = 0;
  info.valid_frames = info.file_frames = frames;
  return info;
}

void Write(FileSystem& files, const std::vector<std::string>& audio, const CaptureInfo& info,
           const SealKey* key = nullptr) {
  ASSERT_TRUE(WriteHeld(files, kPath, ExistingTarget::kRefuse, audio, info, key).ok());
}

std::vector<std::string> KindsOf(Capture& capture) {
  std::vector<std::string> kinds;
  for (const Lane& lane : capture.lanes()) kinds.push_back(lane.kind + ":" + lane.user);
  return kinds;
}

std::string Edited(const MemoryFileSystem& files, const std::string& key, const Json& value) {
  Json sidecar = ParseOrderedJson(files.Get(std::string(kPath) + ".json"));
  sidecar[key] = value;
  return JsonText(sidecar);
}

TEST(Companions, WithoutASidecarAStereoFileHasItsChannelsAsLanes) {
  MemoryFileSystem files;
  const auto stereo = OpenedBytes(files, "s.wav", Wav(Ramp(100, 2), {1, 2, 16000}));
  EXPECT_EQ((std::vector<std::string>{"channel:", "channel:", "mix:"}), KindsOf(*stereo));
  EXPECT_EQ(RampAt(9, 1) / 32768.0f, ReadLane(*stereo, 1, 9, 1)[0]);
  const auto mono = OpenedBytes(files, "m.wav", Wav(Ramp(100, 1)));
  EXPECT_EQ((std::vector<std::string>{"mix:"}), KindsOf(*mono));
}

TEST(Companions, TracksAreTheAudioOfTheirUsers) {
  MemoryFileSystem files;
  CaptureInfo info = Pcm(TrackedInfo(), 1, 1000);
  info.layout = Layout::kMix;
  Write(files, {Ramp(1000, 1), Ramp(1000, 1, 1), Ramp(1000, 1, 2), Ramp(1000, 2, 3)}, info);
  const auto capture = Opened(files, kPath);
  EXPECT_EQ((std::vector<std::string>{"local:me", "remote:guest", "remoteMix:", "mix:"}), KindsOf(*capture));
  EXPECT_EQ(RampAt(6, 0) / 32768.0f, ReadLane(*capture, 0, 5, 1)[0]);
  EXPECT_EQ(RampAt(7, 0) / 32768.0f, ReadLane(*capture, 1, 5, 1)[0]);
  EXPECT_EQ(RampAt(8, 1) / 32768.0f, ReadLane(*capture, 2, 5, 1)[1]);
  EXPECT_EQ(RampAt(5, 0) / 32768.0f, ReadLane(*capture, 3, 5, 1)[0]);
  const Json info_json = InfoOf(*capture);
  EXPECT_EQ(4u, info_json["files"].size());
  EXPECT_EQ("a.local.wav", info_json["files"][1]["name"]);
  EXPECT_EQ(1, info_json["lanes"][0]["sourceId"]);
  EXPECT_EQ("microphone", info_json["lanes"][0]["label"]);
  EXPECT_EQ(2u, info_json["lanes"][0]["gaps"].size());
  EXPECT_DOUBLE_EQ(320.0 / 16000, info_json["lanes"][0]["gaps"][0]["startSeconds"].get<double>());
  EXPECT_DOUBLE_EQ(640.0 / 16000, info_json["lanes"][0]["gaps"][0]["seconds"].get<double>());
  EXPECT_TRUE(info_json["lanes"][1]["sourceId"].is_null());
  EXPECT_EQ("room 7", info_json["sidecar"]["room"]);
  EXPECT_EQ("[]", JsonText(info_json["problems"]));
}

// "With `split` several remote users share the right channel: the lane that has it is of kind `remoteMix`"
TEST(Companions, ASplitFileGivesEachSideToTheOneWhoIsOnIt) {
  MemoryFileSystem files;
  CaptureInfo info = Pcm(FullInfo(), 2, 1000);
  info.layout = Layout::kSplit;
  info.sources[1].kind = SourceKind::kRemote;
  info.sources[1].user_id = "ann";
  Write(files, {Ramp(1000, 2)}, info);
  const auto one = Opened(files, kPath);
  EXPECT_EQ((std::vector<std::string>{"local:me", "remote:ann", "mix:"}), KindsOf(*one));
  EXPECT_EQ("split", InfoOf(*one)["layout"]);
  EXPECT_EQ(RampAt(5, 0) / 32768.0f, ReadLane(*one, 0, 5, 1)[0]);
  EXPECT_EQ(RampAt(5, 1) / 32768.0f, ReadLane(*one, 1, 5, 1)[0]);

  MemoryFileSystem others;
  info.sources.push_back(info.sources[1]);
  info.sources[2].id = 3;
  info.sources[2].user_id = "bob";
  Write(others, {Ramp(1000, 2)}, info);
  const auto two = Opened(others, kPath);
  // ann's levels were kept, bob's were not, and he has no audio of his own.
  EXPECT_EQ((std::vector<std::string>{"local:me", "remote:ann", "remoteMix:", "mix:"}), KindsOf(*two));
  EXPECT_EQ(-1, two->lanes()[1].file);
  EXPECT_TRUE(two->lanes()[1].has_features);
  EXPECT_EQ(1, two->lanes()[2].channel);
  EXPECT_EQ(-1, two->lanes()[2].source_id);
  EXPECT_EQ(ErrorCode::kNotSupported, two->OpenAudio(1).status().code());
}

TEST(Companions, FeaturesAreReadForEachSourceThatHasThem) {
  MemoryFileSystem files;
  Write(files, {Ramp(1000, 1)}, Pcm(FullInfo(), 1, 1000));
  const auto capture = Opened(files, kPath);
  auto reader = capture->OpenFeatures(LaneOf(*capture, "local"));
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  EXPECT_EQ(5u, reader.value()->cells());
  EXPECT_EQ(77, reader.value()->first_cell_offset_frames());
  EXPECT_EQ(16000, reader.value()->sample_rate_hz());
  FeatureWord words[8];
  ASSERT_EQ(2u, reader.value()->Read(3, 8, words).value());
  EXPECT_EQ(9u, words[0]);
  EXPECT_EQ(10u, words[1]);
  ASSERT_EQ(1u, capture->OpenFeatures(LaneOf(*capture, "mix")).value()->Read(2, 1, words).value());
  EXPECT_EQ(3u, words[0]);
  EXPECT_EQ(GapFeature(), [&] {
    EXPECT_EQ(1u, capture->OpenFeatures(LaneOf(*capture, "remoteMix")).value()->Read(4, 1, words).value());
    return words[0];
  }());
}

TEST(Companions, ValidFramesOfTheSidecarAreTheCapture) {
  MemoryFileSystem files;
  CaptureInfo info = Pcm(WavInfo(1), 1, 700);
  info.valid_start = 100;
  info.file_frames = 1000;
  Write(files, {Ramp(1000, 1)}, info);
  const auto capture = Opened(files, kPath);
  EXPECT_EQ(700, capture->valid_frames());
  const std::vector<float> samples = ReadAll(*capture, 0);
  ASSERT_EQ(700u, samples.size());
  EXPECT_EQ(RampAt(100, 0) / 32768.0f, samples[0]);
  EXPECT_EQ(1000, InfoOf(*capture)["fileFrames"]);
  EXPECT_EQ(100, InfoOf(*capture)["validStart"]);
}

TEST(Companions, AFileThatWasCutIsToldAndReadAsFarAsItGoes) {
  MemoryFileSystem files;
  Write(files, {Ramp(1000, 1)}, Pcm(WavInfo(1), 1, 1000));
  files.Put(kPath, files.Get(kPath).substr(0, 80 + 2 * 600));
  const auto capture = Opened(files, kPath);
  EXPECT_EQ(600, capture->valid_frames());
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("400 frames shorter"));
}

TEST(Companions, OfVersion1AreReadToo) {
  MemoryFileSystem files;
  Write(files, {Ramp(1000, 1)}, Pcm(FullInfo(), 1, 1000));
  Json sidecar = ParseOrderedJson(files.Get(std::string(kPath) + ".json"));
  sidecar["version"] = 1;
  for (const char* key :
       {"id", "loudnessLufs", "durability", "about", "tracks", "statistics", "missing", "problems", "encrypted"}) {
    sidecar.erase(key);
  }
  files.Put(std::string(kPath) + ".json", JsonText(sidecar));
  const auto capture = Opened(files, kPath);
  EXPECT_EQ("[]", ProblemsOf(*capture));
  EXPECT_EQ((std::vector<std::string>{"local:me", "remoteMix:", "mix:"}), KindsOf(*capture));
  EXPECT_EQ(1, InfoOf(*capture)["sidecar"]["version"]);
}

TEST(Companions, ASidecarThatIsDamagedIsToldAndLeftAside) {
  const std::string whole = R"({"version":2,"format":"wav","sampleRate":16000,"channels":1,"origin":"dump"})";
  const std::string kCases[] = {
      "",         whole + std::string(1, '\0') + "}",
      "{",        "[1]",
      "{}",       "{\"version\":99,\"format\":\"wav\"}",
      "\xff\xfe", "{\"version\":2,\"x\":" + std::string(5000, '[') + std::string(5000, ']') + "}"};
  for (const std::string& text : kCases) {
    MemoryFileSystem files;
    files.Put(kPath, Wav(Ramp(100, 1)));
    files.Put(std::string(kPath) + ".json", text);
    const auto capture = Opened(files, kPath);
    ASSERT_NE(nullptr, capture);
    EXPECT_EQ(100, capture->valid_frames());
    EXPECT_TRUE(InfoOf(*capture)["sidecar"].is_null());
    EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("a.wav.json was left aside")) << ProblemsOf(*capture);
  }
}

TEST(Companions, ASidecarOfOtherAudioIsToldAndLeftAside) {
  MemoryFileSystem files;
  Write(files, {Ramp(1000, 1)}, Pcm(WavInfo(1), 1, 1000));
  files.Put(std::string(kPath) + ".json", Edited(files, "sampleRate", 48000));
  EXPECT_NE(std::string::npos, ProblemsOf(*Opened(files, kPath)).find("48000 Hz"));
}

TEST(Companions, AFeatureFileThatIsDamagedIsToldAndLeftAside) {
  MemoryFileSystem files;
  Write(files, {Ramp(1000, 1)}, Pcm(FullInfo(), 1, 1000));
  const std::string path = std::string(kPath) + ".features";
  const std::string whole = files.Get(path);
  for (size_t size = 0; size < whole.size(); ++size) {
    files.Put(path, whole.substr(0, size));
    const auto capture = Opened(files, kPath);
    EXPECT_EQ(1u, InfoOf(*capture)["problems"].size()) << size;
    EXPECT_EQ((std::vector<std::string>{"mix:"}), KindsOf(*capture));
    EXPECT_EQ(ErrorCode::kNotFound, capture->OpenFeatures(0).status().code());
  }
  std::string huge = whole;
  huge.replace(16, 8, std::string(8, '\xff'));
  files.Put(path, huge);
  EXPECT_EQ(1u, InfoOf(*Opened(files, kPath))["problems"].size());
}

// "never follow a name with separators or .."
TEST(Companions, TracksAreNeverTakenFromAnotherFolder) {
  MemoryFileSystem files;
  files.AddFolder("/secret");
  files.Put("/secret/x.wav", Wav(Ramp(100, 1)));
  for (const char* name :
       {"../secret/x.wav", "/secret/x.wav", "..", ".", "", "sub\\x.wav", "a.wav", "x.aac", "no.wav"}) {
    files.Put(kPath, Wav(Ramp(100, 1)));
    const Json track = {{"file", name}, {"kind", "local"}, {"user", "me"}, {"channels", 1}, {"fileBytes", 1}};
    const Json sidecar = {{"version", 2},       {"format", "wav"},   {"sampleRate", 16000},
                          {"channels", 1},      {"origin", "dump"},  {"validStart", 0},
                          {"validFrames", 100}, {"fileFrames", 100}, {"tracks", Json::array({track})}};
    files.Put(std::string(kPath) + ".json", JsonText(sidecar));
    const auto capture = Opened(files, kPath);
    EXPECT_EQ(1u, InfoOf(*capture)["files"].size()) << name;
    EXPECT_EQ(1u, InfoOf(*capture)["problems"].size()) << name;
  }
}

}  // namespace
}  // namespace vr
