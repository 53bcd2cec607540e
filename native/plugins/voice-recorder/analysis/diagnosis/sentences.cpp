#include "analysis/diagnosis/sentences.h"

#include <cmath>
#include <cstdio>

namespace vr {

std::string NumberText(double value) {
  char text[64];
  const double size = std::fabs(value);
  const int digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 || size == 0 ? 2 : 3;
  std::snprintf(text, sizeof(text), "%.*f", digits, value);
  std::string number = text;
  if (number.find('.') != std::string::npos) {
    while (number.back() == '0') number.pop_back();
    if (number.back() == '.') number.pop_back();
  }
  return number == "-0" ? "0" : number;
}

std::string ValueText(const Quantity& quantity) {
  const std::string number = NumberText(quantity.value);
  if (quantity.unit.empty()) return number;
  return quantity.unit == "%" || quantity.unit == "x" ? number + quantity.unit : number + " " + quantity.unit;
}

std::string SecondsText(double seconds) {
  char text[64];
  std::snprintf(text, sizeof(text), "%.2f", seconds);
  return text;
}

Wording WhoText(const LaneFacts* lane) {
  if (lane == nullptr) return {"The capture", "该录音"};
  const std::string named = lane->user.empty() ? "" : " " + lane->user;
  if (lane->kind == "local") return {"The local user" + named, "本地用户" + named};
  if (lane->kind == "remote") return {"Remote user" + named, "远端用户" + named};
  if (lane->kind == "remoteMix") return {"The remote users", "远端混音"};
  if (lane->kind == "channel") {
    const std::string number = std::to_string(lane->lane + 1);
    return {"Channel " + number, "声道 " + number};
  }
  return {"The mix", "混音"};
}

namespace {

// A moment for what is over at once, a stretch for what lasts.
Wording AtText(const Finding& finding) {
  constexpr double kMomentSeconds = 0.25;
  const std::string start = SecondsText(finding.start_s);
  const std::string end = SecondsText(finding.start_s + finding.seconds);
  if (finding.seconds < kMomentSeconds) return {"at " + start + " s", "在 " + start + " 秒处"};
  return {"between " + start + " s and " + end + " s", "在 " + start + " 至 " + end + " 秒之间"};
}

void Replace(const std::string& what, const std::string& with, std::string* text) {
  for (size_t at = text->find(what); at != std::string::npos; at = text->find(what, at + with.size())) {
    text->replace(at, what.size(), with);
  }
}

}  // namespace

Wording SentenceOf(const Finding& finding, const LaneFacts* lane) {
  Wording sentence = SentencePattern(finding.id, finding.form);
  for (const Quantity& quantity : finding.more) {
    Replace("{" + quantity.name + "}", ValueText(quantity), &sentence.en);
    Replace("{" + quantity.name + "}", ValueText(quantity), &sentence.zh);
  }
  const std::string value = ValueText(finding.quantity);
  Replace("{value}", value, &sentence.en);
  Replace("{value}", value, &sentence.zh);
  const Wording at = AtText(finding);
  Replace("{at}", at.en, &sentence.en);
  Replace("{at}", at.zh, &sentence.zh);
  // Last: a user may be called anything.
  const Wording who = WhoText(lane);
  Replace("{who}", who.en, &sentence.en);
  Replace("{who}", who.zh, &sentence.zh);
  return sentence;
}

}  // namespace vr
