#include "hours/crowd_run.h"

#include <algorithm>
#include <cmath>

namespace vr_torture {
namespace {

constexpr int kPeople = 3;
constexpr double kMostBurstMs = 5;
// A source that has just come, or changed, is being placed; one that leaves takes its last block with it.
constexpr double kSettleS = 3;
constexpr double kLoss = 0.02;
constexpr double kJitterMs = 1.5;
constexpr double kLeastEnergy = 1e8;

}  // namespace

CrowdRun::CrowdRun(const std::string& folder, uint64_t seed) : LongRun(folder, seed) {
  for (int i = 0; i < kPeople; ++i) {
    Person person;
    person.user = i == 0 ? "me" : "you" + std::to_string(i);
    person.kind = i == 0 ? vr::SourceKind::kLocal : vr::SourceKind::kRemote;
    person.first_burst_s = 1 + 3 * i;
    person.tone_hz = 800 + 300 * i;
    person.ppm = Between(-300, 300);
    person.change_at_s = 1 + 10 * i;
    people_.push_back(std::move(person));
  }
}

void CrowdRun::SetFormat(Person* person, double now_s) {
  constexpr int kRates[] = {16000, 24000, 48000};
  person->voice->SetFormat(kRates[random()() % 3], Chance(0.15) ? 2 : 1, now_s);
  person->settled_s = now_s + kSettleS;
}

void CrowdRun::Join(Person* person, double now_s) {
  DriftingVoice::Config config;
  recorder().OpenSource(person->kind, person->user, "", &config.source);
  Happened("source-opened", person->user);
  config.ppm = person->ppm;
  config.first_burst_s = person->first_burst_s;
  config.tone_hz = person->tone_hz;
  config.loss = kLoss;
  config.jitter_ms = kJitterMs;
  person->voice = std::make_unique<DriftingVoice>(config, random()(), now_s);
  SetFormat(person, now_s);
}

void CrowdRun::Leave(Person* person, double now_s) {
  TakeBursts(person);
  heard_.erase(std::remove_if(heard_.begin(), heard_.end(), [now_s](double at_s) { return at_s > now_s - 0.5; }),
               heard_.end());
  recorder().CloseSource(person->voice->source());
  Happened("source-closed", person->user);
  person->voice.reset();
}

void CrowdRun::Change(double now_s) {
  for (Person& person : people_) {
    if (now_s < person.change_at_s) continue;
    person.change_at_s = now_s + Between(60, 1200);
    if (person.voice == nullptr) {
      Join(&person, now_s);
    } else if (Chance(0.5)) {
      SetFormat(&person, now_s);
    } else {
      Leave(&person, now_s);
      person.change_at_s = now_s + Between(60, 900);
    }
  }
}

void CrowdRun::TakeBursts(Person* person) {
  for (const DriftingVoice::Burst& burst : person->voice->TakeBursts()) {
    if (!burst.lost && burst.at_s > person->settled_s) heard_.push_back(burst.at_s);
  }
}

void CrowdRun::Deliver(double now_s) {
  for (Person& person : people_) {
    if (person.voice == nullptr) continue;
    person.voice->Deliver(now_s);
    TakeBursts(&person);
  }
}

// The middle of a burst is the centre of gravity of its energy.
void CrowdRun::CheckAudio(const Capture& capture, double from_s) {
  const std::vector<int16_t>& samples = capture.mix.samples;
  const double to_s = from_s + static_cast<double>(samples.size()) / kTaskRateHz;
  std::vector<double> later;
  for (const double at_s : heard_) {
    if (at_s > to_s - 0.5) later.push_back(at_s);
    if (at_s < from_s + 0.5 || at_s > to_s - 0.5) continue;
    double energy = 0;
    double moment = 0;
    const auto middle = static_cast<int64_t>((at_s - from_s) * kTaskRateHz);
    for (int64_t i = middle - kTaskRateHz / 10; i < middle + kTaskRateHz / 10; ++i) {
      const double power = std::pow(samples[static_cast<size_t>(i)], 2.0);
      energy += power;
      moment += power * static_cast<double>(i);
    }
    if (energy < kLeastEnergy) {
      Wrong("what was said at " + std::to_string(at_s) + " s is not heard");
      continue;
    }
    const double off_ms = std::fabs(from_s + moment / energy / kTaskRateHz - at_s) * 1e3;
    ++bursts_;
    worst_burst_ms_ = std::max(worst_burst_ms_, off_ms);
    if (off_ms > kMostBurstMs) Wrong("what was said at " + std::to_string(at_s) + " s is " + std::to_string(off_ms) + " ms off");
  }
  heard_.swap(later);
}

}  // namespace vr_torture
