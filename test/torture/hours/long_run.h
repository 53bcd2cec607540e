// Hours of a cycle recording on the virtual clock, with a dump of each ten minutes that is checked and removed. The
// machine sleeps and its clock is set; memory is watched.
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
  struct Config {
    std::string folder;
    uint64_t seed = 0;
    double hours = 1;
    bool tells_progress = false;
  };
  explicit LongRun(const Config& config);
  virtual ~LongRun() = default;

  void Play();

  const std::vector<std::string>& problems() const { return problems_; }
  double worst_marker_ms() const { return worst_marker_ms_; }
  uint64_t markers() const { return markers_; }
  uint64_t sleeps() const { return sleeps_; }
  uint64_t jumps() const { return jumps_; }
  int64_t dumps() const { return dumps_; }
  double hours() const { return now_s() / 3600; }
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
  void Happened(const std::string& label, const std::string& source = "") { HappenedAt(now_s(), label, source); }
  void HappenedAt(double at_s, const std::string& label, const std::string& source);
  void Wrong(const std::string& what) { problems_.push_back(what); }
  double Between(double least, double most) { return std::uniform_real_distribution<double>(least, most)(random_); }
  bool Chance(double probability) { return Between(0, 1) < probability; }
  std::mt19937_64& random() { return random_; }
  // By how much less than in a long run there is between two things that happen.
  double pace() const { return pace_; }

 private:
  void Start();
  void StepTime();
  void MaySleep();
  void Dump();
  void CheckDump(double asked_s);
  void CheckMarkers(const Capture& capture, double from_s, double to_s);
  void CheckWallTime(const Capture& capture, double from_s);
  void Watch();

  struct WallShift {
    double at_s = 0;
    double ms = 0;
  };

  const Config config_;
  const std::string folder_;
  const double pace_;
  std::mt19937_64 random_;
  std::unique_ptr<vr::Recorder> recorder_;
  std::vector<RoomEvent> events_;
  std::vector<std::string> problems_;
  int64_t dumps_ = 0;
  double next_sleep_s_ = 0;
  uint64_t sleeps_ = 0;
  uint64_t jumps_ = 0;
  std::vector<WallShift> wall_shifts_;  // of the wall's clock against the room's, until then
  double wall_begin_ms_ = -1;
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
