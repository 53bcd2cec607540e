// Sums of products of samples with those some lags before them, for a few lags at once: each is added up in order, and
// the compiler puts all of them into wide registers. Pure.
#pragma once

#include <array>
#include <cstddef>

namespace vr {

constexpr size_t kLagsAtOnce = 8;

// In order of falling lags, from the longest of them on.
struct LaggedProducts {
  std::array<float, kLagsAtOnce> cross{};   // of the samples with those before
  std::array<float, kLagsAtOnce> energy{};  // of those before with themselves
};

// What lies `longest_lag` before the samples is there.
inline LaggedProducts LaggedProductsOf(const float* samples, size_t count, size_t longest_lag) {
  LaggedProducts products;
  const float* before = samples - longest_lag;
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < kLagsAtOnce; ++k) {
      products.cross[k] += samples[i] * before[i + k];
      products.energy[k] += before[i + k] * before[i + k];
    }
  }
  return products;
}

}  // namespace vr
