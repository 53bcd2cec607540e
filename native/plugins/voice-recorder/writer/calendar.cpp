#include "writer/calendar.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace vr {
namespace {

constexpr int64_t kMinUnixMs = 0;
constexpr int64_t kMaxUnixMs = 253'402'214'400'000;  // 9999-12-31, a day before four-digit years end in any zone

struct Moment {
  std::tm fields = {};
  int ms = 0;
};

Moment MomentOf(int64_t unix_ms, bool utc) {
  const int64_t bounded_ms = std::clamp(unix_ms, kMinUnixMs, kMaxUnixMs);
  const std::time_t seconds = static_cast<std::time_t>(bounded_ms / 1000);
  Moment moment;
  moment.ms = static_cast<int>(bounded_ms % 1000);
#if defined(_WIN32)
  utc ? gmtime_s(&moment.fields, &seconds) : localtime_s(&moment.fields, &seconds);
#else
  utc ? gmtime_r(&seconds, &moment.fields) : localtime_r(&seconds, &moment.fields);
#endif
  return moment;
}

std::string Format(const char* pattern, const Moment& moment) {
  char text[64] = {};
  return std::string(text, std::strftime(text, sizeof text, pattern, &moment.fields));
}

std::string ThreeDigits(int value) {
  char text[16] = {};
  std::snprintf(text, sizeof text, "%03d", value);
  return text;
}

}  // namespace

std::string IsoUtc(int64_t unix_ms) {
  const Moment moment = MomentOf(unix_ms, true);
  return Format("%Y-%m-%dT%H:%M:%S.", moment) + ThreeDigits(moment.ms) + "Z";
}

std::string LocalDate(int64_t unix_ms) {
  return Format("%Y-%m-%d", MomentOf(unix_ms, false));
}

std::string LocalTime(int64_t unix_ms) {
  const Moment moment = MomentOf(unix_ms, false);
  return Format("%H-%M-%S-", moment) + ThreeDigits(moment.ms);
}

}  // namespace vr
