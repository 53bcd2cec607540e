#include "analysis/diagnosis/detectors/robotic.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr {

using thresholds::kRoboticBestDb;
using thresholds::kRoboticErrorDb;
using thresholds::kRoboticHeightDb;
using thresholds::kRoboticHeightOfOneDb;
using thresholds::kRoboticSpeechDbfs;

namespace {

constexpr size_t kRoboticSummed = 16;  // samples of about 8 kHz into one of the envelope
constexpr double kRoboticWindowSeconds = 4;
constexpr double kRoboticHopSeconds = 1;
constexpr double kRoboticFewestSpeech = 0.35;  // of a window
constexpr double kRoboticKept = 0.88;          // of the weight of older windows
constexpr double kRoboticExpectedDb = 2;       // of the largest of three bins, without any line
constexpr double kRoboticHighestHz = 210;

double RoboticRate(int sample_rate_hz) {
  return static_cast<double>(sample_rate_hz) / std::max(1, sample_rate_hz / 8000) / static_cast<double>(kRoboticSummed);
}

size_t RoboticWindowOf(double rate_hz) {
  size_t size = 256;
  while (static_cast<double>(size) < kRoboticWindowSeconds * rate_hz) size *= 2;
  return size;
}

}  // namespace

Robotic::Robotic(const LaneFacts& lane, int sample_rate_hz)
    : lane_(lane),
      rate_hz_(RoboticRate(sample_rate_hz)),
      spectrum_(RoboticWindowOf(rate_hz_)),
      bin_hz_(rate_hz_ / static_cast<double>(spectrum_.size())) {}

void Robotic::Listen(const Cell& cell) {
  const bool is_audible = IsAudible(cell);
  const char is_speech = is_audible && static_cast<double>(cell.rms_dbfs) >= kRoboticSpeechDbfs ? 1 : 0;
  end_s_ = cell.end_s;
  for (size_t i = 0; i < cell.slow_frames; ++i) {
    // The second difference leaves hum and the lowest voice out.
    const float value = is_audible ? cell.slow[i] : 0;
    const float edge = value - 2 * before_[0] + before_[1];
    before_[1] = before_[0];
    before_[0] = value;
    sum_ += edge * edge;
    if (++summed_ < kRoboticSummed) continue;
    // Compressed, so that quiet and loud syllables count alike.
    envelope_.push_back(std::sqrt(std::sqrt(sum_ / static_cast<float>(kRoboticSummed))));
    is_speech_.push_back(is_speech);
    ++taken_;
    sum_ = 0;
    summed_ = 0;
  }
  if (envelope_.size() < spectrum_.size() || static_cast<double>(taken_) < kRoboticHopSeconds * rate_hz_) return;
  const auto drop = static_cast<std::ptrdiff_t>(envelope_.size() - spectrum_.size());
  envelope_.erase(envelope_.begin(), envelope_.begin() + drop);
  is_speech_.erase(is_speech_.begin(), is_speech_.begin() + drop);
  taken_ = 0;
  TakeWindow();
}

// How far the line at this frequency stands over the mean of what is within 6 Hz.
double Robotic::OverSurroundings(double hz) const {
  const auto bin = static_cast<size_t>(std::lround(hz / bin_hz_));
  const auto far = static_cast<size_t>(6 / bin_hz_);
  constexpr size_t kClose = 3;
  double sum = 0;
  int count = 0;
  for (size_t near = bin - far; near <= bin + far; ++near) {
    if (near + kClose >= bin && near <= bin + kClose) continue;
    sum += mean_[near];
    ++count;
  }
  const double line = std::max({mean_[bin - 1], mean_[bin], mean_[bin + 1]});
  return 10 * std::log10(line / (sum / count + 1e-20));
}

// The packets whose rate and its multiples stand out most.
Robotic::Line Robotic::StrongestLine() const {
  Line strongest;
  for (const double packet_ms : {10, 20, 30, 40, 60}) {
    const double rate_hz = 1000 / packet_ms;
    double sum = 0;
    double lines = 0;
    int standing = 0;
    for (double hz = rate_hz; hz < std::min(kRoboticHighestHz, rate_hz_ / 2 - 8); hz += rate_hz) {
      const double over_db = OverSurroundings(hz);
      sum += std::min(over_db, 20.0);
      lines += 1;
      standing += over_db > 4 ? 1 : 0;
    }
    const double height_db = lines > 0 ? (sum / lines - kRoboticExpectedDb) * std::sqrt(lines) : 0;
    if (standing >= 2 && height_db > strongest.height_db) strongest = {rate_hz, height_db};
  }
  return strongest;
}

void Robotic::TakeWindow() {
  const auto speaking = std::count(is_speech_.begin(), is_speech_.end(), 1);
  if (static_cast<double>(speaking) < kRoboticFewestSpeech * static_cast<double>(is_speech_.size())) return;
  spectrum_.Of(envelope_.data(), &powers_);
  // Windows of loud and of quiet speech count alike.
  double all = 0;
  for (size_t bin = static_cast<size_t>(15 / bin_hz_); bin < powers_.size(); ++bin)
    all += static_cast<double>(powers_[bin]);
  mean_.resize(powers_.size());
  for (size_t bin = 0; bin < powers_.size(); ++bin) {
    mean_[bin] = mean_[bin] * kRoboticKept + static_cast<double>(powers_[bin]) / (all + 1e-20);
  }
  windows_ = windows_ * kRoboticKept + 1;
  const Line line = StrongestLine();
  if (line.height_db < kRoboticHeightDb + kRoboticHeightOfOneDb / windows_) {
    if (open_ && end_s_ - stretch_end_s_ > kRoboticWindowSeconds) EndStretch();
    return;
  }
  if (!open_) {
    open_ = true;
    const auto first = std::find(is_speech_.begin(), is_speech_.end(), 1);
    start_s_ = end_s_ - static_cast<double>(is_speech_.end() - first) / rate_hz_;
    worst_ = Line();
  }
  stretch_end_s_ = end_s_;
  if (line.height_db > worst_.height_db) worst_ = line;
}

void Robotic::EndStretch() {
  if (!open_) return;
  open_ = false;
  if (worst_.height_db < kRoboticBestDb) return;
  Finding finding = SoundFinding("robotic", lane_, std::max(0.0, start_s_), stretch_end_s_, {"rate", worst_.hz, "Hz"});
  finding.severity = worst_.height_db >= kRoboticErrorDb ? Severity::kError : Severity::kWarning;
  finding.confidence = worst_.height_db >= kRoboticErrorDb ? 0.9 : 0.7;
  finding.more.push_back({"height", worst_.height_db, "dB"});
  found_.push_back(std::move(finding));
}

void Robotic::Finish(Report* report) {
  EndStretch();
  AddFound("robotic", lane_, "audio", &found_, report);
}

}  // namespace vr
