// Sources whose clocks run fast or slow stay where they belong, without a click.
#include <cstdlib>
#include <tuple>

#include "mix_room.h"
#include "support/long_form.h"

namespace vr::test {
namespace {

const double kMinutes = InLongForm(10);

Voice Drifting(double ppm) {
  Voice voice;
  voice.ppm = ppm;
  voice.sound = Bursts(0.5, 1);
  voice.capture_error_s = Normal(0.002, 11);
  return voice;
}

class MixDrift : public ::testing::TestWithParam<std::tuple<int, double>> {
 protected:
  int rate_hz() const { return std::get<0>(GetParam()); }
  double ppm() const { return std::get<1>(GetParam()); }
};

TEST_P(MixDrift, KeepsEventsInPlaceForMinutes) {
  Room room(Output(rate_hz(), 1));
  room.Add(Drifting(ppm()));
  room.Finish(60 * kMinutes);
  EXPECT_EQ(room.heard().frames(), static_cast<int64_t>(60 * kMinutes * rate_hz()));
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, rate_hz(), 0.5, 1, 0, 60 * kMinutes);
  EXPECT_EQ(errors.found, 60 * kMinutes);
  EXPECT_LT(errors.worst_s, 0.0025);
  const MixSourceStats stats = room.StatsOf(1);
  EXPECT_EQ(stats.gaps, 0u);
  EXPECT_NEAR(stats.drift_ppm, ppm(), 0.15 * std::abs(ppm()));
  EXPECT_TRUE(stats.steered);
  EXPECT_LT(std::abs(stats.offset_ms), 2.5);
  const auto steered = room.heard().MarkersOf(MixMarkerKind::kSteered);
  ASSERT_EQ(steered.size(), 1u);
  // Off by 2 ms after 6.7 s at 300 ppm; single capture times jitter as much.
  EXPECT_LT(steered[0].first_frame, 15 * rate_hz());
  EXPECT_TRUE(room.heard().MarkersOf(MixMarkerKind::kRealigned).empty());
}

TEST_P(MixDrift, DoesNotClickWhenSteeringBegins) {
  constexpr double kHz = 440;
  constexpr double kAmplitude = 10000;
  Room room(Output(rate_hz(), 1));
  Voice voice = Drifting(ppm());
  voice.sound = Tone(kHz, kAmplitude);
  room.Add(voice);
  room.Finish(40);
  ASSERT_EQ(room.heard().MarkersOf(MixMarkerKind::kSteered).size(), 1u);
  const double steepest = kAmplitude * std::pow(2 * std::sin(kPi * kHz / rate_hz()), 2);
  EXPECT_LT(Roughness(room.heard().mix, rate_hz() / 2, 39 * rate_hz()), 1.02 * steepest + 5);
}

INSTANTIATE_TEST_SUITE_P(ThreeHundredPpm, MixDrift,
                         ::testing::Combine(::testing::Values(48000, 32000), ::testing::Values(300.0, -300.0)));

// An arrival is never early: half a minute of them tells a clock from a network.
class MixArrivals : public ::testing::TestWithParam<double> {
 protected:
  static Voice Arriving(double ppm) {
    Voice voice = Drifting(ppm);
    voice.captured = false;
    voice.delay_s = Exponential(0.004, 0.030, 21);
    return voice;
  }
};

TEST_P(MixArrivals, TellTheClockThoughTheyJitter) {
  Room room(Output(32000, 1));
  room.Add(Arriving(GetParam()));
  room.Finish(60 * kMinutes);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, 32000, 0.5, 1, 0, 60 * kMinutes);
  EXPECT_EQ(errors.found, 60 * kMinutes);
  EXPECT_LT(errors.worst_s, 0.0025);
  const MixSourceStats stats = room.StatsOf(1);
  EXPECT_EQ(stats.gaps, 0u);
  EXPECT_NEAR(stats.drift_ppm, GetParam(), std::max(20.0, 0.15 * std::abs(GetParam())));
  EXPECT_LE(room.heard().MarkersOf(MixMarkerKind::kSteered).size(), 1u);
}

TEST_P(MixArrivals, AreNotShiftedByStallsWithBursts) {
  Room room(Output(32000, 1));
  Voice voice = Arriving(GetParam());
  const OfBlock jitter = voice.delay_s;
  // Each 3.7 s nothing comes for 80 ms, then all of it at once.
  voice.delay_s = [=](double begin_s) {
    const double within_s = std::fmod(begin_s + 5, 3.7);
    return jitter(begin_s) + (within_s < 0.08 ? 0.08 - within_s : 0);
  };
  room.Add(voice);
  room.Finish(60 * kMinutes);
  const EventErrors errors = ErrorsOfEvents(room.heard().mix, 32000, 0.5, 1, 0, 60 * kMinutes);
  EXPECT_EQ(errors.found, 60 * kMinutes);
  EXPECT_LT(errors.worst_s, 0.0025);
  EXPECT_EQ(room.StatsOf(1).gaps, 0u);
  EXPECT_NEAR(room.StatsOf(1).drift_ppm, GetParam(), std::max(20.0, 0.15 * std::abs(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Ppm, MixArrivals, ::testing::Values(300.0, -300.0, 0.0));

}  // namespace
}  // namespace vr::test
