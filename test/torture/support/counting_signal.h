// The sound that torture records: a counter, so that every sample tells which frame it is. test/torture/kill/signal.mjs
// counts the same way.
#pragma once

#include <cstdint>

namespace vr_torture {

constexpr int kFullTop = 32767;   // of a lone source
constexpr int kLocalTop = 16383;  // of two, whose sum is below full scale
constexpr int kRemoteTop = 8191;

// -top .. top without 0, which is left to silence; each lap begins elsewhere, so that no two laps are alike.
class CountingSignal {
 public:
  explicit CountingSignal(int top) : top_(top) {}

  int16_t At(int64_t frame) const {
    constexpr int64_t kTurn = 7919;
    const int64_t period = 2 * int64_t{top_};
    const int64_t lap = frame / period;
    const int64_t count = (frame + kTurn * lap) % period;
    return static_cast<int16_t>(count < top_ ? count - top_ : count - top_ + 1);
  }

 private:
  int top_;
};

}  // namespace vr_torture
