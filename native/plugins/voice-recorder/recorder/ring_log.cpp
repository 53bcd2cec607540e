#include "recorder/ring_log.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"
#include "recorder/json_fields.h"
#include "recorder/task_sizes.h"

namespace vr {
namespace {

constexpr uint64_t kMaxWaitingBytes = uint64_t{8} << 20;
// Of each segment: what only the records of state may take, and what statistics leave to markers.
constexpr uint64_t kStateBytes = 16 << 10;
constexpr uint64_t kMarkerBytes = 48 << 10;
constexpr uint64_t kOldBytes = 64 << 10;  // of records that happened where there is no sound
constexpr int64_t kRefusedEveryNs = kNsPerSecond;

std::string Counted(uint64_t count, const char* one, const char* many) {
  return count == 0 ? "" : std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

RingLog::RingLog(const RingShape& shape) : shape_(shape), beside_audio_(shape.audio_streams() > 0) {}

RingLog::Rank RingLog::RankOf(LogType type) {
  switch (type) {
    case LogType::kStatistics:
      return Rank::kStatistics;
    case LogType::kMarker:
    case LogType::kGap:
    case LogType::kCounters:
    case LogType::kAbout:
      return Rank::kNews;
    case LogType::kFeatures:
      return Rank::kFeatures;
    default:
      return Rank::kState;
  }
}

// The slots that records of this rank leave free: the features of what is left of the segment have theirs.
int64_t RingLog::ReservedFrom(Rank rank, const RingPlan& plan) const {
  if (!beside_audio_ || rank == Rank::kState) return 0;
  const size_t payload = shape_.payload_bytes(shape_.log_stream());
  const auto slots_of = [payload](uint64_t bytes) { return static_cast<int64_t>(bytes / payload) + 1; };
  const int64_t state = slots_of(kStateBytes);
  if (rank == Rank::kFeatures) return state;
  const double left = static_cast<double>(plan.frames_left()) / static_cast<double>(shape_.segment_frames);
  const int64_t of_features =
      std::max<int64_t>(0, shape_.streams[shape_.log_stream()].slots - slots_of(kLogExtraBytes));
  const auto features = static_cast<int64_t>(std::ceil(left * static_cast<double>(of_features)));
  if (rank == Rank::kNews) return state + features;
  return state + features + static_cast<int64_t>(std::ceil(left * static_cast<double>(slots_of(kMarkerBytes))));
}

bool RingLog::HasRoom(const RingPlan& plan, size_t size_bytes, int64_t reserved_slots) const {
  return !beside_audio_ || plan.LogSlotsLeft(size_bytes) >= reserved_slots;
}

void RingLog::Append(RingPlan& plan, const LogRecord& record, int64_t now_ns) {
  const std::vector<uint8_t> bytes = LogRecordBytes(record);
  if (plan.Append(shape_.log_stream(), {position_, 1, bytes.data(), bytes.size()}, now_ns)) ++position_;
}

void RingLog::Add(LogRecord record, int64_t at_ns) {
  record.number = 0;
  bytes_ += record.body.size();
  waiting_.push_back({std::move(record), at_ns, 0});
  Bound();
}

void RingLog::DateFirst(int64_t now_ns) {
  for (Waiting& each : waiting_) {
    if (each.at_ns == 0) each.at_ns = now_ns;
  }
}

void RingLog::Bound() {
  while (bytes_ > kMaxWaitingBytes) {
    std::deque<Waiting>& oldest = placed_.empty() ? waiting_ : placed_;
    if (placed_.empty()) Refuse(oldest.front().record.type);
    bytes_ -= oldest.front().record.body.size();
    oldest.pop_front();
  }
}

// Records of state stay in their order until there is a segment for them; the others are not worth that.
bool RingLog::Place(RingPlan& plan, int64_t until_ns, int64_t now_ns) {
  while (!waiting_.empty() && waiting_.front().at_ns < until_ns) {
    Waiting& next = waiting_.front();
    const std::vector<uint8_t> bytes = LogRecordBytes(next.record);
    if (!plan.MakeRoom(shape_.log_stream(), {position_, 1, bytes.data(), bytes.size()})) return false;
    const Rank rank = RankOf(next.record.type);
    if (HasRoom(plan, bytes.size(), ReservedFrom(rank, plan))) {
      if (next.record.number == 0) next.record.number = ++last_number_;
      next.position = position_;
      Append(plan, next.record, now_ns);
      placed_.push_back(std::move(next));
    } else if (rank == Rank::kState) {
      return true;
    } else {
      Refuse(next.record.type);
      bytes_ -= next.record.body.size();
    }
    waiting_.pop_front();
  }
  return true;
}

void RingLog::PlaceAgain(RingPlan& plan, const LogRecord& record, int64_t now_ns) {
  const std::vector<uint8_t> bytes = LogRecordBytes(record);
  if (!plan.MakeRoom(shape_.log_stream(), {position_, 1, bytes.data(), bytes.size()})) return;
  if (HasRoom(plan, bytes.size(), ReservedFrom(Rank::kNews, plan))) Append(plan, record, now_ns);
}

void RingLog::PlaceRefused(RingPlan& plan, int64_t now_ns, bool always) {
  const uint64_t sum = refused_.sum();
  if (sum == 0 || (!always && (sum == refused_placed_ || now_ns - refused_at_ns_ < kRefusedEveryNs))) return;
  const LogRecord record{LogType::kRefused, 0, RefusedJson(refused_)};
  if (!HasRoom(plan, LogRecordBytes(record).size(), 0)) return;
  Append(plan, record, now_ns);
  refused_placed_ = sum;
  refused_at_ns_ = now_ns;
}

void RingLog::Refuse(LogType type) {
  if (type == LogType::kMarker) ++refused_.markers;
  if (type == LogType::kStatistics) ++refused_.statistics;
  if (type == LogType::kGap) ++refused_.gaps;
  if (type == LogType::kFeatures) ++refused_.features;
}

void RingLog::OnWritten(int64_t position) {
  while (!placed_.empty() && placed_.front().position < position) {
    bytes_ -= placed_.front().record.body.size();
    placed_.pop_front();
  }
}

// They keep their numbers: some of them may be on the disk all the same.
void RingLog::OnRewound(int64_t position) {
  while (!placed_.empty() && placed_.back().position >= position) {
    waiting_.push_front(std::move(placed_.back()));
    placed_.pop_back();
  }
}

void RingLog::Thin(int64_t from_ns, int64_t sound_from_ns) {
  if (!beside_audio_) return;
  std::deque<Waiting> kept;
  uint64_t old_bytes = 0;
  for (; !waiting_.empty(); waiting_.pop_back()) {
    Waiting& each = waiting_.back();
    const Rank rank = RankOf(each.record.type);
    const bool is_old = rank != Rank::kState && each.at_ns < std::max(from_ns, sound_from_ns);
    const bool is_past = each.at_ns < from_ns || rank == Rank::kFeatures;
    if (is_old && !is_past) old_bytes += each.record.body.size();
    if (is_old && (is_past || old_bytes > kOldBytes)) {
      if (!is_past) Refuse(each.record.type);
      bytes_ -= each.record.body.size();
      continue;
    }
    kept.push_front(std::move(each));
  }
  waiting_ = std::move(kept);
}

void RingLog::Clear() {
  placed_.clear();
  waiting_.clear();
  bytes_ = 0;
}

std::string RefusedJson(const RefusedRecords& refused) {
  return DumpJson({{"markers", refused.markers},
                   {"statistics", refused.statistics},
                   {"gaps", refused.gaps},
                   {"features", refused.features}});
}

bool ReadRefused(const std::string& body, RefusedRecords* refused) {
  const Json json = ParseObject(body);
  if (json.is_discarded()) return false;
  const auto count = [&json](const char* key) {
    return static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, key)));
  };
  *refused = {count("markers"), count("statistics"), count("gaps"), count("features")};
  return true;
}

std::string RefusedText(const RefusedRecords& refused) {
  std::string text;
  for (const std::string& part : {Counted(refused.statistics, "record of statistics", "records of statistics"),
                                  Counted(refused.markers, "marker", "markers"), Counted(refused.gaps, "gap", "gaps"),
                                  Counted(refused.features, "record of features", "records of features")}) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

}  // namespace vr
