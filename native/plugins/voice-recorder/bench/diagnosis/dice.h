// Random numbers that are the same on every machine and with every standard library.
#pragma once

#include <cmath>
#include <cstdint>

namespace vr::bench {

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  // SplitMix64.
  uint64_t Next() { return Mixed(state_ += 0x9e3779b97f4a7c15u); }
  // 0 to 1, without 1.
  double Share() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  double Between(double low, double high) { return low + (high - low) * Share(); }
  // 0 to count - 1.
  size_t Index(size_t count) { return static_cast<size_t>(Next() % count); }
  bool Chance(double share) { return Share() < share; }
  int Sign() { return Chance(0.5) ? 1 : -1; }
  // Mean 0, standard deviation 1: a sum of twelve is near enough to a normal distribution for noise.
  double Normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += Share();
    return sum;
  }
  // Another row of numbers, which does not depend on how many this one has given.
  static Dice Of(uint64_t seed, uint64_t which) { return Dice(Mixed(Mixed(seed) + which)); }

 private:
  static uint64_t Mixed(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
  }

  uint64_t state_;
};

}  // namespace vr::bench
