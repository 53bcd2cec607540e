// What is said of a generated capture when something is expected of it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/expectations/expect.h"
#include "native/analysis/diagnosis/generated_capture.h"

namespace vr::test {

using AnswerJson = nlohmann::ordered_json;

// The answer to one expectation, given as the inside of its object; a failed test when the request is refused.
AnswerJson AnswerTo(Capture& capture, const std::string& expectation);
// Whether it passes; and whether its opposite fails then, and the other way round.
bool Passes(Capture& capture, const std::string& expectation);
std::string MessageOf(Capture& capture, const std::string& expectation);
// It can neither be passed nor its opposite.
void ExpectNotCheckable(Capture& capture, const std::string& expectation, const std::string& words);

}  // namespace vr::test
