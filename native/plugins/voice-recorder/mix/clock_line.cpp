#include "mix/clock_line.h"

#include <algorithm>
#include <cmath>

namespace vr {
namespace {

constexpr double kMemoryS = 40.0;
constexpr double kMaxSlope = 1000e-6;

}  // namespace

void ClockLine::Begin(double stream_s, double room_s, double slope_inertia) {
  slope_inertia_ = slope_inertia;
  kept_slope_ = 0;
  slope_ = 0;
  BeginAgain(stream_s, room_s);
}

void ClockLine::BeginAgain(double stream_s, double room_s) {
  origin_stream_s_ = stream_s;
  origin_room_s_ = room_s;
  weight_ = sum_x_ = sum_y_ = sum_xx_ = sum_xy_ = 0;
  kept_slope_ = slope_;
  offset_ = 0;
  observed_s_ = 0;
}

void ClockLine::Observe(double stream_s, double room_s) {
  // Moves the origin to this observation, so that the sums stay small for hours.
  const double step = stream_s - origin_stream_s_;
  const double forget = std::exp(-std::max(0.0, step) / kMemoryS);
  origin_room_s_ += step;
  origin_stream_s_ = stream_s;
  sum_xx_ = forget * (sum_xx_ - 2 * step * sum_x_ + step * step * weight_);
  sum_xy_ = forget * (sum_xy_ - step * sum_y_);
  sum_x_ = forget * (sum_x_ - step * weight_);
  sum_y_ *= forget;
  weight_ *= forget;

  weight_ += 1;
  sum_y_ += room_s - origin_room_s_;
  observed_s_ += std::max(0.0, step);
  Fit();
}

void ClockLine::Fit() {
  const double mean_x = sum_x_ / weight_;
  const double mean_y = sum_y_ / weight_;
  const double spread = sum_xx_ - sum_x_ * mean_x;
  const double together = sum_xy_ - sum_x_ * mean_y;
  const double fitted = (together + kept_slope_ * slope_inertia_) / (spread + slope_inertia_);
  slope_ = std::clamp(fitted, -kMaxSlope, kMaxSlope);
  offset_ = mean_y - slope_ * mean_x;
}

double ClockLine::RoomTimeAt(double stream_s) const {
  const double ahead = stream_s - origin_stream_s_;
  return origin_room_s_ + offset_ + ahead * (1 + slope_);
}

}  // namespace vr
