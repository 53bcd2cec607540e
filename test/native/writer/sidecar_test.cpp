#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "native/writer/capture_samples.h"
#include "writer/capture_info.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Json = nlohmann::json;

Json Sidecar(const CaptureInfo& info) {
  const std::string text = SidecarJson(info, "a.aac", 4711, info.features.empty() ? "" : "a.aac.features");
  const Json json = Json::parse(text, nullptr, false);
  EXPECT_FALSE(json.is_discarded()) << text;
  return json;
}

TEST(Sidecar, TellsWhatTheFileIs) {
  const Json json = Sidecar(FullInfo());
  EXPECT_EQ(json["version"], 1);
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
  EXPECT_EQ(markers[0]["data"], Json::parse(R"({"ping":250,"tags":["a",null]})"));
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
  EXPECT_EQ(features["tracks"], Json::parse(R"([{"sourceId":0},{"sourceId":1},{"sourceId":2}])"));
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
    EXPECT_EQ(Sidecar(info)["markers"][0]["data"], Json::parse(data));
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
