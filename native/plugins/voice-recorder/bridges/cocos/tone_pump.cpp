#include "cocos/tone_pump.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace vr_cocos {
namespace {

constexpr uint32_t kRateHz = 48000;
constexpr uint32_t kBlockFrames = kRateHz / 100;
constexpr std::chrono::milliseconds kBlock{10};
// The machine slept, or the app was stopped: what is that late is not made up for.
constexpr std::chrono::milliseconds kTooLate{500};
constexpr double kTwoPi = 6.283185307179586;

}  // namespace

TonePump::~TonePump() {
  RemoveAll();
}

void TonePump::Add(const Tone& tone) {
  std::lock_guard<std::mutex> control(control_mutex_);
  std::unique_lock<std::mutex> lock(mutex_);
  playing_.push_back({tone, 0, Clock::now() + kBlock});
  if (is_running_) {
    wake_.notify_one();
    return;
  }
  lock.unlock();
  if (thread_.joinable()) thread_.join();  // it has left by itself
  lock.lock();
  try {
    thread_ = std::thread([this] { Run(); });  // waits for the lock
  } catch (...) {
    playing_.pop_back();
    throw;
  }
  is_running_ = true;
}

void TonePump::Remove(vr_source source) {
  RemoveIf([source](const Tone& tone) { return tone.source == source; });
}

void TonePump::RemoveOf(vr_recorder recorder) {
  RemoveIf([recorder](const Tone& tone) { return tone.recorder == recorder; });
}

void TonePump::RemoveAll() {
  RemoveIf([](const Tone&) { return true; });
}

bool TonePump::IsRunning() {
  std::lock_guard<std::mutex> lock(mutex_);
  return is_running_;
}

template <typename Matches>
void TonePump::RemoveIf(Matches matches) {
  std::lock_guard<std::mutex> control(control_mutex_);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    const auto is_it = [&](const Playing& each) { return matches(each.tone); };
    playing_.erase(std::remove_if(playing_.begin(), playing_.end(), is_it), playing_.end());
    if (!playing_.empty()) return;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void TonePump::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!playing_.empty()) {
    PushDue(Clock::now());
    if (playing_.empty()) break;
    wake_.wait_until(lock, NextDue());
  }
  is_running_ = false;
}

void TonePump::PushDue(Clock::time_point now) {
  const auto has_ended = [now](Playing& each) {
    if (now - each.due > kTooLate) each.due = now;
    while (each.due <= now) {
      if (!PushBlock(&each)) return true;
      each.due += kBlock;
    }
    return false;
  };
  playing_.erase(std::remove_if(playing_.begin(), playing_.end(), has_ended), playing_.end());
}

// false: the source takes no more.
bool TonePump::PushBlock(Playing* playing) {
  int16_t samples[kBlockFrames];
  const double step = playing->tone.frequency_hz / kRateHz;
  const double peak = playing->tone.amplitude * 32767.0;
  for (int16_t& sample : samples) {
    sample = static_cast<int16_t>(std::lround(peak * std::sin(kTwoPi * playing->phase)));
    playing->phase += step;
    playing->phase -= std::floor(playing->phase);
  }
  return vr_source_push(playing->tone.source, samples, kBlockFrames, VR_SAMPLE_INT16, kRateHz, 1, VR_NO_CAPTURE_TIME) !=
         VR_ERROR_INVALID_STATE;
}

TonePump::Clock::time_point TonePump::NextDue() const {
  Clock::time_point next = Clock::time_point::max();
  for (const Playing& each : playing_) next = std::min(next, each.due);
  return next;
}

TonePump& TheTones() {
  // Never destroyed, because the engine may end its script engine late; but no thread plays on while the process ends.
  static TonePump* pump = [] {
    static TonePump* made = new TonePump();
    std::atexit([] { made->RemoveAll(); });
    return made;
  }();
  return *pump;
}

}  // namespace vr_cocos
