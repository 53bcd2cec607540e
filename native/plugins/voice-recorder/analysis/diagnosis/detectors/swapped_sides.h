// Sides of a split file on the wrong channel: which channel is the louder one is compared, over seconds, with which
// source was before mixing, by the correlation of both differences of level. A file may be right at first.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "analysis/diagnosis/detector.h"

namespace vr {

class SwappedSides final : public RoomDetector {
 public:
  // mix: the place of the lane that has both channels.
  SwappedSides(const CaptureFacts& capture, int mix) : capture_(capture), mix_(mix) {}
  void Listen(const std::vector<Cell>& cells) override;
  void Finish(Report* report) override;

 private:
  static constexpr size_t kWindowParts = 5;

  // How two curves of levels go together.
  struct Likeness {
    double count = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    double start_s = 0, end_s = 0;
    void Add(double x, double y);
    void Add(const Likeness& other);
    // 0 where one of them hardly moves.
    double Correlation() const;
  };
  struct Crossed {
    double start_s = 0;
    double end_s = 0;
    double likeness = 0;  // the best of its windows
  };
  void EndPart();

  const CaptureFacts& capture_;
  const int mix_;
  Likeness part_;
  std::array<Likeness, kWindowParts> parts_;
  size_t part_count_ = 0;
  std::vector<Crossed> found_;
};

}  // namespace vr
