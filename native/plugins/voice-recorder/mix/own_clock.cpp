#include "mix/own_clock.h"

#include <algorithm>

namespace vr {
namespace {

constexpr double kWindowS = 1.0;
constexpr double kInertia = 25;     // see ClockLine::Begin
constexpr double kStepLateS = 0.5;  // a whole window so much later or earlier than the line: the clock was set
constexpr double kStepEarlyS = 0.05;
constexpr double kMaxPullS = 0.005;  // of one window

}  // namespace

void OwnClock::Begin(double own_s, double latest_room_s) {
  origin_s_ = own_s;
  line_.Begin(0, latest_room_s, kInertia);
  settled_ = false;
  window_begin_s_ = earliest_s_ = earliest_lag_s_ = 0;
}

void OwnClock::Observe(double own_s, double latest_room_s) {
  const double since_s = own_s - origin_s_;
  const double lag_s = latest_room_s - line_.RoomTimeAt(since_s);
  if (!settled_ && lag_s < 0) {
    line_.BeginAgain(since_s, latest_room_s);
    earliest_s_ = since_s;
    earliest_lag_s_ = 0;
  } else if (lag_s < earliest_lag_s_) {
    earliest_s_ = since_s;
    earliest_lag_s_ = lag_s;
  }
  const double passed_s = since_s - window_begin_s_;
  if (passed_s < 0 || passed_s >= kWindowS) {
    EndWindow();
    window_begin_s_ = since_s;
    earliest_s_ = since_s;
    earliest_lag_s_ = latest_room_s - line_.RoomTimeAt(since_s);
  }
}

void OwnClock::EndWindow() {
  settled_ = true;
  const double line_s = line_.RoomTimeAt(earliest_s_);
  if (earliest_lag_s_ > kStepLateS || earliest_lag_s_ < -kStepEarlyS) {
    line_.BeginAgain(earliest_s_, line_s + earliest_lag_s_);
  } else {
    line_.Observe(earliest_s_, line_s + std::clamp(earliest_lag_s_, -kMaxPullS, kMaxPullS));
  }
}

}  // namespace vr
