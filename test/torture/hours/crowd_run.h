// A room full of people: clocks that drift, blocks that get lost, joins, leaves, headsets that change the rate.
#pragma once

#include <memory>
#include <vector>

#include "hours/drifting_voice.h"
#include "hours/long_run.h"

namespace vr_torture {

class CrowdRun final : public LongRun {
 public:
  CrowdRun(const std::string& folder, uint64_t seed);
  uint64_t bursts() const { return bursts_; }
  double worst_burst_ms() const { return worst_burst_ms_; }

 private:
  struct Person {
    std::string user;
    vr::SourceKind kind = vr::SourceKind::kRemote;
    double first_burst_s = 0;
    double tone_hz = 0;
    double ppm = 0;
    double change_at_s = 0;
    std::unique_ptr<DriftingVoice> voice;  // null while away
    double settled_s = 0;                  // from when on bursts count
  };

  void Deliver(double now_s) override;
  void Change(double now_s) override;
  void CheckAudio(const Capture& capture, double from_s) override;
  void Join(Person* person, double now_s);
  void Leave(Person* person, double now_s);
  void TakeBursts(Person* person);
  void SetFormat(Person* person, double now_s);

  std::vector<Person> people_;
  std::vector<double> heard_;  // bursts that must be found, by the time of their middle
  uint64_t bursts_ = 0;
  double worst_burst_ms_ = 0;
};

}  // namespace vr_torture
