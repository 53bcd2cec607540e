// One thread that feeds all test tones, there only while there are some. Any thread may call.
#ifndef VR_BRIDGES_COCOS_TONE_PUMP_H_
#define VR_BRIDGES_COCOS_TONE_PUMP_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "voice_recorder.h"

namespace vr_cocos {

struct Tone {
  vr_source source = 0;
  vr_recorder recorder = 0;
  double frequency_hz = 0;
  double amplitude = 0;  // of full scale
};

class TonePump {
 public:
  TonePump() = default;
  ~TonePump();
  TonePump(const TonePump&) = delete;
  TonePump& operator=(const TonePump&) = delete;

  // A source that is closed elsewhere, or whose recorder has ended, is left aside from its next block on.
  void Add(const Tone& tone);
  // From the return on nothing is pushed to it.
  void Remove(vr_source source);
  void RemoveOf(vr_recorder recorder);
  void RemoveAll();
  // Whether the thread runs.
  bool IsRunning();

 private:
  using Clock = std::chrono::steady_clock;
  struct Playing {
    Tone tone;
    double phase = 0;  // of the next frame, in turns
    Clock::time_point due;
  };

  template <typename Matches>
  void RemoveIf(Matches matches);
  void Run();
  void PushDue(Clock::time_point now);
  static bool PushBlock(Playing* playing);
  Clock::time_point NextDue() const;

  std::mutex control_mutex_;  // of those who start or join the thread; taken first
  std::mutex mutex_;          // guards what follows, and is held while a block is pushed
  std::condition_variable wake_;
  std::vector<Playing> playing_;
  bool is_running_ = false;
  std::thread thread_;
};

TonePump& TheTones();

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_TONE_PUMP_H_
