// Reads the request of vra_expect: doc/expectations.md, "The request". Pure.
#pragma once

#include <string>
#include <vector>

#include "analysis/expectations/expectation.h"
#include "base/status.h"

namespace vr {

// kInvalidArgument: what is wrong, where, and what is allowed.
Result<std::vector<Expectation>> ReadExpectations(const std::string& text);

// The name of an expectation in a request.
const char* NameOf(Expected what);

}  // namespace vr
