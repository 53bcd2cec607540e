#include "analysis/expectations/outcome.h"

#include <utility>

namespace vr {
namespace {

bool Has(const std::vector<Outcome>& outcomes, Truth truth) {
  for (const Outcome& outcome : outcomes) {
    if (outcome.truth == truth) return true;
  }
  return false;
}

Outcome Together(std::vector<Outcome> outcomes, Truth truth) {
  Outcome whole;
  whole.truth = truth;
  for (Outcome& outcome : outcomes) {
    for (Measured& measured : outcome.measured) whole.measured.push_back(std::move(measured));
    if (outcome.truth != truth) continue;
    whole.message += (whole.message.empty() ? "" : "; ") + outcome.message;
    for (Finding& finding : outcome.findings) whole.findings.push_back(std::move(finding));
  }
  return whole;
}

// The first of these that some lane says.
Outcome Decided(std::vector<Outcome> outcomes, Truth first, Truth last) {
  const Truth truth = Has(outcomes, first) ? first : Has(outcomes, Truth::kUnknown) ? Truth::kUnknown : last;
  return Together(std::move(outcomes), truth);
}

}  // namespace

Outcome TrueOfAny(std::vector<Outcome> of_lanes) {
  return Decided(std::move(of_lanes), Truth::kYes, Truth::kNo);
}

Outcome TrueOfAll(std::vector<Outcome> of_lanes) {
  return Decided(std::move(of_lanes), Truth::kNo, Truth::kYes);
}

}  // namespace vr
