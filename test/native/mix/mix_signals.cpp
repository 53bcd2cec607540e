// The sounds, troubles and measures of mix_room.h.
#include <algorithm>
#include <memory>

#include "mix_room.h"

namespace vr::test {

Sound Noise(int sample_rate_hz, double amplitude, uint32_t seed) {
  return [=](double room_s, int channel) {
    auto hash = static_cast<uint64_t>(std::llround(room_s * sample_rate_hz)) * 2 + static_cast<uint64_t>(channel);
    hash = (hash + seed) * 0x9e3779b97f4a7c15ULL;
    hash = (hash ^ (hash >> 31)) * 0xd6e8feb86659fd93ULL;
    const auto level = static_cast<double>((hash >> 32) & 0xffff) / 32767.5 - 1;
    return std::round(level * amplitude);
  };
}

Sound Tone(double hz, double amplitude) {
  return [=](double room_s, int) { return amplitude * std::sin(2 * kPi * hz * room_s); };
}

Sound Silence() {
  return [](double, int) { return 0.0; };
}

Sound Bursts(double first_s, double every_s, double hz, double amplitude) {
  constexpr double kHalfS = 0.004;
  const double per_s = 1 / every_s;
  return [=](double room_s, int) {
    const double since_s = room_s - first_s + kHalfS;
    const double nth = std::floor(since_s * per_s);
    const double within_s = since_s - nth * every_s;
    if (nth < 0 || within_s > 2 * kHalfS) return 0.0;
    const double envelope = std::sin(kPi * within_s / (2 * kHalfS));
    return amplitude * envelope * envelope * std::cos(2 * kPi * hz * (within_s - kHalfS));
  };
}

namespace {

template <typename Distribution>
OfBlock Drawn(Distribution distribution, uint32_t seed) {
  auto random = std::make_shared<std::mt19937>(seed);
  return [=](double) mutable { return distribution(*random); };
}

}  // namespace

OfBlock Uniform(double most_s, uint32_t seed) {
  return Drawn(std::uniform_real_distribution<double>(-most_s, most_s), seed);
}

OfBlock Normal(double deviation_s, uint32_t seed) {
  return Drawn(std::normal_distribution<double>(0, deviation_s), seed);
}

OfBlock Exponential(double mean_s, double most_s, uint32_t seed) {
  const OfBlock drawn = Drawn(std::exponential_distribution<double>(1 / mean_s), seed);
  return [=](double begin_s) { return std::min(drawn(begin_s), most_s); };
}

std::function<bool(double)> LossBursts(double share, uint32_t seed) {
  auto random = std::make_shared<std::mt19937>(seed);
  constexpr double kMeanBurst = 5.5;
  // Bursts begin in blocks that are not lost, which are 1 - share of all.
  const double begins = share / kMeanBurst / (1 - share);
  return [=, left = 0](double) mutable {
    if (left == 0 && std::uniform_real_distribution<double>(0, 1)(*random) < begins) {
      left = std::uniform_int_distribution<int>(1, 10)(*random);
    }
    return left > 0 && left-- > 0;
  };
}

std::optional<double> OffsetOfEvent(const std::vector<int16_t>& samples, int rate_hz, double centre_s,
                                    double least_energy) {
  double energy = 0;
  double moment = 0;
  const auto from = std::max<int64_t>(0, std::llround((centre_s - 0.08) * rate_hz));
  const auto to = std::min<int64_t>(static_cast<int64_t>(samples.size()), std::llround((centre_s + 0.08) * rate_hz));
  for (int64_t i = from; i < to; ++i) {
    const double value = samples[static_cast<size_t>(i)];
    energy += value * value / rate_hz;
    moment += value * value / rate_hz * (static_cast<double>(i) / rate_hz - centre_s);
  }
  if (energy < least_energy) return std::nullopt;
  return moment / energy;
}

EventErrors ErrorsOfEvents(const std::vector<int16_t>& samples, int rate_hz, double first_s, double every_s,
                           double from_s, double to_s) {
  // A whole burst: 12000^2 times half of 3/8 of 8 ms.
  constexpr double kWhole = 12000.0 * 12000.0 * 0.008 * 0.375 * 0.5;
  EventErrors errors;
  for (double at_s = first_s; at_s < to_s - 0.1; at_s += every_s) {
    if (at_s < from_s) continue;
    const std::optional<double> offset_s = OffsetOfEvent(samples, rate_hz, at_s, 0.95 * kWhole);
    if (!offset_s) continue;
    ++errors.found;
    errors.worst_s = std::max(errors.worst_s, std::abs(*offset_s));
  }
  return errors;
}

double ResidueDb(const std::vector<int16_t>& samples, int64_t first, int64_t end, int rate_hz, double hz) {
  double ss = 0, sc = 0, cc = 0, xs = 0, xc = 0, xx = 0;
  for (int64_t i = first; i < end; ++i) {
    const double phase = 2 * kPi * hz * static_cast<double>(i) / rate_hz;
    const double s = std::sin(phase), c = std::cos(phase), x = samples[static_cast<size_t>(i)];
    ss += s * s, sc += s * c, cc += c * c, xs += x * s, xc += x * c, xx += x * x;
  }
  const double det = ss * cc - sc * sc;
  const double a = (xs * cc - xc * sc) / det;
  const double b = (xc * ss - xs * sc) / det;
  const double tone = a * xs + b * xc;
  return 10 * std::log10(std::max(xx - tone, 1e-9) / tone);
}

int Roughness(const std::vector<int16_t>& samples, int64_t first, int64_t end) {
  int worst = 0;
  for (int64_t i = first + 1; i + 1 < end; ++i) {
    const auto at = static_cast<size_t>(i);
    worst = std::max(worst, std::abs(samples[at - 1] - 2 * samples[at] + samples[at + 1]));
  }
  return worst;
}

}  // namespace vr::test
