// The JSON bodies of log records, and how they become calls of a CaptureLog again. doc/ring-format.md. Pure.
#pragma once

#include <cstdint>
#include <limits>
#include <set>
#include <string>

#include "recorder/log_record.h"
#include "recorder/source_record.h"
#include "writer/capture_info.h"

namespace vr {

class CaptureLog;
struct SourceCounters;

std::string SourceJson(const SourceRecord& source, int64_t opened_frame, int64_t closed_frame, bool excluded);
std::string SourceFrameJson(SourceId id, int64_t frame);
std::string ExcludedJson(SourceId id, int64_t frame, bool past);
std::string GapJson(SourceId id, const CaptureGap& gap);
std::string FormatJson(SourceId id, int64_t frame, const StreamFormat& format);
std::string CountersJson(SourceId id, const SourceCounters& counters);
std::string MarkerRecordJson(const CaptureMarker& marker);
std::string StatisticsRecordJson(const CaptureStatistics& statistics);

// What one capture tells of a log that goes on behind it.
struct LogWindow {
  int64_t first_frame = 0;
  int64_t end_frame = std::numeric_limits<int64_t>::max();
  std::set<SourceId> sources;  // that it tells of though they were left out afterwards
};

// Puts a record into a log as it came out of one, unless it tells of what lies behind the window. False: it is of
// another type, or its body is none.
bool ReplayRecord(const LogRecord& record, CaptureLog* log, const LogWindow& window = {});

}  // namespace vr
