// Wall-clock milliseconds as text.
#pragma once

#include <cstdint>
#include <string>

namespace vr {

// "2026-11-23T06:05:09.123Z"
std::string IsoUtc(int64_t unix_ms);
// "2026-11-23" and "14-05-09-123", in the time zone of the machine
std::string LocalDate(int64_t unix_ms);
std::string LocalTime(int64_t unix_ms);

}  // namespace vr
