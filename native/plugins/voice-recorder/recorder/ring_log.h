// The log of a ring: keeps records until they are on the disk, and says which of them give way where a segment has no
// room for all. Beside audio it never begins a segment: what it tells may never cost any. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "cycle/ring_plan.h"
#include "recorder/log_record.h"

namespace vr {

// Records that are not in the log on disk because there was no room.
struct RefusedRecords {
  uint64_t markers = 0;
  uint64_t statistics = 0;
  uint64_t gaps = 0;
  uint64_t features = 0;
  uint64_t sum() const { return markers + statistics + gaps + features; }
};

class RingLog {
 public:
  explicit RingLog(const RingShape& shape);

  // A record that happened at this time.
  void Add(LogRecord record, int64_t at_ns);
  // What was added with the time 0, before any was known, happened now.
  void DateFirst(int64_t now_ns);
  // Places all that waits and happened before until_ns. False: there is no segment for it.
  bool Place(RingPlan& plan, int64_t until_ns, int64_t now_ns);
  // Places a record that only says again what is so, if there is room.
  void PlaceAgain(RingPlan& plan, const LogRecord& record, int64_t now_ns);
  // Places what has been refused in all: always, or if that has changed and was not placed a moment ago.
  void PlaceRefused(RingPlan& plan, int64_t now_ns, bool always);

  // Before this position everything is on the disk; behind it nothing is.
  void OnWritten(int64_t position);
  void OnRewound(int64_t position);

  // Before much that waits is placed at once. Nothing is left of what happened before from_ns, and of what happened
  // before sound_from_ns, where there is no sound, no features and only the newest of the rest.
  void Thin(int64_t from_ns, int64_t sound_from_ns);
  // Gives up everything that is not placed and written.
  void Clear();

  const RefusedRecords& refused() const { return refused_; }

 private:
  // In this order they give way.
  enum class Rank { kStatistics, kNews, kFeatures, kState };
  struct Waiting {
    LogRecord record;  // without a number before it is placed for the first time
    int64_t at_ns = 0;
    int64_t position = 0;  // in the log, of a placed one
  };

  static Rank RankOf(LogType type);
  int64_t ReservedFrom(Rank rank, const RingPlan& plan) const;
  bool HasRoom(const RingPlan& plan, size_t size_bytes, int64_t reserved_slots) const;
  void Append(RingPlan& plan, const LogRecord& record, int64_t now_ns);
  void Refuse(LogType type);
  void Bound();

  const RingShape shape_;
  const bool beside_audio_;
  std::deque<Waiting> placed_;  // on their way to the disk
  std::deque<Waiting> waiting_;
  uint64_t bytes_ = 0;  // of both
  uint64_t last_number_ = 0;
  int64_t position_ = 0;
  RefusedRecords refused_;
  uint64_t refused_placed_ = 0;  // how many of them the log tells of
  int64_t refused_at_ns_ = 0;
};

// Of a record of the type kRefused.
std::string RefusedJson(const RefusedRecords& refused);
bool ReadRefused(const std::string& body, RefusedRecords* refused);
// "3 statistics and 1 marker"
std::string RefusedText(const RefusedRecords& refused);

}  // namespace vr
