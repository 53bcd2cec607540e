// Follows a source's clock: a straight line through (seconds of samples, room time), fitted by least squares that
// forget. The room times of single blocks jitter by milliseconds; the line does not. Worker thread only.
#pragma once

namespace vr {

class ClockLine {
 public:
  // The line begins at this point with the nominal slope and trusts it until it has seen more. slope_inertia: how many
  // squared seconds of evidence it takes to believe a slope half; larger for noisier observations.
  void Begin(double stream_s, double room_s, double slope_inertia);
  // As Begin, but the slope that was learnt stays.
  void BeginAgain(double stream_s, double room_s);
  // The source's sample at stream_s was heard at room_s.
  void Observe(double stream_s, double room_s);

  double RoomTimeAt(double stream_s) const;
  // Room seconds for each second of samples, less 1; a fast source has a negative one.
  double slope() const { return slope_; }
  double drift_ppm() const { return -slope_ * 1e6; }
  double observed_s() const { return observed_s_; }

 private:
  void Fit();

  double origin_stream_s_ = 0;  // of the sums; moves with the newest observation
  double origin_room_s_ = 0;
  double weight_ = 0;
  double sum_x_ = 0;
  double sum_y_ = 0;
  double sum_xx_ = 0;
  double sum_xy_ = 0;
  double kept_slope_ = 0;  // what a young fit leans on
  double slope_ = 0;
  double offset_ = 0;  // of the room time at the origin
  double slope_inertia_ = 100;
  double observed_s_ = 0;
};

}  // namespace vr
