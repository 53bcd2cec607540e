#include "analysis/diagnosis/detectors/channels.h"

#include <cmath>

namespace vr {

using thresholds::kChannelsAlike;
using thresholds::kChannelsOpposite;
using thresholds::kChannelsSeconds;
using thresholds::kSilentDbfs;

void Channels::Listen(const Cell& cell) {
  end_s_ = cell.end_s;
  if (cell.samples == nullptr || (cell.has_levels && cell.rms_dbfs < kSilentDbfs)) return;
  float left = 0;
  float right = 0;
  float both = 0;
  for (size_t frame = 0; frame < cell.frames; ++frame) {
    const float l = cell.samples[2 * frame];
    const float r = cell.samples[2 * frame + 1];
    left += l * l;
    right += r * r;
    both += l * r;
  }
  left_ += static_cast<double>(left);
  right_ += static_cast<double>(right);
  both_ += static_cast<double>(both);
  sound_s_ += kCellSeconds;
}

void Channels::Finish(Report* report) {
  if (sound_s_ < kChannelsSeconds) {
    report->Add(NotCheckable("channels", lane_.lane, "little-sound"));
    return;
  }
  const double product = std::sqrt(left_ * right_);
  const double correlation = product > 0 ? both_ / product : 0;
  const bool is_opposite = correlation <= -kChannelsOpposite;
  const bool is_alike = !lane_.is_side && correlation >= kChannelsAlike;
  report->Add(Made("channels", lane_, is_opposite || is_alike, "audio"));
  if (!is_opposite && !is_alike) return;
  Finding finding;
  finding.id = "channels";
  finding.form = is_opposite ? "opposite" : "identical";
  // Of a file with one side on each channel, the other side is lost.
  finding.severity = is_opposite || split_ ? Severity::kError : Severity::kInfo;
  finding.lane = lane_.lane;
  finding.seconds = end_s_;
  finding.quantity = {"correlation", correlation, ""};
  finding.more.push_back({"difference", 10 * std::log10((right_ + 1e-12) / (left_ + 1e-12)), "dB"});
  finding.approximate = lane_.lossy;
  report->Add(std::move(finding));
}

}  // namespace vr
