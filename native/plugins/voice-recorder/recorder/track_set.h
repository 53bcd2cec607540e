// Which stream of a task belongs to which user. A user who comes again goes on in the same one; one who left so long
// ago that nothing of them is kept makes room for the next. Worker thread only.
#pragma once

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "recorder/source_record.h"

namespace vr {

struct TrackUser {
  size_t stream = 0;  // of the task; the mix is 0
  SourceKind kind = SourceKind::kLocal;
  std::string user_id;
  int64_t first_frame = 0;   // from which on the stream is theirs
  int64_t joined_frame = 0;  // the same, or later: when they came
  int64_t left_frame = std::numeric_limits<int64_t>::max();
  std::set<SourceId> sources;  // that are open
  // From which on the stream is somebody else's; only of what a dead process left.
  int64_t ends_frame = std::numeric_limits<int64_t>::max();

  // The same on a stream of blocks.
  int64_t BeginsInBlocks(int block_frames) const { return first_frame / block_frames * block_frames; }
  int64_t EndsInBlocks(int block_frames) const { return ends_frame / block_frames * block_frames; }
  bool IsWithin(int64_t first, int64_t end) const { return joined_frame < end && left_frame > first; }
};

class TrackSet {
 public:
  // Streams 1 to `streams` are given.
  explicit TrackSet(size_t streams);

  struct Joined {
    TrackUser* user = nullptr;  // null: all streams are taken
    bool begins = false;        // the stream was not theirs before
  };
  // frame: now. mixed_frame: how far the mix is, at most where the stream begins. needed_frame: what ended before it is
  // not kept any more.
  Joined Join(const SourceRecord& source, int64_t frame, int64_t mixed_frame, int64_t needed_frame);
  void Leave(SourceId source, int64_t frame);
  // The user is forgotten, their streams, one for each kind of source, are free; whose they were is returned.
  std::vector<TrackUser> Remove(const std::string& user_id);

  bool Has(const std::string& user_id) const;
  const TrackUser* UserOf(SourceId source) const;
  const std::vector<TrackUser>& users() const { return users_; }

 private:
  std::set<size_t> free_;
  std::vector<TrackUser> users_;
};

}  // namespace vr
