// What a ring's log is made of: everything that a capture's sidecar and feature track need and that no audio tells.
// The bytes are on a page: doc/ring-format.md. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/encoded_block.h"

namespace vr {

enum class LogType : uint16_t {
  kTask = 1,    // what is recorded, where to and how; JSON as all that follow unless it says otherwise
  kSource = 2,  // a source is there, with all that is known of it
  kSourceClosed = 3,
  kFeatures = 4,  // up to 10 cells of every track, with their loudness; binary
  kGap = 5,
  kMarker = 6,
  kStatistics = 7,
  kFormat = 8,      // a source delivers in another format from here on
  kCounters = 9,    // blocks taken, dropped and late, and the drift, of a source
  kTrack = 10,      // a stream belongs to a user from here on
  kFloor = 11,      // what a stream holds before this frame is forgotten
  kClear = 12,      // a capture with "clear" ended here
  kWallClock = 13,  // UTC at a frame
  kAbout = 14,      // what the script says of game, build and device
  kExcluded = 15,   // a source is left out from here on
  kRefused = 16,    // how many records of the task have found no room
};

struct LogRecord {
  LogType type = LogType::kTask;
  // Rises by one with every record that happened; 0: it only says again what is so. A record with a number that was
  // read before is the same one, written twice.
  uint64_t number = 0;
  std::string body;
};

// Gets records as they come.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  // again: it only says again what is so.
  virtual void OnRecord(LogRecord record, bool again) = 0;
};

// Size, type, number, body.
std::vector<uint8_t> LogRecordBytes(const LogRecord& record);
// Of a whole block of the log stream; false when it is none.
bool ReadLogRecord(const EncodedBlock& block, LogRecord* record);

}  // namespace vr
