// What a request may say, and what is said of one that is wrong.
#include <gtest/gtest.h>

#include "analysis/expectations/read_expectations.h"
#include "base/json_text.h"
#include "native/analysis/expectations/answers.h"

namespace vr::test {
namespace {

void ExpectRefused(const std::string& request, const std::string& words) {
  const Result<std::vector<Expectation>> read = ReadExpectations(request);
  EXPECT_EQ(read.status().code(), ErrorCode::kInvalidArgument) << request;
  EXPECT_NE(read.status().message().find(words), std::string::npos) << read.status().message();
}

void ExpectOneRefused(const std::string& expectation, const std::string& words) {
  ExpectRefused(R"({"expectations":[{"expect":"lasts","seconds":1},{)" + expectation + "}]}", words);
}

TEST(Request, ThatIsNoJsonOrHasNothingInItIsRefused) {
  ExpectRefused("", "JSON object");
  ExpectRefused("[]", "JSON object");
  ExpectRefused("{\"expectations\":[", "JSON object");
  ExpectRefused(std::string(100000, '['), "JSON object");
  ExpectRefused("{}", "1 to 256");
  ExpectRefused(R"({"expectations":[]})", "1 to 256");
  ExpectRefused(R"({"expectation":[]})", "unknown key \"expectation\"");
  ExpectRefused(std::string(300000, ' '), "256 KiB");
}

TEST(Request, NamesThePlaceAndWhatIsAllowed) {
  ExpectOneRefused(R"("expect":"hearSpech")", "expectations[1]: expect must be one of hearSpeech, silent, tone");
  ExpectOneRefused(R"("expect":"hearSpeech")", "needs side or user");
  ExpectOneRefused(R"("expect":"silent","side":"left")", "side must be \"local\", \"remote\" or \"mix\", got \"left\"");
  ExpectOneRefused(R"("expect":"silent","side":"mix","user":"2")", "no single user");
  ExpectOneRefused(R"("expect":"silent","startSeconds":3,"endSeconds":2)", "endSeconds must be above");
  ExpectOneRefused(R"("expect":"silent","startSeconds":-1)", "startSeconds must be a number from 0");
  ExpectOneRefused(R"("expect":"silent","not":1)", "not must be true or false, got 1");
  ExpectOneRefused(R"("expect":"tone")", "tone needs hz");
  ExpectOneRefused(R"("expect":"tone","hz":10)", "hz must be a number from 60");
  ExpectOneRefused(R"("expect":"loudness")", "minLufs or maxLufs");
  ExpectOneRefused(R"("expect":"loudness","minLufs":-10,"maxLufs":-20)", "must not be above");
  ExpectOneRefused(R"("expect":"lasts")", "lasts needs seconds");
  ExpectOneRefused(R"("expect":"lasts","seconds":1,"side":"local")",
                   "unknown key \"side\"; it takes expect, not, seconds");
  ExpectOneRefused(R"("expect":"noEcho","user":"2")", "unknown key \"user\"");
  ExpectOneRefused(R"("expect":"noFindings","except":"howling")", "except must be a list");
  ExpectOneRefused(R"("expect":"noFindings","except":["howlin"])",
                   "except names no fault that is looked for: \"howlin\"");
}

TEST(Request, IsReadWithTheDefaultsThatAreDocumented) {
  const Result<std::vector<Expectation>> read =
      ReadExpectations(R"({"expectations":[{"expect":"tone","hz":1000},{"expect":"tone","hz":100}]})");
  ASSERT_TRUE(read.ok()) << read.status().message();
  EXPECT_DOUBLE_EQ(read.value()[0].tolerance_hz, 10);
  EXPECT_DOUBLE_EQ(read.value()[1].tolerance_hz, 4);
  EXPECT_DOUBLE_EQ(read.value()[0].at_least_s, 0.5);
  EXPECT_DOUBLE_EQ(read.value()[0].below_dbfs, -60);
  EXPECT_DOUBLE_EQ(read.value()[0].tolerance_s, 0.1);
}

TEST(Request, OfSeveralExpectationsPassesWhenAllDo) {
  GeneratedCapture capture(kRate, 1);
  capture.Add("mix", "", Constant(0));
  const auto pass = [&](const std::string& second) {
    const Result<std::string> text = ExpectToJson(
        capture, R"({"expectations":[{"expect":"silent"},{"expect":"lasts","seconds":)" + second + "}]}", {});
    return ParseOrderedJson(text.value())["pass"] == true;
  };
  EXPECT_TRUE(pass("1"));
  EXPECT_FALSE(pass("2"));
}

TEST(Expectations, EndWhenTheirListenerWantsItTo) {
  GeneratedCapture capture(kRate, 2);
  capture.Add("mix", "", Constant(0.1f));
  for (const char* what : {"silent", "noClipping"}) {
    const std::string request = std::string(R"({"expectations":[{"expect":")") + what + "\"}]}";
    EXPECT_EQ(ExpectToJson(capture, request, [](double) { return false; }).status().code(), ErrorCode::kCancelled);
  }
}

TEST(Expectations, SayNothingOfWhatCouldNotBeRead) {
  GeneratedCapture capture(kRate, 4);
  capture.Add("mix", "", Constant(0)).FailAt(kRate * 3);
  const Result<std::string> text = ExpectToJson(capture, R"({"expectations":[{"expect":"silent"}]})", {});
  EXPECT_EQ(text.status().code(), ErrorCode::kUnreadable);
}

}  // namespace
}  // namespace vr::test
