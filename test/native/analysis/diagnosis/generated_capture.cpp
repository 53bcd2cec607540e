#include "native/analysis/diagnosis/generated_capture.h"

#include <gtest/gtest.h>

namespace vr::test {

Report DiagnosisOf(Capture& capture) {
  const Result<Report> report = Diagnose(capture, {});
  EXPECT_TRUE(report.ok()) << report.status().message();
  return report.ok() ? report.value() : Report();
}

std::vector<Finding> FindingsOf(const Report& report, const std::string& id) {
  std::vector<Finding> found;
  for (const Finding& finding : report.findings()) {
    if (finding.id == id) found.push_back(finding);
  }
  return found;
}

CheckState StateOf(const Report& report, const std::string& id, int lane) {
  CheckState state = CheckState::kNotCheckable;
  int made = 0;
  for (const Check& check : report.checks()) {
    if (check.id != id || check.lane != lane) continue;
    state = check.state;
    ++made;
  }
  EXPECT_EQ(made, 1) << id << " of lane " << lane;
  return state;
}

}  // namespace vr::test
