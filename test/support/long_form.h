// Tests of all there is, and of hours, have a long form, `npm run test:long`, and a short one.
#pragma once

#include <cstdlib>

namespace vr::test {

inline bool IsLongForm() {
  return std::getenv("VR_TEST_LONG") != nullptr;
}

// So much virtual time in the long form, otherwise a tenth of it.
inline double InLongForm(double whole) {
  return IsLongForm() ? whole : whole / 10;
}

}  // namespace vr::test
