#include "native/analysis/expectations/answers.h"

#include <gtest/gtest.h>

#include "base/json_text.h"

namespace vr::test {

AnswerJson AnswerTo(Capture& capture, const std::string& expectation) {
  const Result<std::string> text = ExpectToJson(capture, R"({"expectations":[{)" + expectation + "}]}", {});
  EXPECT_TRUE(text.ok()) << text.status().message();
  if (!text.ok()) return AnswerJson::object();
  const AnswerJson answer = ParseOrderedJson(text.value());
  EXPECT_EQ(answer["results"].size(), 1u);
  EXPECT_EQ(answer["pass"], answer["results"][0]["pass"]);
  return answer["results"][0];
}

bool Passes(Capture& capture, const std::string& expectation) {
  const AnswerJson answer = AnswerTo(capture, expectation);
  const AnswerJson opposite = AnswerTo(capture, expectation + R"(,"not":true)");
  EXPECT_EQ(answer["checkable"], true) << answer["message"];
  EXPECT_NE(answer["pass"], opposite["pass"]) << answer["message"];
  EXPECT_EQ(answer["message"], opposite["message"]);
  return answer["pass"] == true;
}

std::string MessageOf(Capture& capture, const std::string& expectation) {
  return AnswerTo(capture, expectation)["message"].get<std::string>();
}

void ExpectNotCheckable(Capture& capture, const std::string& expectation, const std::string& words) {
  for (const char* negated : {"false", "true"}) {
    const AnswerJson answer = AnswerTo(capture, expectation + R"(,"not":)" + negated);
    EXPECT_EQ(answer["checkable"], false) << answer["message"];
    EXPECT_EQ(answer["pass"], false) << answer["message"];
    EXPECT_NE(answer["message"].get<std::string>().find(words), std::string::npos) << answer["message"];
  }
}

}  // namespace vr::test
