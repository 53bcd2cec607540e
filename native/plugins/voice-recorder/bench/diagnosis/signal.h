// Samples of one side at 48 kHz, and what is done to them. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "diagnosis/dice.h"

namespace vr::bench {

constexpr int kRateHz = 48000;
constexpr double kPi = 3.14159265358979323846;

using Signal = std::vector<float>;

// In seconds.
struct Stretch {
  double start_s = 0;
  double end_s = 0;
};

size_t FrameAt(double seconds);
double Gain(double db);
double Db(double gain);

// dBFS of a full-scale square wave; -120 for nothing.
double RmsDbfs(const Signal& signal, size_t begin, size_t end);
// RMS of those 20 ms that are within 15 dB of the loudest: what a level of speech is here.
double ActiveDbfs(const Signal& signal);
void Scale(Signal* signal, double gain);
// Adds `other`, times gain, from a frame on; what lies outside of the signal is lost.
void AddAt(Signal* signal, const Signal& other, size_t frame, double gain);
void AddNoise(Signal* signal, double dbfs, Dice* dice);

// One second-order section of a filter.
class Biquad {
 public:
  static Biquad LowPass(double hz, double q = 0.70710678);
  static Biquad HighPass(double hz, double q = 0.70710678);
  static Biquad BandPass(double hz, double q);
  void Run(Signal* signal);
  float Step(float sample);

 private:
  Biquad(double b0, double b1, double b2, double a0, double a1, double a2);
  double b0_, b1_, b2_, a1_, a2_;
  double z1_ = 0, z2_ = 0;
};

// Eighth order, Butterworth: more than 40 dB down an octave away.
void LowPass(Signal* signal, double hz);
void HighPass(Signal* signal, double hz);

// The same sound in `ratio` times as many samples.
Signal Resampled(const Signal& signal, double ratio);

}  // namespace vr::bench
