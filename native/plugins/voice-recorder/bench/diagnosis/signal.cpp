#include "diagnosis/signal.h"

#include <samplerate.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vr::bench {
namespace {

// Q of the sections of a Butterworth filter of eighth order.
constexpr double kSections[] = {0.50979558, 0.60134489, 0.89997622, 2.5629154};

}  // namespace

size_t FrameAt(double seconds) {
  return seconds <= 0 ? 0 : static_cast<size_t>(std::llround(seconds * kRateHz));
}

double Gain(double db) {
  return std::pow(10.0, db / 20);
}

double Db(double gain) {
  return gain <= 1e-6 ? -120 : 20 * std::log10(gain);
}

double RmsDbfs(const Signal& signal, size_t begin, size_t end) {
  end = std::min(end, signal.size());
  if (begin >= end) return -120;
  double sum = 0;
  for (size_t i = begin; i < end; ++i) sum += static_cast<double>(signal[i]) * signal[i];
  return Db(std::sqrt(sum / static_cast<double>(end - begin)));
}

double ActiveDbfs(const Signal& signal) {
  constexpr size_t kCell = kRateHz / 50;
  std::vector<double> levels;
  for (size_t at = 0; at + kCell <= signal.size(); at += kCell) levels.push_back(RmsDbfs(signal, at, at + kCell));
  if (levels.empty()) return -120;
  const double loudest = *std::max_element(levels.begin(), levels.end());
  double sum = 0;
  int count = 0;
  for (const double level : levels) {
    if (level < loudest - 15) continue;
    sum += std::pow(10.0, level / 10);
    ++count;
  }
  return Db(std::sqrt(sum / count));
}

void Scale(Signal* signal, double gain) {
  for (float& sample : *signal) sample *= static_cast<float>(gain);
}

void AddAt(Signal* signal, const Signal& other, size_t frame, double gain) {
  const auto factor = static_cast<float>(gain);
  for (size_t i = 0; i < other.size() && frame + i < signal->size(); ++i) (*signal)[frame + i] += factor * other[i];
}

void AddNoise(Signal* signal, double dbfs, Dice* dice) {
  // Uniform noise has 1/sqrt(3) of its peak as RMS.
  const double peak = Gain(dbfs) * 1.7320508;
  for (float& sample : *signal) sample += static_cast<float>(dice->Between(-peak, peak));
}

Biquad::Biquad(double b0, double b1, double b2, double a0, double a1, double a2)
    : b0_(b0 / a0), b1_(b1 / a0), b2_(b2 / a0), a1_(a1 / a0), a2_(a2 / a0) {}

Biquad Biquad::LowPass(double hz, double q) {
  const double w = 2 * kPi * hz / kRateHz;
  const double alpha = std::sin(w) / (2 * q);
  const double c = std::cos(w);
  return Biquad((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

Biquad Biquad::HighPass(double hz, double q) {
  const double w = 2 * kPi * hz / kRateHz;
  const double alpha = std::sin(w) / (2 * q);
  const double c = std::cos(w);
  return Biquad((1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

Biquad Biquad::BandPass(double hz, double q) {
  const double w = 2 * kPi * hz / kRateHz;
  const double alpha = std::sin(w) / (2 * q);
  return Biquad(alpha, 0, -alpha, 1 + alpha, -2 * std::cos(w), 1 - alpha);
}

float Biquad::Step(float sample) {
  const double out = b0_ * sample + z1_;
  z1_ = b1_ * sample - a1_ * out + z2_;
  z2_ = b2_ * sample - a2_ * out;
  return static_cast<float>(out);
}

void Biquad::Run(Signal* signal) {
  for (float& sample : *signal) sample = Step(sample);
}

void LowPass(Signal* signal, double hz) {
  for (const double q : kSections) Biquad::LowPass(hz, q).Run(signal);
}

void HighPass(Signal* signal, double hz) {
  for (const double q : kSections) Biquad::HighPass(hz, q).Run(signal);
}

Signal Resampled(const Signal& signal, double ratio) {
  Signal out(static_cast<size_t>(std::ceil(static_cast<double>(signal.size()) * ratio)) + 1);
  SRC_DATA data{};
  data.data_in = signal.data();
  data.input_frames = static_cast<long>(signal.size());
  data.data_out = out.data();
  data.output_frames = static_cast<long>(out.size());
  data.src_ratio = ratio;
  const int error = src_simple(&data, SRC_SINC_FASTEST, 1);
  if (error != 0) {
    std::fprintf(stderr, "resampling by %g failed: %s\n", ratio, src_strerror(error));
    std::exit(4);
  }
  out.resize(static_cast<size_t>(data.output_frames_gen));
  return out;
}

}  // namespace vr::bench
