// Hours of a cycle recording on the virtual clock, with a dump of each ten minutes that is checked and removed. The machine
// sleeps and its clock is set; memory is watched.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "recorder/recorder.h"
#include "support/capture_reader.h"

namespace vr_torture {

constexpr int kTaskRateHz = 16000;
constexpr double kDumpEveryS = 600;

// Something that happened in the room, as a sidecar is to tell it.
struct RoomEvent {
  double at_s = 0;
  std::string label;
  std::string source;
};

class LongRun {
 public:
  LongRun(const std::string& folder, uint64_t seed);
  virtual ~LongRun() = default;

  // With a progress line for every dump; `share` of the whole report's progress is this run's.
  void Play(double hours);

  const std::vector<std::string>& problems() const { return problems_; }
  double worst_marker_ms() const { return worst_marker_ms_; }
  uint64_t markers() const { return markers_; }
  long grown_kib() const { return grown_kib_; }
  double speed() const { return speed_; }  // virtual seconds in a real one

 protected:
  // The voices of the next ten milliseconds, which are over at now_s.
  virtual void Deliver(double now_s) = 0;
  // A moment in which something may happen to the voices.
  virtual void Change(double now_s) = 0;
  // The audio of a dump whose first frame is at from_s.
  virtual void CheckAudio(const Capture& capture, double from_s) = 0;

  double now_s() const { return static_cast<double>(recorder_->NowNs()) / 1e9; }
  vr::Recorder& recorder() { return *recorder_; }
  void Happened(const std::string& label, const std::string& source = "");
  void Wrong(const std::string& what) { problems_.push_back(what); }
  double Between(double least, double most) { return std::uniform_real_distribution<double>(least, most)(random_); }
  bool Chance(double probability) { return Between(0, 1) < probability; }
  std::mt19937_64& random() { return random_; }
  double last_sleep_s() const { return last_sleep_s_; }

 private:
  void Start();
  void StepTime();
  void MaySleep();
  void Dump();
  void CheckDump(double asked_s);
  void CheckMarkers(const Capture& capture, double from_s, double to_s);
  void Watch(double hours);

  const std::string folder_;
  std::mt19937_64 random_;
  std::unique_ptr<vr::Recorder> recorder_;
  std::vector<RoomEvent> events_;
  std::vector<std::string> problems_;
  int64_t dumps_ = 0;
  double last_sleep_s_ = -10;
  double next_sleep_s_ = 0;
  double next_mark_s_ = 1;
  uint64_t marks_ = 0;
  double worst_marker_ms_ = 0;
  uint64_t markers_ = 0;
  long first_kib_ = 0;
  long first_resident_kib_ = 0;
  long grown_kib_ = 0;
  double speed_ = 0;
};

}  // namespace vr_torture
