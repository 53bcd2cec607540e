// Detectors of what the sound itself tells: its spectrum, its repetitions, its likeness to another lane.
#include "analysis/diagnosis/catalogue.h"
#include "analysis/diagnosis/detectors/click.h"
#include "analysis/diagnosis/detectors/concealed.h"
#include "analysis/diagnosis/detectors/echo.h"
#include "analysis/diagnosis/detectors/howling.h"
#include "analysis/diagnosis/detectors/hum.h"
#include "analysis/diagnosis/detectors/narrow_band.h"
#include "analysis/diagnosis/detectors/noise.h"
#include "analysis/diagnosis/detectors/robotic.h"
#include "analysis/diagnosis/detectors/wrong_rate.h"

namespace vr {
namespace {

constexpr int kWideRateHz = 16000;  // from here on a rate promises more than a telephone

}  // namespace

void AddSoundDetectors(const LaneFacts& lane, const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<LaneDetector>>* detectors) {
  if (!lane.is_heard) return;
  if (!lane.has_audio) {
    for (const char* id : {"click", "howling", "noise", "hum", "narrow-band", "wrong-rate", "robotic"}) {
      report->Add(NotCheckable(id, lane.lane, "no-audio"));
    }
    return;
  }
  const int rate_hz = capture.sample_rate_hz;
  detectors->push_back(std::make_unique<Click>(lane, rate_hz));
  detectors->push_back(std::make_unique<Howling>(lane));
  detectors->push_back(std::make_unique<Noise>(lane));
  detectors->push_back(std::make_unique<Hum>(lane, rate_hz));
  detectors->push_back(std::make_unique<Robotic>(lane, rate_hz));
  // A microphone has no decoder behind it.
  const bool may_be_concealed = rate_hz == Concealed::kRateHz && !lane.lossy && lane.kind != "local";
  if (may_be_concealed) detectors->push_back(std::make_unique<Concealed>(lane));
  detectors->push_back(std::make_unique<WrongRate>(lane));
  if (rate_hz >= kWideRateHz) {
    detectors->push_back(std::make_unique<NarrowBand>(lane, rate_hz));
  } else {
    report->Add(NotCheckable("narrow-band", lane.lane, "low-rate"));
  }
}

void AddSoundDetectors(const CaptureFacts& capture, Report* report,
                       std::vector<std::unique_ptr<RoomDetector>>* detectors) {
  std::vector<int> remotes;
  for (const LaneFacts& lane : capture.lanes) {
    if (lane.has_audio && (lane.kind == "remote" || lane.kind == "remoteMix")) remotes.push_back(lane.lane);
  }
  bool has_local = false;
  for (const LaneFacts& lane : capture.lanes) {
    if (lane.kind != "local") continue;
    has_local = true;
    if (lane.has_audio && !remotes.empty()) {
      detectors->push_back(std::make_unique<Echo>(lane, remotes, capture.sample_rate_hz));
    } else {
      report->Add(NotCheckable("echo", lane.lane, "sides-not-apart"));
    }
  }
  if (!has_local) report->Add(NotCheckable("echo", kWholeCapture, "sides-not-apart"));
}

}  // namespace vr
