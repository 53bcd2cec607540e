#include "hours/crowd_run.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace vr_torture {
namespace {

constexpr int kPeople = 3;
constexpr double kMostOffMs = 5;
// A source that has just come, or changed, is being placed; one that leaves takes its last block with it.
constexpr double kSettleS = 3;
constexpr double kLoss = 0.02;
constexpr double kJitterMs = 1.5;
constexpr double kEdgeS = 0.5;  // of a dump, or a voice: what reaches over it is in no place of its own
constexpr double kLeastEnergy = 1e8;

}  // namespace

CrowdRun::CrowdRun(const Config& config) : LongRun(config) {
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
  // High rates cost most of the time that a run takes, so they are rare.
  constexpr int kRates[] = {8000, 8000, 16000, 16000, 16000, 16000, 24000, 24000, 32000, 48000};
  person->voice->SetFormat(kRates[random()() % std::size(kRates)], Chance(0.1) ? 2 : 1, now_s);
  person->settled_s = now_s + kSettleS;
  person->unsettled.push_back({now_s - kEdgeS, person->settled_s});
}

void CrowdRun::Join(Person* person, double now_s) {
  DriftingVoice::Config config;
  recorder().OpenSource(person->kind, person->user, "", &config.source);
  Happened("source-opened", person->user);
  ++joins_;
  config.ppm = person->ppm;
  config.first_burst_s = person->first_burst_s;
  config.tone_hz = person->tone_hz;
  config.loss = kLoss;
  config.jitter_ms = kJitterMs;
  person->voice = std::make_unique<DriftingVoice>(config, random()(), now_s);
  SetFormat(person, now_s);
}

void CrowdRun::Leave(Person* person, double now_s) {
  Take(person);
  person->unsettled.push_back({now_s - kEdgeS, now_s + kEdgeS});
  heard_.erase(std::remove_if(heard_.begin(), heard_.end(), [now_s](double at_s) { return at_s > now_s - kEdgeS; }),
               heard_.end());
  ++leaves_;
  recorder().CloseSource(person->voice->source());
  Happened("source-closed", person->user);
  person->voice.reset();
}

void CrowdRun::Change(double now_s) {
  for (Person& person : people_) {
    if (now_s < person.change_at_s) continue;
    person.change_at_s = now_s + pace() * Between(60, 1200);
    if (person.voice == nullptr) {
      Join(&person, now_s);
    } else if (Chance(0.5)) {
      SetFormat(&person, now_s);
    } else {
      Leave(&person, now_s);
      person.change_at_s = now_s + pace() * Between(60, 3600);
    }
  }
}

void CrowdRun::Take(Person* person) {
  for (const DriftingVoice::Stretch& loss : person->voice->TakeLosses()) person->losses.push_back(loss);
  const double changed_s = person->voice->TakeFormatChange();
  if (changed_s >= 0) {
    HappenedAt(changed_s, "format-changed", person->user);
    ++format_changes_;
  }
  for (const DriftingVoice::Burst& burst : person->voice->TakeBursts()) {
    if (!burst.lost && burst.at_s > person->settled_s) heard_.push_back(burst.at_s);
  }
}

void CrowdRun::Deliver(double now_s) {
  for (Person& person : people_) {
    if (person.voice == nullptr) continue;
    person.voice->Deliver(now_s);
    Take(&person);
  }
}

void CrowdRun::CheckAudio(const Capture& capture, double from_s) {
  const double to_s = from_s + static_cast<double>(capture.mix.samples.size()) / kTaskRateHz;
  CheckBursts(capture.mix.samples, from_s, to_s);
  for (Person& person : people_) {
    CheckGaps(person, capture, from_s, to_s);
    for (auto* stretches : {&person.losses, &person.unsettled}) {
      const auto is_past = [to_s](const DriftingVoice::Stretch& each) { return each.end_s < to_s - 2 * kEdgeS; };
      stretches->erase(std::remove_if(stretches->begin(), stretches->end(), is_past), stretches->end());
    }
  }
}

// The middle of a burst is the centre of gravity of its energy.
void CrowdRun::CheckBursts(const std::vector<int16_t>& samples, double from_s, double to_s) {
  std::vector<double> later;
  for (const double at_s : heard_) {
    if (at_s > to_s - kEdgeS) later.push_back(at_s);
    if (at_s < from_s + kEdgeS || at_s > to_s - kEdgeS) continue;
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
    if (off_ms > kMostOffMs)
      Wrong("what was said at " + std::to_string(at_s) + " s is " + std::to_string(off_ms) + " ms off");
  }
  heard_.swap(later);
}

// What was lost is a gap in the sidecar, at its place, and nothing else is.
void CrowdRun::CheckGaps(const Person& person, const Capture& capture, double from_s, double to_s) {
  std::vector<DriftingVoice::Stretch> told;
  for (const auto& source : capture.sidecar["sources"]) {
    if (source["user"] != person.user) continue;
    for (const auto& gap : source["gaps"]) {
      const double begin_s = from_s + static_cast<double>(gap["firstFrame"]) / kTaskRateHz;
      told.push_back({begin_s, begin_s + static_cast<double>(gap["frames"]) / kTaskRateHz});
    }
  }
  const auto counts = [&](const DriftingVoice::Stretch& gap) {
    const auto overlaps = [&](const DriftingVoice::Stretch& e) {
      return gap.begin_s < e.end_s && gap.end_s > e.begin_s;
    };
    return gap.begin_s > from_s + kEdgeS && gap.end_s < to_s - kEdgeS &&
           std::none_of(person.unsettled.begin(), person.unsettled.end(), overlaps);
  };
  const auto off_ms = [](const DriftingVoice::Stretch& a, const DriftingVoice::Stretch& b) {
    return 1e3 * std::max(std::fabs(a.begin_s - b.begin_s), std::fabs(a.end_s - b.end_s));
  };
  const auto text = [&](const DriftingVoice::Stretch& gap) {
    return person.user + ", " + std::to_string(gap.begin_s) + " s to " + std::to_string(gap.end_s) + " s";
  };
  const auto nearest_ms = [&](const DriftingVoice::Stretch& gap, const std::vector<DriftingVoice::Stretch>& among) {
    double nearest = 1e9;
    for (const DriftingVoice::Stretch& each : among) nearest = std::min(nearest, off_ms(gap, each));
    return nearest;
  };
  for (const DriftingVoice::Stretch& loss : person.losses) {
    if (!counts(loss)) continue;
    const double off = nearest_ms(loss, told);
    if (off > kMostOffMs) {
      Wrong("what was lost of " + text(loss) + ", is no gap there");
      continue;
    }
    ++gaps_;
    worst_gap_ms_ = std::max(worst_gap_ms_, off);
  }
  for (const DriftingVoice::Stretch& gap : told) {
    if (counts(gap) && nearest_ms(gap, person.losses) > kMostOffMs)
      Wrong("nothing was lost in the gap of " + text(gap));
  }
}

}  // namespace vr_torture
