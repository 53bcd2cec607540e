#include "writer/calendar.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#if defined(_WIN32)
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#endif

namespace vr {
namespace {

constexpr int64_t kMinUnixMs = 0;
constexpr int64_t kMaxUnixMs = 253'402'214'400'000;  // 9999-12-31, a day before four-digit years end in any zone

struct Moment {
  std::tm fields = {};
  int ms = 0;
};

#if defined(_WIN32)

// The functions of the C library end in the year 3000 there; of local time they alone know what TZ says.
std::tm FieldsOf(int64_t seconds, bool utc) {
  constexpr int64_t kLastLocalSeconds = 32'503'507'200;  // 2999-12-30
  constexpr int64_t kUnixEpochSeconds = 11'644'473'600;  // 1970 on the count from 1601
  std::tm fields = {};
  if (!utc) {
    const std::time_t time = static_cast<std::time_t>(std::min(seconds, kLastLocalSeconds));
    localtime_s(&fields, &time);
    return fields;
  }
  const uint64_t ticks = static_cast<uint64_t>(seconds + kUnixEpochSeconds) * 10'000'000;
  const FILETIME time = {static_cast<DWORD>(ticks), static_cast<DWORD>(ticks >> 32)};
  SYSTEMTIME moment = {};
  FileTimeToSystemTime(&time, &moment);
  fields.tm_year = moment.wYear - 1900;
  fields.tm_mon = moment.wMonth - 1;
  fields.tm_mday = moment.wDay;
  fields.tm_hour = moment.wHour;
  fields.tm_min = moment.wMinute;
  fields.tm_sec = moment.wSecond;
  return fields;
}

#else

std::tm FieldsOf(int64_t seconds, bool utc) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm fields = {};
  utc ? gmtime_r(&time, &fields) : localtime_r(&time, &fields);
  return fields;
}

#endif

Moment MomentOf(int64_t unix_ms, bool utc) {
  const int64_t bounded_ms = std::clamp(unix_ms, kMinUnixMs, kMaxUnixMs);
  return {FieldsOf(bounded_ms / 1000, utc), static_cast<int>(bounded_ms % 1000)};
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
