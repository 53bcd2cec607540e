#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "native/writer/capture_samples.h"
#include "writer/feature_file.h"
#include "writer/sidecar.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Json = nlohmann::json;

Json Sidecar(const CaptureInfo& info) {
  WrittenAudio audio = {{"/captures/a.aac", 4711}, {}};
  for (size_t i = 0; i < info.tracks.size(); ++i) audio.tracks.push_back({"/captures/a.t" + std::to_string(i), 10 + i});
  const HeldFeatures features(info.features);
  const std::string text = SidecarText(info, {audio, info.features.empty() ? "" : "a.aac.features", &features});
  const Json json = ParseJson(text);
  EXPECT_FALSE(json.is_discarded()) << text;
  return json;
}

TEST(Sidecar, TellsWhatTheFileIs) {
  const Json json = Sidecar(FullInfo());
  EXPECT_EQ(json["version"], 2);
  EXPECT_EQ(json["id"], "0123456789abcdef-7");
  EXPECT_EQ(json["generator"]["name"], "voice-recorder");
  EXPECT_TRUE(json["generator"]["version"].is_string());
  EXPECT_EQ(json["file"], "a.aac");
  EXPECT_EQ(json["fileBytes"], 4711);
  EXPECT_EQ(json["format"], "aac");
  EXPECT_EQ(json["encoder"], "vo-aacenc 0.1.3");
  EXPECT_EQ(json["bitRate"], 50000);
  EXPECT_EQ(json["sampleRate"], 32000);
  EXPECT_EQ(json["channels"], 1);
  EXPECT_EQ(json["layout"], "split");
  EXPECT_EQ(json["position"], "mixedPlayback");
  EXPECT_EQ(json["peakDbfs"], -1.5);
  EXPECT_EQ(json["rmsDbfs"], -20.25);
}

TEST(Sidecar, TellsHowLoudItIsOrThatThereIsNoLoudness) {
  CaptureInfo info = FullInfo();
  EXPECT_EQ(Sidecar(info)["loudnessLufs"], -18.5);
  EXPECT_EQ(Sidecar(info)["sources"][0]["loudnessLufs"], -19.25);
  EXPECT_TRUE(Sidecar(info)["sources"][1]["loudnessLufs"].is_null());
  info.loudness_lufs = kNoLoudness;
  EXPECT_TRUE(Sidecar(info)["loudnessLufs"].is_null());
}

TEST(Sidecar, TellsWhatTheScriptSaidOfTheGame) {
  CaptureInfo info = FullInfo();
  EXPECT_EQ(Sidecar(info)["about"], ParseJson(info.about_json));
  EXPECT_EQ(Sidecar(info)["durability"], "process");
  for (const char* none : {"", "[1]", "text", "7", "{"}) {
    info.about_json = none;
    EXPECT_TRUE(Sidecar(info)["about"].is_null()) << none;
  }
}

TEST(Sidecar, ListsStatisticsWhatIsMissingAndProblems) {
  const Json json = Sidecar(FullInfo());
  EXPECT_EQ(json["statistics"], ParseJson(R"([{"seconds":0.0,"frame":0,"data":{"rttMs":40}},
                                                {"seconds":0.05,"frame":1600,"data":{"rttMs":45}}])"));
  EXPECT_EQ(json["missing"], ParseJson(R"([{"startSeconds":0.01,"seconds":0.005,"firstFrame":320,"frames":160,
                                              "why":"disk"}])"));
  EXPECT_EQ(json["problems"], ParseJson(R"(["the ring's second file could not be read"])"));
  EXPECT_TRUE(json["encrypted"].is_null());
  const Json none = Sidecar(WavInfo());
  for (const char* list : {"statistics", "missing", "problems", "tracks", "sources", "markers"}) {
    EXPECT_EQ(none[list], Json::array()) << list;
  }
}

TEST(Sidecar, ListsTheFormatsOfASourceOverTime) {
  const Json sources = Sidecar(FullInfo())["sources"];
  EXPECT_EQ(sources[0]["formats"], ParseJson(R"([{"frame":0,"seconds":0.0,"sampleRate":16000,"channels":1},
                                                   {"frame":800,"seconds":0.025,"sampleRate":48000,"channels":2}])"));
  EXPECT_EQ(sources[1]["formats"], Json::array());
}

TEST(Sidecar, ListsTracksWithTheirFiles) {
  const Json tracks = Sidecar(TrackedInfo())["tracks"];
  ASSERT_EQ(tracks.size(), 3u);
  EXPECT_EQ(tracks[1], ParseJson(R"({"file":"a.t1","kind":"remote","user":"guest","channels":1,"fileBytes":11})"));
  EXPECT_EQ(tracks[2]["kind"], "remoteMix");
  EXPECT_EQ(tracks[2]["channels"], 2);
}

TEST(Sidecar, TellsWhenAndWhyItWasMade) {
  const Json json = Sidecar(FullInfo());
  EXPECT_EQ(json["origin"], "dump");
  EXPECT_EQ(json["reason"], "hotkey");
  EXPECT_EQ(json["room"], "room 7");
  EXPECT_EQ(json["user"], "玩家");
  EXPECT_EQ(json["startedAt"], "2025-11-24T16:00:00.123Z");
  EXPECT_EQ(json["startedAtUnixMs"], 1'764'000'000'123);
  EXPECT_DOUBLE_EQ(json["startMonotonicMs"], 12345.678901);
  EXPECT_DOUBLE_EQ(json["durationSeconds"], 0.05);
  EXPECT_EQ(json["validStart"], 1600);
  EXPECT_EQ(json["validFrames"], 1600);
  EXPECT_EQ(json["fileFrames"], 4096);
  EXPECT_EQ(json["mixDelayMs"], 60.0);
}

TEST(Sidecar, ListsSourcesWithTheirGaps) {
  const Json sources = Sidecar(FullInfo())["sources"];
  ASSERT_EQ(sources.size(), 2u);
  const Json& local = sources[0];
  EXPECT_EQ(local["id"], 1);
  EXPECT_EQ(local["kind"], "local");
  EXPECT_EQ(local["user"], "me");
  EXPECT_EQ(local["label"], "microphone");
  EXPECT_EQ(local["sampleRate"], 48000);
  EXPECT_EQ(local["channels"], 2);
  EXPECT_EQ(local["blocksTaken"], 90);
  EXPECT_EQ(local["blocksDropped"], 2);
  EXPECT_EQ(local["blocksLate"], 1);
  EXPECT_EQ(local["driftPpm"], 200.5);
  EXPECT_EQ(local["gaps"][0], Json({{"startSeconds", 0.01}, {"seconds", 0.02}, {"firstFrame", 320}, {"frames", 640}}));
  EXPECT_EQ(local["gaps"].size(), 2u);
  EXPECT_EQ(sources[1]["kind"], "remoteMix");
  EXPECT_EQ(sources[1]["peakDbfs"], -120.0);
  EXPECT_EQ(sources[1]["gaps"], Json::array());
}

TEST(Sidecar, ListsMarkersWithTheGamesDataAsItWas) {
  const Json markers = Sidecar(FullInfo())["markers"];
  ASSERT_EQ(markers.size(), 2u);
  EXPECT_EQ(markers[0]["label"], "lag");
  EXPECT_EQ(markers[0]["frame"], 16);
  EXPECT_DOUBLE_EQ(markers[0]["seconds"], 0.0005);
  EXPECT_EQ(markers[0]["data"], ParseJson(R"({"ping":250,"tags":["a",null]})"));
  EXPECT_EQ(markers[0]["fromGame"], true);
  EXPECT_EQ(markers[1]["frame"], -1);
  EXPECT_EQ(markers[1]["source"], "me");
  EXPECT_TRUE(markers[1]["data"].is_null());
}

TEST(Sidecar, NamesTheFeatureFileOrNone) {
  const Json features = Sidecar(FullInfo())["features"];
  EXPECT_EQ(features["file"], "a.aac.features");
  EXPECT_EQ(features["cells"], 5);
  EXPECT_EQ(features["cellMs"], 10);
  EXPECT_EQ(features["firstCellOffsetFrames"], 77);
  EXPECT_EQ(features["tracks"], ParseJson(R"([{"sourceId":0},{"sourceId":1},{"sourceId":2}])"));
  EXPECT_TRUE(Sidecar(WavInfo())["features"].is_null());
}

// "Invalid UTF-8 is replaced."
TEST(Sidecar, AnyBytesGiveValidText) {
  CaptureInfo info = FullInfo();
  info.reason = "a\xff\xc0\x80z";
  info.room_id = std::string("nul\0\"\\\n", 7);
  info.sources[0].label = "\xe5\xbd";  // half a character
  info.markers[0].label = "\xed\xa0\x80";
  info.markers[0].data_json = "\"\xff\"";
  const Json json = Sidecar(info);
  EXPECT_EQ(json["reason"].get<std::string>().front(), 'a');
  EXPECT_EQ(json["reason"].get<std::string>().back(), 'z');
  EXPECT_NE(json["reason"].get<std::string>().find("\xef\xbf\xbd"), std::string::npos);
  EXPECT_EQ(json["room"], info.room_id);
}

TEST(Sidecar, NumbersThatAreNoneBecomeSilenceOrNull) {
  CaptureInfo info = FullInfo();
  info.peak_dbfs = -std::numeric_limits<double>::infinity();
  info.rms_dbfs = std::numeric_limits<double>::quiet_NaN();
  info.sources[0].drift_ppm = std::numeric_limits<double>::quiet_NaN();
  info.format.sample_rate_hz = 0;
  const Json json = Sidecar(info);
  EXPECT_EQ(json["peakDbfs"], -120.0);
  EXPECT_EQ(json["rmsDbfs"], -120.0);
  EXPECT_TRUE(json["sources"][0]["driftPpm"].is_null());
  EXPECT_EQ(json["durationSeconds"], 0.0);
}

TEST(Sidecar, DataThatIsNoJsonIsKeptAsText) {
  CaptureInfo info = FullInfo();
  for (const std::string& data : {std::string("{broken"), std::string("1e999"), std::string(1'000'000, '['),
                                  std::string(100, '[') + std::string(100, ']')}) {
    info.markers[0].data_json = data;
    EXPECT_EQ(Sidecar(info)["markers"][0]["data"], data) << data.substr(0, 20);
  }
  for (const char* data : {"7", "\"text\"", "[[[[1]]]]", "true"}) {
    info.markers[0].data_json = data;
    EXPECT_EQ(Sidecar(info)["markers"][0]["data"], ParseJson(data));
  }
}

TEST(Sidecar, OtherFilesTakeThePlaceOfItsOwn) {
  CaptureInfo info = TrackedInfo();
  const HeldFeatures features(info.features);
  WrittenAudio audio = {{"/captures/a.aac", 4711}, {{"/captures/a.1.aac", 1}, {"/captures/a.2.aac", 2}}};
  const std::string text = SidecarText(info, {audio, "a.aac.features", &features});
  audio = {{"/out/b.aac", 12}, {{"/out/b.local.aac", 3}, {"/out/b.remote.aac", 4}, {"", 0}}};
  const Json json = ParseJson(SidecarOfFiles(text, audio, "b.aac.features").value());
  EXPECT_EQ(json["file"], "b.aac");
  EXPECT_EQ(json["fileBytes"], 12);
  EXPECT_EQ(json["features"]["file"], "b.aac.features");
  EXPECT_EQ(json["features"]["cells"], 5);
  EXPECT_EQ(json["tracks"].size(), 2u);
  EXPECT_EQ(json["tracks"][1]["file"], "b.remote.aac");
  EXPECT_EQ(json["tracks"][1]["fileBytes"], 4);
  EXPECT_EQ(json["tracks"][1]["user"], "guest");
  EXPECT_EQ(json["room"], "room 7");
  EXPECT_TRUE(ParseJson(SidecarOfFiles(text, audio, "").value())["features"].is_null());
  for (const std::string& none : {std::string(), std::string("[]"), std::string(9'999, '[')}) {
    EXPECT_EQ(SidecarOfFiles(none, audio, "").status().code(), ErrorCode::kInvalidArgument);
  }
}

TEST(Sidecar, TimesOutsideTheCalendarAreBounded) {
  CaptureInfo info = FullInfo();
  info.start_unix_ms = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Sidecar(info)["startedAt"], "9999-12-31T00:00:00.000Z");
  info.start_unix_ms = -5;
  EXPECT_EQ(Sidecar(info)["startedAt"], "1970-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace vr
