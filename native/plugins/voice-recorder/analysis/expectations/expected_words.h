// What an expectation wants, in words. Pure.
#pragma once

#include <string>

#include "analysis/expectations/expectation.h"

namespace vr {

// "speech of remote user 2 between 1.00 s and 3.00 s"
std::string ExpectedWords(const Expectation& expectation);

}  // namespace vr
