// The loudness of a whole recording out of its momentary values, and a momentary value in two bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vr {

// Integrated loudness by BS.1770-4: what is above -70 LUFS and not more than 10 LU below the mean of that. Kept as a
// histogram, so that hours cost what seconds do: 12.5 KiB, exact to 0.0125 LU. One thread at a time.
class IntegratedLoudness {
 public:
  // Momentary values in LUFS, taken every 100 ms. As BS.1770 has it, the first is taken after 400 ms: a value whose
  // window begins before the recording is left out.
  void Add(double momentary_lufs);
  // In LUFS; kSilenceLufs when nothing was above the gate.
  double lufs() const;

 private:
  static constexpr int kBinsPerLu = 40;
  static constexpr int kLowestLufs = -70;
  static constexpr int kHighestLufs = 10;  // beyond what int16 can be; louder values count as this
  static constexpr size_t kBins = static_cast<size_t>((kHighestLufs - kLowestLufs) * kBinsPerLu);

  std::array<uint32_t, kBins> counts_{};
};

// 0: silence, or below -70 LUFS; otherwise hundredths of LU above -70, and one. The loudest that fits is 585.34 LUFS.
uint16_t PackLoudness(double lufs);
double UnpackLoudness(uint16_t packed);

}  // namespace vr
