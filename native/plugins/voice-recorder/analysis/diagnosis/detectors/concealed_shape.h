// How packets of 20 ms that an Opus decoder fills in (RFC 6716, 4.4) differ from those beside them, in numbers: above
// 8 kHz it holds the bands of the last packet, 9 dB lower, or 3 dB lower than the one that it filled in before; below,
// the spectrum stands still and fades; and what is new comes at once behind. Of 48 kHz, in steps of 2.5 ms. One thread;
// allocates when it is made only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/float_spectrum.h"

namespace vr {

class ConcealedShape {
 public:
  static constexpr size_t kHopFrames = 120;
  static constexpr size_t kWindowFrames = 256;
  static constexpr int kBehind = 15;  // steps that are known behind the beginning of the packet
  // By how many frames it began before the end of the last step.
  static constexpr size_t kBeginsBefore = kBehind * kHopFrames + kWindowFrames;
  static constexpr size_t kGroups = 4;
  static constexpr size_t kOfTreble = 7;
  static constexpr size_t kNumbers = kOfTreble + 15 * kGroups;
  using Numbers = std::array<float, kNumbers>;

  ConcealedShape();

  // The samples of one more step. true: there is a packet whose sides are known, with a voice in it or right before it,
  // and these are its numbers.
  bool Take(const float* frames, Numbers* numbers);
  // Forgets all samples.
  void Clear() { hops_ = 0; }

 private:
  static constexpr size_t kBands = 12;
  static constexpr size_t kTreble = 8;  // the bands from here on are those of the codec above 8 kHz
  static constexpr size_t kKept = 32;   // steps
  static constexpr int kBefore = 12;    // steps that are known before the packet begins
  using Bands = std::array<float, kBands>;
  using Groups = std::array<float, kGroups>;

  struct Hop {
    Bands power{};
    Bands db{};
    Bands step{};  // to the next one, dB
  };
  // One counted from the beginning of the packet.
  const Hop& At(int step) const { return past_[static_cast<size_t>(hops_ - 1 - kBehind + step) % kKept]; }
  // Of the steps [begin, end).
  Bands Mean(Bands Hop::* bands, int begin, int end) const;
  Bands Level(int begin, int end) const { return Mean(&Hop::db, begin, end); }
  Bands Step(int begin, int end) const { return Mean(&Hop::step, begin, end); }
  void TakeHop(const float* frames);
  Numbers NumbersOf(const Bands& right_before, const Bands& inside) const;
  void TakeTreble(const Bands& inside, const Bands& before, float* numbers) const;
  static Groups OfGroups(const Bands& bands);

  FloatSpectrum spectrum_;
  std::vector<float> window_;
  std::vector<float> powers_;
  std::array<Hop, kKept> past_{};
  int64_t hops_ = 0;
};

}  // namespace vr
