// A room full of people: clocks that drift, blocks that get lost, joins, leaves, headsets that change the rate.
#pragma once

#include <memory>
#include <vector>

#include "hours/drifting_voice.h"
#include "hours/long_run.h"

namespace vr_torture {

class CrowdRun final : public LongRun {
 public:
  explicit CrowdRun(const Config& config);
  uint64_t bursts() const { return bursts_; }
  double worst_burst_ms() const { return worst_burst_ms_; }
  uint64_t gaps() const { return gaps_; }
  double worst_gap_ms() const { return worst_gap_ms_; }
  uint64_t joins() const { return joins_; }
  uint64_t leaves() const { return leaves_; }
  uint64_t format_changes() const { return format_changes_; }

 private:
  struct Person {
    std::string user;
    vr::SourceKind kind = vr::SourceKind::kRemote;
    double first_burst_s = 0;
    double tone_hz = 0;
    double ppm = 0;
    double change_at_s = 0;
    std::unique_ptr<DriftingVoice> voice;  // null while away
    double settled_s = 0;                  // from when on bursts and gaps count
    // Of the last dump and since.
    std::vector<DriftingVoice::Stretch> losses;
    std::vector<DriftingVoice::Stretch> unsettled;
  };

  void Deliver(double now_s) override;
  void Change(double now_s) override;
  void CheckAudio(const Capture& capture, double from_s) override;
  void Join(Person* person, double now_s);
  void Leave(Person* person, double now_s);
  void Take(Person* person);
  void CheckBursts(const std::vector<int16_t>& samples, double from_s, double to_s);
  void CheckGaps(const Person& person, const Capture& capture, double from_s, double to_s);
  void SetFormat(Person* person, double now_s);

  std::vector<Person> people_;
  std::vector<double> heard_;  // bursts that must be found, by the time of their middle
  uint64_t bursts_ = 0;
  double worst_burst_ms_ = 0;
  uint64_t gaps_ = 0;
  double worst_gap_ms_ = 0;
  uint64_t joins_ = 0;
  uint64_t leaves_ = 0;
  uint64_t format_changes_ = 0;
};

}  // namespace vr_torture
