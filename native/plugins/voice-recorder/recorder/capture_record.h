// A written capture as scripts see it.
#pragma once

#include "recorder/event_queue.h"
#include "writer/capture_writer.h"

namespace vr {

inline CaptureRecord RecordOf(const CaptureInfo& info, const WrittenCapture& written) {
  CaptureRecord record;
  record.file_path = written.file_path;
  record.sidecar_path = written.sidecar_path;
  record.track_paths = written.track_paths;
  record.format = info.format;
  record.duration_s = static_cast<double>(info.valid_frames) / info.format.sample_rate_hz;
  record.started_at_unix_ms = info.start_unix_ms;
  record.reason = info.reason;
  record.origin = info.origin;
  record.size_bytes = written.file_bytes;
  record.peak_dbfs = info.peak_dbfs;
  return record;
}

}  // namespace vr
