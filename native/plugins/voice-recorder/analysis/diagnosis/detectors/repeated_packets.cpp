#include "analysis/diagnosis/detectors/repeated_packets.h"

#include <algorithm>
#include <utility>

namespace vr {

using thresholds::kRepeatedPackets;
using thresholds::kRepeatedPacketsApartSeconds;
using thresholds::kRepeatedPacketsErrorHz;

namespace {

// Seconds from one to the next: the median, since in pauses there are none.
double UsualDistance(const std::vector<Finding>& repeats, size_t first, size_t last) {
  std::vector<double> distances;
  for (size_t i = first; i < last; ++i) distances.push_back(repeats[i + 1].start_s - repeats[i].start_s);
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle;
}

}  // namespace

std::vector<Finding> RepeatedPackets(const LaneFacts& lane, const std::vector<Finding>& repeats) {
  std::vector<Finding> found;
  for (size_t first = 0; first < repeats.size();) {
    size_t last = first;
    while (last + 1 < repeats.size() && repeats[last + 1].id == repeats[first].id &&
           repeats[last + 1].start_s - repeats[last].start_s <= kRepeatedPacketsApartSeconds) {
      ++last;
    }
    const auto count = static_cast<int>(last - first + 1);
    const double start_s = repeats[first].start_s;
    const double end_s = repeats[last].start_s + repeats[last].seconds;
    if (count >= kRepeatedPackets && repeats[first].id == "dropout") {
      const double rate_hz = 1 / UsualDistance(repeats, first, last);
      Finding finding = SoundFinding("robotic", lane, start_s, end_s, {"rate", rate_hz, "Hz"});
      finding.severity = rate_hz >= kRepeatedPacketsErrorHz ? Severity::kError : Severity::kWarning;
      finding.confidence = 0.95;
      finding.more.push_back({"repeats", static_cast<double>(count), ""});
      found.push_back(std::move(finding));
    }
    first = last + 1;
  }
  return found;
}

}  // namespace vr
