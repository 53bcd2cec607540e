// A recorder on the virtual clock that benchmarks fill faster than real time, through the C interface.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "voice_recorder.h"

namespace vr::bench {

// CPU time of the calling thread, in seconds. With a virtual clock all work is done on it.
double ThreadCpuSeconds();
double WallSeconds();

class VirtualRoom {
 public:
  // recovery_folder: NULL for recordings in memory.
  explicit VirtualRoom(const std::string& folder, const char* recovery_folder = nullptr);
  ~VirtualRoom();

  struct Voice {
    vr_source source = 0;
    uint32_t sample_rate_hz = 48000;
    uint32_t channels = 1;
    std::vector<int16_t> one_second;  // what it says, again and again, interleaved
    uint64_t frame = 0;
  };

  Voice& Add(vr_source_kind kind, const std::string& user, uint32_t sample_rate_hz, uint32_t channels);
  // file_path within the folder.
  void Start(const std::string& name, uint32_t cycle_time_s, uint32_t sample_rate_hz, uint32_t channels);
  // Every voice delivers 10 ms each 10 ms.
  void Run(double seconds);
  void Advance(double seconds);
  // Takes events until this one; false: it did not come.
  bool Await(vr_event_kind kind, int32_t code = 0);

  vr_recorder recorder() const { return recorder_; }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_;
  vr_recorder recorder_ = 0;
  std::vector<Voice> voices_;
};

// A folder under the given root (or TMPDIR, or /tmp) that goes with its owner.
class BenchFolder {
 public:
  BenchFolder();
  ~BenchFolder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A second of something speech-like: a gliding tone with pauses and a little noise, below full scale.
std::vector<int16_t> SpeechLike(uint32_t sample_rate_hz, uint32_t channels, uint32_t seed);

double Median(std::vector<double> values);

}  // namespace vr::bench
