#include "recorder/log_record.h"

#include <algorithm>

#include "base/little_endian.h"
#include "cycle/log_walk.h"

namespace vr {

std::vector<uint8_t> LogRecordBytes(const LogRecord& record) {
  const size_t body_bytes = std::min(record.body.size(), kMaxLogRecordBytes - kLogRecordHeaderBytes);
  std::vector<uint8_t> bytes(kLogRecordHeaderBytes + body_bytes);
  uint8_t* to = PutLe(bytes.data(), bytes.size(), 4);
  to = PutLe(to, static_cast<uint16_t>(record.type), 2);
  to = PutLe(to, 0, 2);
  to = PutLe(to, record.number, 8);
  std::copy_n(record.body.begin(), body_bytes, to);
  return bytes;
}

bool ReadLogRecord(const EncodedBlock& block, LogRecord* record) {
  if (LogStepAt(block.data, block.size_bytes).size_bytes != block.size_bytes) return false;
  record->type = static_cast<LogType>(GetLe(block.data + 4, 2));
  record->number = GetLe(block.data + 8, 8);
  record->body.assign(reinterpret_cast<const char*>(block.data + kLogRecordHeaderBytes),
                      block.size_bytes - kLogRecordHeaderBytes);
  return true;
}

}  // namespace vr
