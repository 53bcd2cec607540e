#include "analysis/expectations/judge_sound.h"

#include <string>

#include "analysis/diagnosis/sentences.h"
#include "analysis/expectations/lane_choice.h"

namespace vr {
namespace {

constexpr double kMostlyOneTone = 0.7;

std::string LevelText(double dbfs) {
  return dbfs <= -120 ? "nothing but zeros" : NumberText(dbfs) + " dBFS";
}

std::string LoudestText(const LevelTally& levels) {
  if (levels.loudest_dbfs() <= -120) return "nothing but zeros";
  return "the loudest is " + LevelText(levels.loudest_dbfs()) + " at " + SecondsText(levels.loudest_at_s()) + " s";
}

std::string BetweenText(double start_s, double end_s) {
  return "between " + SecondsText(start_s) + " s and " + SecondsText(end_s) + " s";
}

Outcome Said(const LaneEar& ear, Truth truth, const std::string& what) {
  Outcome outcome;
  outcome.truth = truth;
  outcome.message = NameInSentence(ear.lane) + ": " + what;
  return outcome;
}

// A lane of which something is missing is not judged by what is left of it.
bool IsWhole(const LaneEar& ear) {
  return ear.levels.gone() == 0 && ear.levels.cells() > 0;
}

Outcome NotThere(const LaneEar& ear) {
  return Said(ear, Truth::kUnknown,
              "neither audio nor levels of its own can be read " + BetweenText(ear.place.start_s, ear.place.end_s));
}

}  // namespace

Outcome JudgeSpeech(const LaneEar& ear, const Expectation& expectation) {
  if (!IsWhole(ear)) return NotThere(ear);
  const LevelTally& levels = ear.levels;
  const LevelTally::Stretch speech = levels.From(levels.LeastSpeechDbfs());
  const ToneTally::Strongest tone = ear.tones == nullptr ? ToneTally::Strongest{} : ear.tones->strongest();
  Outcome outcome;
  if (speech.seconds < expectation.at_least_s) {
    const std::string heard = speech.seconds > 0 ? "only " + SecondsText(speech.seconds) + " s of speech" : "no speech";
    outcome = Said(ear, Truth::kNo,
                   heard + " " + BetweenText(ear.place.start_s, ear.place.end_s) + ", " + LoudestText(levels));
  } else if (tone.share >= kMostlyOneTone) {
    outcome = Said(
        ear, Truth::kNo,
        "no speech but a steady tone of " + NumberText(tone.hz) + " Hz " + BetweenText(speech.first_s, speech.last_s));
  } else {
    outcome = Said(ear, Truth::kYes,
                   SecondsText(speech.seconds) + " s of speech " + BetweenText(speech.first_s, speech.last_s) + ", " +
                       LoudestText(levels));
  }
  outcome.measured.push_back({ear.lane->lane, {"speech", speech.seconds, "s"}});
  return outcome;
}

Outcome JudgeSilence(const LaneEar& ear, const Expectation& expectation) {
  if (!IsWhole(ear)) return NotThere(ear);
  const LevelTally::Stretch sound = ear.levels.From(expectation.below_dbfs);
  const bool is_silent = ear.levels.loudest_dbfs() < expectation.below_dbfs;
  Outcome outcome =
      is_silent ? Said(ear, Truth::kYes,
                       "silent " + BetweenText(ear.place.start_s, ear.place.end_s) + ", " + LoudestText(ear.levels))
                : Said(ear, Truth::kNo,
                       "sound for " + SecondsText(sound.seconds) + " s " + BetweenText(sound.first_s, sound.last_s) +
                           ", " + LoudestText(ear.levels));
  outcome.measured.push_back({ear.lane->lane, {"loudest", ear.levels.loudest_dbfs(), "dBFS"}});
  return outcome;
}

Outcome JudgeTone(const LaneEar& ear, const Expectation& expectation) {
  if (ear.tones == nullptr) return Said(ear, Truth::kUnknown, "it has no audio of its own that can be decoded here");
  if (!IsWhole(ear)) return NotThere(ear);
  const ToneTally& tones = *ear.tones;
  const std::string at = BetweenText(ear.place.start_s, ear.place.end_s);
  Outcome outcome;
  if (tones.longest_s() >= expectation.at_least_s) {
    outcome = Said(ear, Truth::kYes,
                   "a tone of " + NumberText(tones.mean_hz()) + " Hz at " + LevelText(tones.mean_dbfs()) + ", for " +
                       SecondsText(tones.longest_s()) + " s in one piece " + at);
    outcome.measured.push_back({ear.lane->lane, {"frequency", tones.mean_hz(), "Hz"}});
  } else {
    const ToneTally::Strongest other = tones.strongest();
    const std::string instead =
        tones.longest_s() > 0 ? "only " + SecondsText(tones.longest_s()) + " s of it in one piece"
        : other.hz > 0
            ? "the strongest tone is " + NumberText(other.hz) + " Hz for " + SecondsText(other.seconds) + " s"
            : LoudestText(ear.levels);
    outcome = Said(ear, Truth::kNo, "no tone of " + NumberText(expectation.hz) + " Hz " + at + ", " + instead);
  }
  outcome.measured.push_back({ear.lane->lane, {"duration", tones.longest_s(), "s"}});
  return outcome;
}

}  // namespace vr
