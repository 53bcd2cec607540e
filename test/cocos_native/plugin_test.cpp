// The class that scripts see, and what belongs to the host.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "cocos_native/script.h"
#include "platform/FileUtils.h"
#include "support/temp_folder.h"

namespace vr::test {
namespace {

constexpr const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string FlatNativeSource() {
  std::ifstream file(VR_FLAT_NATIVE);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The functions of FlatNative.ts with the counts of their parameters: "\n  Name(a: b, ...): c", by hand because GCC's
// std::regex does not compile without warnings beside a sanitizer.
std::map<std::string, size_t> FlatNativeFunctions() {
  const std::string source = FlatNativeSource();
  std::map<std::string, size_t> functions;
  for (size_t line = source.find("\n  "); line != std::string::npos; line = source.find("\n  ", line + 1)) {
    const size_t name = line + 3;
    const size_t open = source.find_first_not_of(kLetters, name);
    if (open == std::string::npos || open == name || source[open] != '(') continue;
    const size_t close = source.find(')', open);
    const std::string parameters = source.substr(open, close - open);
    functions[source.substr(name, open - name)] =
        static_cast<size_t>(std::count(parameters.begin(), parameters.end(), ':'));
  }
  return functions;
}

// Of this host alone.
const std::map<std::string, size_t> kOwnFunctions = {
    {"SetName", 2},       {"Adopt", 1},       {"DefaultMaxBufferBytes", 0}, {"DefaultCapturesFolder", 0},
    {"PrepareFolder", 1}, {"OpenTestTone", 6}};

// "...: expected N arguments, got 99"
size_t ParametersOf(const Outcome& refused) {
  const std::string before = ": expected ";
  if (refused.reported.size() != 1) return 999;
  const size_t place = refused.reported[0].find(before);
  if (place == std::string::npos || refused.reported[0].find(" arguments, got 99") == std::string::npos) return 999;
  return std::stoul(refused.reported[0].substr(place + before.size()));
}

TEST(CocosPlugin, TheClassHasTheFunctionsOfFlatNativeAndThoseOfThisHost) {
  Script script;
  auto expected = FlatNativeFunctions();
  EXPECT_GT(expected.size(), 35u);
  expected.insert(kOwnFunctions.begin(), kOwnFunctions.end());
  const auto& functions = script.engine().getGlobalObject()->properties["VoiceRecorderNative"]->functions;
  EXPECT_EQ(functions.size(), expected.size());
  for (const auto& [name, parameters] : expected) {
    ASSERT_EQ(functions.count(name), 1u) << name;
    EXPECT_EQ(ParametersOf(script.CallWith(name, se::ValueArray(99))), parameters) << name;
  }
}

TEST(CocosPlugin, TellsWhatTheLibraryIs) {
  Script script;
  EXPECT_EQ(script.Number("AbiVersion"), VR_ABI_VERSION);
  EXPECT_EQ(script.Text("Version"), vr_version());
  EXPECT_EQ(script.Number("Capabilities"), vr_capabilities());
  EXPECT_EQ(script.Text("AacEncoderName"), vr_aac_encoder_name());
  EXPECT_EQ(script.Number("DefaultMaxBufferBytes"), 256.0 * 1024 * 1024);
}

TEST(CocosPlugin, CapturesStandInTheFolderThatTheEngineMayWriteTo) {
  Script script;
  cc::FileUtils::getInstance()->writable_path = "/data/game/";
  EXPECT_EQ(script.Text("DefaultCapturesFolder"), "/data/game/captures");
  cc::FileUtils::getInstance()->writable_path = "/data/game";
  EXPECT_EQ(script.Text("DefaultCapturesFolder"), "/data/game/captures");
}

TEST(CocosPlugin, PreparesAFolderWithItsParents) {
  Script script;
  const TempFolder folder;
  EXPECT_TRUE(script.Call("PrepareFolder", folder.File("a/b")).is_fine);
  EXPECT_EQ(folder.Names(), std::vector<std::string>{"a"});
  EXPECT_TRUE(script.Call("PrepareFolder", folder.File("a/b")).is_fine);  // it is there
  folder.Put("file", "x");
  EXPECT_TRUE(script.Call("PrepareFolder", folder.File("file/c")).is_fine);  // the dump says what is wrong
  EXPECT_TRUE(script.Call("PrepareFolder", "").is_fine);
}

TEST(CocosPlugin, ConstructingTheClassIsReportedAndHarmless) {
  Script script;
  EXPECT_EQ(script.engine().New("VoiceRecorderNative", {}).reported.size(), 1u);
  EXPECT_EQ(script.engine().New("VoiceRecorderNative", {se::Value(1), se::Value("x")}).reported.size(), 1u);
}

TEST(CocosPlugin, RecordsWhatIsPushedAndTellsOfTheCapture) {
  Script script;
  const TempFolder folder;
  const double recorder = script.CreateRecorder(folder.path(), true);
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav")), VR_OK);
  ASSERT_EQ(script.Number("OpenSource", recorder, 0, "me", "microphone"), VR_OK);
  const double source = script.LastId();
  ScriptArray<int16_t> pcm(160, 8000);
  ScriptArray<float> floats(160, 0.25f);
  for (int block = 0; block < 100; ++block) {
    const double time_ms = block * 10.0;
    const double status = block % 2 == 0 ? script.Number("Push", source, pcm, 160, 0, 16000, 1, time_ms)
                                         : script.Number("Push", source, floats, 160, 1, 16000, 1, time_ms);
    ASSERT_EQ(status, VR_OK);
    ASSERT_EQ(script.Number("Advance", recorder, 10), VR_OK);
  }
  ASSERT_EQ(script.Number("Advance", recorder, 500), VR_OK);
  ASSERT_EQ(script.Number("Mark", recorder, "here", "{\"a\":1}"), VR_OK);
  ASSERT_EQ(script.Number("Dump", recorder, 1.0, 0, "", "odd", false, false, "F9"), VR_OK);
  const double capture = script.LastId();
  ASSERT_EQ(script.Number("Advance", recorder, 1000), VR_OK);
  PolledEvent done;
  ASSERT_TRUE(script.WaitFor(recorder, VR_EVENT_DUMP_DONE, &done));
  EXPECT_EQ(done.capture_id, capture);
  EXPECT_EQ(folder.Get(done.capture_path.substr(folder.path().size() + 1)).substr(0, 4), "RIFF");
  ScriptArray<double> stats(kStatsNumbers, -1);
  ASSERT_EQ(script.Number("ReadStats", recorder, stats), VR_OK);
  EXPECT_EQ(stats.elements[10], 100);                         // blocks taken
  EXPECT_EQ(stats.elements[kSourcesAt], source);              // of the first source
  EXPECT_EQ(stats.elements[kSourcesAt + kSourceNumbers], 0);  // there is no second one
  ScriptArray<double> cost(4);
  ScriptArray<uint8_t> no_key(0);
  ASSERT_EQ(script.Number("Estimate", recorder, folder.File("x.wav"), 16000, 1, 0, 10, 1, 0, 0, 0, no_key, cost),
            VR_OK);
  EXPECT_GT(cost.elements[0], 16000.0 * 2 * 10);
  script.Call("Destroy", recorder);
}

TEST(CocosPlugin, WhatTheLibraryRefusesHasItsStatusAndReason) {
  Script script;
  EXPECT_EQ(script.Number("Stop", 0), VR_ERROR_INVALID_STATE);
  EXPECT_NE(script.LastError(), "");
  const double recorder = script.CreateRecorder();
  EXPECT_EQ(script.Number("OpenSource", recorder, 7, "", ""), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(script.LastId(), 0);
  EXPECT_EQ(script.Number("Notify", recorder, 99, ""), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(script.StartCycle(recorder, "relative.wav"), VR_ERROR_INVALID_PARAMETER);
  EXPECT_NE(script.LastError(), "");
  script.Call("Destroy", recorder);
  script.Call("Destroy", recorder);
  EXPECT_EQ(script.Number("Stop", recorder), VR_ERROR_INVALID_STATE);
}

}  // namespace
}  // namespace vr::test
