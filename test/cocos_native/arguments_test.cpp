// Every function with every argument wrong in every way: an error of script, and nothing has changed.
#include <algorithm>
#include <limits>
#include <map>

#include "cocos_native/script.h"
#include "support/temp_folder.h"

namespace vr::test {
namespace {

// Values of all the kinds that there are, by what they are.
class Hostile {
 public:
  struct Case {
    const char* name;
    se::Value value;
  };

  std::vector<Case> All() {
    const double infinity = std::numeric_limits<double>::infinity();
    return {{"undefined", se::Value()},
            {"null", se::Value::Null()},
            {"a big integer", se::Value::BigInt()},
            {"true", se::Value(true)},
            {"text", se::Value("x")},
            {"NaN", se::Value(std::nan(""))},
            {"infinity", se::Value(infinity)},
            {"minus infinity", se::Value(-infinity)},
            {"a part of a number", se::Value(1.5)},
            {"less than nothing", se::Value(-1)},
            {"2^31", se::Value(2147483648.0)},
            {"2^32", se::Value(4294967296.0)},
            {"2^53", se::Value(9007199254740992.0)},
            {"1e300", se::Value(1e300)},
            {"an object", se::Value(&object_)},
            {"an object that is not there", se::Value(static_cast<se::Object*>(nullptr))},
            {"a key that is too short", se::Value(short_key_.object())},
            {"numbers that are too few", se::Value(few_.object())},
            {"an array that was given away", se::Value(&given_away_)},
            {"an array of big integers", se::Value(&big_integers_)},
            {"integers of 32 bits", se::Value(&int32_)},
            {"bytes that are clamped", se::Value(&clamped_)},
            {"half a surrogate pair", se::Value("a\xED\xA0\x80z")},
            {"a byte that is no character", se::Value("a\xFFz")},
            {"a character that is cut off", se::Value("\xE4\xBD")},
            {"a character that is too long", se::Value("\xC0\xAF")},
            {"a character past the last", se::Value("\xF4\x90\x80\x80")},
            {"a NUL", se::Value(std::string("a\0z", 3))},
            {"text of more than 1 MiB", se::Value(std::string((1 << 20) + 1, 'x'))}};
  }

 private:
  se::Object object_;
  ScriptArray<uint8_t> short_key_{31};
  ScriptArray<double> few_{3};
  uint32_t memory_[8] = {};
  se::Object given_away_{ArrayType::FLOAT32, nullptr, 0};
  se::Object big_integers_{ArrayType::NONE, memory_, sizeof memory_};
  se::Object int32_{ArrayType::INT32, memory_, sizeof memory_};
  se::Object clamped_{ArrayType::UINT8_CLAMPED, memory_, sizeof memory_};
};

// What a parameter takes, and which of the hostile values it takes too.
enum class Takes { kBoolean, kFinite, kU64, kU32, kI32, kText, kKey, kSamples, kDuration, kCaptureTime, kDoubles };

bool Accepts(Takes takes, const std::string& name) {
  static const std::map<Takes, std::vector<std::string>> kAccepted = {
      {Takes::kBoolean, {"true"}},
      {Takes::kFinite, {"a part of a number", "less than nothing", "2^31", "2^32", "2^53", "1e300"}},
      {Takes::kU64, {"2^31", "2^32"}},
      {Takes::kU32, {"2^31"}},
      {Takes::kI32, {"less than nothing"}},
      {Takes::kText, {"text"}},
      {Takes::kKey, {}},
      {Takes::kSamples, {"an array that was given away"}},
      {Takes::kDuration, {"a part of a number", "less than nothing", "2^31", "2^32"}},
      {Takes::kCaptureTime, {"NaN", "a part of a number", "less than nothing", "2^31", "2^32"}},
      {Takes::kDoubles, {}}};
  const auto& accepted = kAccepted.at(takes);
  return std::find(accepted.begin(), accepted.end(), name) != accepted.end();
}

class CocosArguments : public ::testing::Test {
 protected:
  struct Function {
    const char* name;
    std::vector<Takes> parameters;
  };

  // A value that the parameter takes, and with which no call does anything: no recorder has this handle.
  se::Value Fine(Takes takes) {
    switch (takes) {
      case Takes::kBoolean:
        return se::Value(false);
      case Takes::kText:
        return se::Value("caf\xC3\xA9 \xE8\xAF\xAD\xE9\x9F\xB3 \xF0\x9F\x8E\xA4");
      case Takes::kKey:
        return se::Value(key_.object());
      case Takes::kSamples:
        return se::Value(samples_.object());
      case Takes::kDoubles:
        return se::Value(doubles_.object());
      default:
        return se::Value(1000000);
    }
  }

  void RefusesAllOf(const Function& function) {
    se::ValueArray fine;
    for (const Takes takes : function.parameters) fine.push_back(Fine(takes));
    Refuses(function, se::ValueArray(fine.size() + 1, se::Value(1)), "one argument too many");
    if (!fine.empty()) Refuses(function, {fine.begin(), fine.end() - 1}, "one argument too few");
    for (size_t i = 0; i < fine.size(); ++i) {
      for (const auto& hostile : hostile_.All()) {
        se::ValueArray args = fine;
        args[i] = hostile.value;
        const std::string what = std::to_string(i + 1) + " is " + hostile.name;
        if (!Accepts(function.parameters[i], hostile.name)) {
          Refuses(function, args, what);
        } else if (HasNoEffect(function.name)) {
          EXPECT_TRUE(script_.CallWith(function.name, args).is_fine) << function.name << ": " << what;
        }
      }
    }
  }

  // With the handle of nothing, or none.
  static bool HasNoEffect(const std::string& function) { return function != "Create" && function != "PrepareFolder"; }

  void Refuses(const Function& function, const se::ValueArray& args, const std::string& what) {
    const Outcome outcome = script_.CallWith(function.name, args);
    EXPECT_TRUE(outcome.was_invoked) << function.name;
    EXPECT_FALSE(outcome.is_fine) << function.name << ": " << what;
    EXPECT_TRUE(outcome.value.isUndefined()) << function.name << ": " << what;
    ASSERT_EQ(outcome.reported.size(), 1u) << function.name << ": " << what;
    const std::string prefix = std::string("VoiceRecorderNative.") + function.name + ": ";
    EXPECT_EQ(outcome.reported[0].substr(0, prefix.size()), prefix);
    EXPECT_NE(outcome.reported[0].find("expected "), std::string::npos) << outcome.reported[0];
    EXPECT_NE(outcome.reported[0].find(", got "), std::string::npos) << outcome.reported[0];
  }

  Script script_;
  Hostile hostile_;
  ScriptArray<uint8_t> key_{32};
  ScriptArray<int16_t> samples_{160};
  ScriptArray<double> doubles_{kStatsNumbers};
};

constexpr Takes kBool = Takes::kBoolean;
constexpr Takes kFinite = Takes::kFinite;
constexpr Takes kU64 = Takes::kU64;
constexpr Takes kU32 = Takes::kU32;
constexpr Takes kI32 = Takes::kI32;
constexpr Takes kText = Takes::kText;
constexpr Takes kKey = Takes::kKey;
constexpr Takes kNumbers = Takes::kDoubles;

TEST_F(CocosArguments, WhateverAScriptPassesWrongIsReportedAndChangesNothing) {
  const std::vector<Function> functions = {
      {"AbiVersion", {}},
      {"Version", {}},
      {"Capabilities", {}},
      {"AacEncoderName", {}},
      {"LastError", {}},
      {"LastId", {}},
      {"DefaultMaxBufferBytes", {}},
      {"DefaultCapturesFolder", {}},
      {"PrepareFolder", {kText}},
      {"Create", {kText, kText, kU32, kU64, kU64, kU64, kU64, kU32, kU32, kBool, kBool, kI32, kText, kU64, kU32}},
      {"SetName", {kU64, kText}},
      {"Adopt", {kText}},
      {"Destroy", {kU64}},
      {"NowMs", {kU64}},
      {"Advance", {kU64, Takes::kDuration}},
      {"SetConsent", {kU64, kBool}},
      {"SetAbout", {kU64, kText}},
      {"Notify", {kU64, kI32, kText}},
      {"Exclude", {kU64, kText, kBool}},
      {"Include", {kU64, kText}},
      {"Wipe", {kU64}},
      {"Recover", {kU64, kKey}},
      {"EnterRoom", {kU64, kText, kText}},
      {"Reconnecting", {kU64}},
      {"LeaveRoom", {kU64}},
      {"OpenSource", {kU64, kI32, kText, kText}},
      {"OpenTestTone", {kU64, kI32, kText, kText, kFinite, kFinite}},
      {"Push", {kU64, Takes::kSamples, kU32, kI32, kU32, kU32, Takes::kCaptureTime}},
      {"SetMuted", {kU64, kBool}},
      {"SetAllMuted", {kU64, kBool}},
      {"CloseSource", {kU64}},
      {"Start", {kU64, kText, kU32, kI32, kI32, kU32, kU32, kI32, kBool, kI32, kI32, kKey}},
      {"Stop", {kU64}},
      {"Pause", {kU64}},
      {"Resume", {kU64}},
      {"Estimate", {kU64, kText, kU32, kI32, kI32, kU32, kU32, kI32, kI32, kI32, kKey, kNumbers}},
      {"Dump", {kU64, kFinite, kFinite, kText, kText, kBool, kBool, kText}},
      {"Retry", {kU64, kU64, kText}},
      {"Discard", {kU64, kU64}},
      {"Mark", {kU64, kText, kText}},
      {"AddStatistics", {kU64, kText}},
      {"Poll", {kU64}},
      {"ReadEvent", {kNumbers}},
      {"EventText", {kU32}},
      {"ReadStats", {kU64, kNumbers}}};
  const auto& exported = script_.engine().getGlobalObject()->properties["VoiceRecorderNative"]->functions;
  EXPECT_EQ(functions.size(), exported.size());
  doubles_.elements.assign(kStatsNumbers, 42.0);
  const double recorder = script_.CreateRecorder();
  for (const Function& function : functions) RefusesAllOf(function);
  EXPECT_EQ(doubles_.elements, std::vector<double>(kStatsNumbers, 42.0));
  EXPECT_EQ(script_.Number("Pause", recorder), VR_ERROR_INVALID_STATE);  // no task was started on the one that lives
  script_.Call("Destroy", recorder);
}

TEST_F(CocosArguments, LastErrorTellsWhatWasReported) {
  const Outcome refused = script_.Call("Stop", "one");
  EXPECT_EQ(refused.reported, std::vector<std::string>{
                                  "VoiceRecorderNative.Stop: argument 1: expected a whole number from 0 to 2^53 - 1, "
                                  "got text of 3 bytes"});
  EXPECT_EQ(script_.LastError(), refused.reported[0]);
}

TEST_F(CocosArguments, ABlockThatDoesNotFitItsArrayIsRefusedByStatus) {
  const double recorder = script_.CreateRecorder("", true);
  script_.Number("OpenSource", recorder, 0, "", "");
  const double source = script_.LastId();
  ScriptArray<float> floats(160);
  const auto push = [&](auto& samples, double frames, int format, int channels) {
    return script_.Number("Push", source, samples, frames, format, 16000, channels, std::nan(""));
  };
  EXPECT_EQ(push(samples_, 160, 0, 1), VR_OK);
  EXPECT_EQ(push(samples_, 80, 0, 2), VR_OK);
  EXPECT_EQ(push(floats, 160, 1, 1), VR_OK);
  EXPECT_EQ(push(samples_, 160, 1, 1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(floats, 160, 0, 1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 161, 0, 1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 159, 0, 1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 160, 0, 2), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 0, 0, 1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 4294967295.0, 0, 2), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 160, 0, 0), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(push(samples_, 160, 2, 1), VR_ERROR_INVALID_PARAMETER);
  script_.Call("Destroy", recorder);
}

}  // namespace
}  // namespace vr::test
