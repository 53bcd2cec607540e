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
  static constexpr size_t kTreble = 8;     // the bands from here on are those of the codec above 8 kHz
  static constexpr int64_t kKept = 32;     // steps
  static constexpr int kBefore = 12;       // steps that are known before the packet begins
  static constexpr int kFirstKnown = -9;   // step whose spectrum is asked for
  static constexpr int kRightBefore = -5;  // from here to the last but one before the packet
  static constexpr int kInside = 7;        // steps that are within the packet alone
  using Bands = std::array<float, kBands>;
  using Groups = std::array<float, kGroups>;

  struct Hop {
    std::array<float, kWindowFrames> frames{};
    float most = 0;         // the power of all lines, at most
    bool is_known = false;  // its spectrum, which is worked out where it is asked for
    Bands power{};
    Bands db{};
  };
  static size_t Place(int64_t hop) { return static_cast<size_t>(hop % kKept); }
  // One counted from the beginning of the packet.
  const Hop& At(int step) const { return past_[Place(taken_ - 1 - kBehind + step)]; }
  Hop& At(int step) { return past_[Place(taken_ - 1 - kBehind + step)]; }
  // Of the steps [begin, end).
  void Know(int begin, int end);
  bool MayBeLoud(int begin, int end) const;
  bool IsLoudIn(int begin, int end);
  template <typename OfStep>
  static Bands Mean(int begin, int end, OfStep of_step);
  Bands Level(int begin, int end) const;
  Bands Step(int begin, int end) const;  // to the next one
  void TakeHop(const float* frames);
  Numbers NumbersOf(const Bands& right_before, const Bands& inside) const;
  void TakeTreble(const Bands& inside, const Bands& before, float* numbers) const;
  static Groups OfGroups(const Bands& bands);

  FloatSpectrum spectrum_;
  std::vector<float> powers_;
  std::array<Hop, kKept> past_{};
  int64_t taken_ = kKept;  // steps
  int64_t hops_ = 0;       // those that are not forgotten
};

}  // namespace vr
