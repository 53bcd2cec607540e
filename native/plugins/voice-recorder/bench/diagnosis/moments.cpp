#include "diagnosis/moments.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vr::bench {
namespace {

constexpr int kTries = 400;
constexpr double kFromEdgesSeconds = 0.3;
constexpr double kBesideSeconds = 0.03;

using Fits = std::function<bool(double time_s)>;

std::vector<double> Choose(double from_s, double to_s, size_t count, const Fits& fits, Dice* dice) {
  std::vector<double> moments;
  for (int i = 0; i < kTries && moments.size() < count && from_s < to_s; ++i) {
    const double time_s = dice->Between(from_s, to_s);
    const bool apart = std::all_of(moments.begin(), moments.end(), [&](double other_s) {
      return std::abs(other_s - time_s) >= kBetweenInstancesSeconds;
    });
    if (apart && fits(time_s)) moments.push_back(time_s);
  }
  std::sort(moments.begin(), moments.end());
  return moments;
}

double Level(const Side& side, double from_s, double to_s) {
  return RmsDbfs(side.signal, FrameAt(from_s), FrameAt(to_s));
}

}  // namespace

std::vector<double> LoudMoments(const Side& side, size_t count, double length_s, Dice* dice) {
  const double seconds = static_cast<double>(side.signal.size()) / kRateHz;
  const double enough_dbfs = side.active_dbfs - 10;
  const Fits fits = [&](double time_s) {
    const double end_s = time_s + length_s;
    const bool within = std::any_of(side.turns.begin(), side.turns.end(), [&](const Stretch& turn) {
      return time_s >= turn.start_s + kFromEdgesSeconds && end_s <= turn.end_s - kFromEdgesSeconds;
    });
    return within && Level(side, time_s - kBesideSeconds, time_s) >= enough_dbfs &&
           Level(side, time_s, end_s) >= enough_dbfs && Level(side, end_s, end_s + kBesideSeconds) >= enough_dbfs;
  };
  return Choose(0.5, seconds - length_s - 0.5, count, fits, dice);
}

std::vector<double> QuietMoments(const Side& side, size_t count, double length_s, Dice* dice) {
  const double seconds = static_cast<double>(side.signal.size()) / kRateHz;
  const Fits fits = [&](double time_s) {
    return Level(side, time_s - kBesideSeconds, time_s + length_s + kBesideSeconds) <= -40;
  };
  return Choose(0.5, seconds - length_s - 0.5, count, fits, dice);
}

Label LabelOf(const char* id, Whose whose, Place place, double start_s, double end_s) {
  Label label;
  label.id = id;
  label.whose = whose;
  label.place = place;
  label.start_s = start_s;
  label.end_s = end_s;
  return label;
}

}  // namespace vr::bench
