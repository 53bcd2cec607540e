// Follows a clock that only a producer knows: its differences are trusted, and the earliest arrivals tell where and
// how fast it runs in room time. Worker thread only.
#pragma once

#include "mix/clock_line.h"

namespace vr {

class OwnClock {
 public:
  void Begin(double own_s, double latest_room_s);
  // A block was captured at own_s, at latest_room_s at the latest.
  void Observe(double own_s, double latest_room_s);
  double RoomTimeAt(double own_s) const { return line_.RoomTimeAt(own_s - origin_s_); }

 private:
  void EndWindow();

  double origin_s_ = 0;
  ClockLine line_;
  bool settled_ = false;  // until the first window is over, the line drops to every earlier arrival
  double window_begin_s_ = 0;
  double earliest_s_ = 0;      // own time, since the origin, of the window's earliest arrival
  double earliest_lag_s_ = 0;  // its arrival less what the line says
};

}  // namespace vr
