#include "analysis/expectations/expected_words.h"

#include "analysis/diagnosis/sentences.h"
#include "analysis/expectations/lane_choice.h"

namespace vr {
namespace {

std::string LoudnessWords(const Expectation& expectation) {
  const bool has_min = expectation.min_lufs.has_value();
  const bool has_max = expectation.max_lufs.has_value();
  const std::string min = NumberText(expectation.min_lufs.value_or(0));
  const std::string max = NumberText(expectation.max_lufs.value_or(0));
  if (has_min && has_max) return "a loudness from " + min + " to " + max + " LUFS";
  return has_min ? "a loudness of " + min + " LUFS or more" : "a loudness of " + max + " LUFS or less";
}

std::string FindingsWords(const Expectation& expectation) {
  std::string words = "no findings";
  for (size_t i = 0; i < expectation.except.size(); ++i) words += (i == 0 ? " but " : ", ") + expectation.except[i];
  return words;
}

std::string WhatWords(const Expectation& expectation) {
  const std::string least = SecondsText(expectation.at_least_s) + " s of ";
  switch (expectation.what) {
    case Expected::kSpeech:
      return least + "speech";
    case Expected::kSilence:
      return "silence below " + NumberText(expectation.below_dbfs) + " dBFS";
    case Expected::kTone:
      return least + "a tone of " + NumberText(expectation.hz) + " Hz, give or take " +
             NumberText(expectation.tolerance_hz) + " Hz,";
    case Expected::kNoDropouts:
      return expectation.longer_than_ms > 0
                 ? "no dropouts longer than " + NumberText(expectation.longer_than_ms) + " ms"
                 : "no dropouts";
    case Expected::kNoClipping:
      return "no clipping";
    case Expected::kNoEcho:
      return "no echo";
    case Expected::kNoFindings:
      return FindingsWords(expectation);
    case Expected::kLoudness:
      return LoudnessWords(expectation);
    case Expected::kLength:
      break;
  }
  return "a length of " + SecondsText(expectation.seconds) + " s, give or take " +
         SecondsText(expectation.tolerance_s) + " s";
}

std::string WhereWords(const Expectation& expectation) {
  if (expectation.start_s.has_value() && expectation.end_s.has_value()) {
    return " between " + SecondsText(*expectation.start_s) + " s and " + SecondsText(*expectation.end_s) + " s";
  }
  if (expectation.start_s.has_value()) return " from " + SecondsText(*expectation.start_s) + " s on";
  return expectation.end_s.has_value() ? " up to " + SecondsText(*expectation.end_s) + " s" : "";
}

}  // namespace

std::string ExpectedWords(const Expectation& expectation) {
  const std::string who = expectation.what == Expected::kLength ? "" : " of " + MeantName(expectation);
  return (expectation.negated ? "not " : "") + WhatWords(expectation) + who + WhereWords(expectation);
}

}  // namespace vr
