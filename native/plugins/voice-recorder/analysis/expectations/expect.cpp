#include "analysis/expectations/expect.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/diagnosis/diagnose.h"
#include "analysis/diagnosis/sentences.h"
#include "analysis/expectations/expected_words.h"
#include "analysis/expectations/judge_findings.h"
#include "analysis/expectations/judge_sound.h"
#include "analysis/expectations/lane_choice.h"
#include "analysis/expectations/read_expectations.h"
#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kAnswerVersion = 1;

bool IsHeard(Expected what) {
  return what == Expected::kSpeech || what == Expected::kSilence || what == Expected::kTone;
}

bool IsDiagnosed(Expected what) {
  return what == Expected::kNoDropouts || what == Expected::kNoClipping || what == Expected::kNoEcho ||
         what == Expected::kNoFindings;
}

// All that was learnt of the capture.
struct Heard {
  CaptureFacts facts;
  std::optional<Report> report;
  std::vector<LaneEar> ears;
};

Place PlaceOf(const Expectation& expectation, double duration_s) {
  return {expectation.start_s.value_or(0), std::min(duration_s, expectation.end_s.value_or(duration_s))};
}

LaneEar EarFor(size_t number, const Expectation& expectation, const LaneFacts& lane, const CaptureFacts& facts) {
  LaneEar ear;
  ear.expectation = number;
  ear.lane = &lane;
  ear.place = PlaceOf(expectation, facts.duration_s);
  if (lane.has_audio && expectation.what != Expected::kSilence) {
    ear.tones = std::make_unique<ToneTally>(
        facts.sample_rate_hz, expectation.what == Expected::kTone ? expectation.hz : 0, expectation.tolerance_hz);
  }
  return ear;
}

Outcome Unknown(std::string why) {
  Outcome outcome;
  outcome.message = std::move(why);
  return outcome;
}

Outcome JudgeLength(const Expectation& expectation, const CaptureFacts& facts) {
  Outcome outcome;
  const bool is_within = std::fabs(facts.duration_s - expectation.seconds) <= expectation.tolerance_s + 1e-9;
  outcome.truth = is_within ? Truth::kYes : Truth::kNo;
  outcome.message = "the capture lasts " + SecondsText(facts.duration_s) + " s";
  outcome.measured.push_back({kWholeCapture, {"duration", facts.duration_s, "s"}});
  return outcome;
}

Outcome JudgeHeard(size_t number, const Expectation& expectation, const Heard& heard) {
  std::vector<Outcome> of_lanes;
  for (const LaneEar& ear : heard.ears) {
    if (ear.expectation != number) continue;
    of_lanes.push_back(expectation.what == Expected::kSpeech    ? JudgeSpeech(ear, expectation)
                       : expectation.what == Expected::kSilence ? JudgeSilence(ear, expectation)
                                                                : JudgeTone(ear, expectation));
  }
  return expectation.what == Expected::kSilence ? TrueOfAll(std::move(of_lanes)) : TrueOfAny(std::move(of_lanes));
}

// The progress of one pass out of several.
Progress PassOf(const Progress& progress, size_t pass, size_t passes) {
  if (!progress) return {};
  return [&progress, pass, passes](double done) {
    return progress((static_cast<double>(pass) + done) / static_cast<double>(passes));
  };
}

// Which pass comes next.
struct Passes {
  const Progress& progress;
  size_t* next;
  size_t all;
};

Result<Outcome> Judge(size_t number, const Expectation& expectation, const Heard& heard, Capture& capture,
                      const Passes& passes) {
  if (expectation.what == Expected::kLength) return JudgeLength(expectation, heard.facts);
  const Place place = PlaceOf(expectation, heard.facts.duration_s);
  if (place.seconds() <= 0) {
    return Unknown("the capture lasts " + SecondsText(heard.facts.duration_s) + " s, there is nothing from " +
                   SecondsText(place.start_s) + " s on");
  }
  const std::vector<const LaneFacts*> lanes = LanesFor(expectation, heard.facts);
  if (lanes.empty()) {
    return Unknown(MeantName(expectation) + " is not in this capture: it has " + LaneNames(heard.facts));
  }
  if (IsHeard(expectation.what)) return JudgeHeard(number, expectation, heard);
  if (expectation.what == Expected::kNoFindings) {
    return JudgeAllFaults(lanes, place, expectation, *heard.report, heard.facts);
  }
  std::vector<Outcome> of_lanes;
  for (const LaneFacts* lane : lanes) {
    if (expectation.what != Expected::kLoudness) {
      of_lanes.push_back(JudgeFault(*lane, place, expectation, *heard.report, heard.facts));
      continue;
    }
    Result<Outcome> loudness =
        JudgeLoudness(*lane, place, expectation, capture, PassOf(passes.progress, (*passes.next)++, passes.all));
    if (!loudness.ok()) return loudness.status();
    of_lanes.push_back(std::move(loudness.value()));
  }
  return TrueOfAll(std::move(of_lanes));
}

Json LaneOrNothing(int lane) {
  return lane == kWholeCapture ? Json(nullptr) : Json(lane);
}

double ToThousandths(double value) {
  return std::isfinite(value) ? std::round(value * 1e3) / 1e3 : 0;
}

Json AnswerOf(const Expectation& expectation, const Outcome& outcome, const CaptureFacts& facts) {
  const bool is_known = outcome.truth != Truth::kUnknown;
  Json measured = Json::array();
  for (const Measured& each : outcome.measured) {
    measured.push_back({{"lane", LaneOrNothing(each.lane)},
                        {"name", each.quantity.name},
                        {"value", ToThousandths(each.quantity.value)},
                        {"unit", each.quantity.unit}});
  }
  Json findings = Json::array();
  for (const Finding& finding : outcome.findings) {
    const LaneFacts* lane = finding.lane >= 0 ? &facts.lanes[static_cast<size_t>(finding.lane)] : nullptr;
    findings.push_back({{"id", finding.id},
                        {"form", finding.form},
                        {"lane", LaneOrNothing(finding.lane)},
                        {"startSeconds", ToThousandths(finding.start_s)},
                        {"seconds", ToThousandths(finding.seconds)},
                        {"sentence", SentenceOf(finding, lane).en}});
  }
  return {{"expect", NameOf(expectation.what)},
          {"not", expectation.negated},
          {"pass", is_known && (outcome.truth == Truth::kYes) != expectation.negated},
          {"checkable", is_known},
          {"expected", ExpectedWords(expectation)},
          {"message", (is_known ? "" : "not checkable: ") + outcome.message},
          {"measured", std::move(measured)},
          {"findings", std::move(findings)}};
}

size_t PassesOf(const std::vector<Expectation>& expectations, const CaptureFacts& facts) {
  size_t passes = 2;
  for (const Expectation& expectation : expectations) {
    if (expectation.what == Expected::kLoudness) passes += LanesFor(expectation, facts).size();
  }
  return passes;
}

Status Listen(const std::vector<Expectation>& expectations, Capture& capture, const Progress& progress, size_t passes,
              Heard* heard) {
  bool is_diagnosed = false;
  for (size_t i = 0; i < expectations.size(); ++i) {
    is_diagnosed = is_diagnosed || IsDiagnosed(expectations[i].what);
    if (!IsHeard(expectations[i].what)) continue;
    for (const LaneFacts* lane : LanesFor(expectations[i], heard->facts)) {
      heard->ears.push_back(EarFor(i, expectations[i], *lane, heard->facts));
    }
  }
  if (is_diagnosed) {
    Result<Report> report = Diagnose(capture, PassOf(progress, 0, passes));
    if (!report.ok()) return report.status();
    heard->report = std::move(report.value());
  }
  return heard->ears.empty() ? Status::Ok()
                             : ListenWith(&heard->ears, capture, heard->facts, PassOf(progress, 1, passes));
}

}  // namespace

Result<std::string> ExpectToJson(Capture& capture, const std::string& request, const Progress& progress) {
  const Result<std::vector<Expectation>> expectations = ReadExpectations(request);
  if (!expectations.ok()) return expectations.status();
  Result<CaptureFacts> facts = FactsOf(capture);
  if (!facts.ok()) return facts.status();
  Heard heard;
  heard.facts = std::move(facts.value());
  const size_t passes = PassesOf(expectations.value(), heard.facts);
  Status listened = Listen(expectations.value(), capture, progress, passes, &heard);
  if (!listened.ok()) return listened;
  size_t pass = 2;
  Json results = Json::array();
  bool all_pass = true;
  for (size_t i = 0; i < expectations.value().size(); ++i) {
    const Expectation& expectation = expectations.value()[i];
    const Result<Outcome> outcome = Judge(i, expectation, heard, capture, {progress, &pass, passes});
    if (!outcome.ok()) return outcome.status();
    results.push_back(AnswerOf(expectation, outcome.value(), heard.facts));
    all_pass = all_pass && results.back()["pass"].get<bool>();
  }
  const Json answer = {{"version", kAnswerVersion},
                       {"durationSeconds", std::round(heard.facts.duration_s * 1e6) / 1e6},
                       {"pass", all_pass},
                       {"results", std::move(results)}};
  return JsonText(answer);
}

}  // namespace vr
