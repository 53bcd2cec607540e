// What one source adds to the mix, as int16, kept until the mix of the same frames is given. Worker thread only.
#pragma once

#include <cstdint>
#include <vector>

namespace vr {

class OwnSound {
 public:
  // From the next cell that is summed; off: at once.
  void SetTrack(bool on) { is_track_ = on; }
  // The source's samples of the cell that is summed. to_measure: they are kept though there is no track.
  void Keep(const std::vector<float>& samples, bool to_measure);
  // The cell that was kept becomes the one that waits.
  void Advance();

  // Of the cell that waits; empty: it was not kept, or the source was not there yet.
  const std::vector<int16_t>& waiting() const { return waiting_.samples; }
  bool waiting_is_track() const { return is_track_ && waiting_.is_track; }

 private:
  struct Cell {
    std::vector<int16_t> samples;
    bool is_track = false;
  };

  bool is_track_ = false;
  Cell summed_;
  Cell waiting_;
};

}  // namespace vr
