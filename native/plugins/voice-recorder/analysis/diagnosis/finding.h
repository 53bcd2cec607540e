// What a diagnosis says of a capture: faults with their place, and which checks were made. doc/diagnosis.md. Plain
// data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vr {

enum class Severity : uint8_t {
  kInfo,     // worth knowing, hardly heard
  kWarning,  // heard by who listens for it
  kError,    // voice chat is hurt
};

// A measured number with its unit: "dB", "dBFS", "Hz", "ms", "s", "ppm", "%", "1/min", "x", or "" for a count.
struct Quantity {
  std::string name;
  double value = 0;
  std::string unit;
};

// Which lane a finding or a check is of: its place in the capture's lanes; kWholeCapture: of no single one.
constexpr int kWholeCapture = -1;

struct Finding {
  std::string id;    // as in the table of doc/diagnosis.md: "dropout"
  std::string form;  // which form of the fault, where there are several: "zeros"; "" otherwise
  Severity severity = Severity::kWarning;
  double confidence = 1;  // 0 to 1: how sure it is that there is such a fault
  int lane = kWholeCapture;
  double start_s = 0;
  double seconds = 0;
  Quantity quantity;           // what its sentence tells
  std::vector<Quantity> more;  // what else was measured
  bool approximate = false;    // read from AAC alone
};

enum class CheckState : uint8_t {
  kOk,            // looked for, and not there
  kFound,         // there are findings of it
  kNotCheckable,  // this capture does not have what it takes; `why` says what is missing
};

struct Check {
  std::string id;
  int lane = kWholeCapture;
  CheckState state = CheckState::kOk;
  std::string basis;  // "audio", "features" or "sidecar": what was read; "" where nothing was
  std::string why;    // which text of doc/diagnosis.md, "Not checkable", where that is its state; else ""
};

constexpr size_t kMostFindingsOfOneCheck = 200;

// What all detectors have said. Bounded: of one check and lane at most kMostFindingsOfOneCheck findings are kept, the
// first ones, and the rest is counted.
class Report {
 public:
  void Add(Finding finding);
  // Several detectors may make the same check: it is one, found where any has found something, made where any has made
  // it.
  void Add(Check check);
  // So many more findings than are kept.
  void LeaveOut(size_t findings) { left_out_ += findings; }

  // By start, then by severity, the worst first.
  void Sort();

  const std::vector<Finding>& findings() const { return findings_; }
  const std::vector<Check>& checks() const { return checks_; }
  // How many findings were left out.
  size_t left_out() const { return left_out_; }

 private:
  std::vector<Finding> findings_;
  std::vector<Check> checks_;
  size_t left_out_ = 0;
};

}  // namespace vr
