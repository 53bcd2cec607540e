#include "recorder/track_set.h"

#include <algorithm>
#include <utility>

namespace vr {

TrackSet::TrackSet(size_t streams) {
  for (size_t stream = 1; stream <= streams; ++stream) free_.insert(stream);
  users_.reserve(streams);  // so that pointers to users stay
}

TrackSet::Joined TrackSet::Join(const SourceRecord& source, int64_t frame, int64_t mixed_frame, int64_t needed_frame) {
  for (TrackUser& user : users_) {
    if (user.kind != source.kind || user.user_id != source.user_id) continue;
    user.left_frame = std::numeric_limits<int64_t>::max();
    user.sources.insert(source.id);
    return {&user, false};
  }
  if (free_.empty()) {
    const auto gone = std::find_if(users_.begin(), users_.end(), [needed_frame](const TrackUser& user) {
      return user.sources.empty() && user.left_frame <= needed_frame;
    });
    if (gone == users_.end()) return {};
    free_.insert(gone->stream);
    users_.erase(gone);
  }
  TrackUser user;
  user.stream = *free_.begin();
  free_.erase(free_.begin());
  user.kind = source.kind;
  user.user_id = source.user_id;
  user.first_frame = std::min(frame, mixed_frame);
  user.joined_frame = frame;
  user.sources.insert(source.id);
  users_.push_back(user);
  return {&users_.back(), true};
}

void TrackSet::Leave(SourceId source, int64_t frame) {
  for (TrackUser& user : users_) {
    if (user.sources.erase(source) > 0 && user.sources.empty()) user.left_frame = frame;
  }
}

std::vector<TrackUser> TrackSet::Remove(const std::string& user_id) {
  std::vector<TrackUser> removed;
  for (auto it = users_.begin(); it != users_.end();) {
    if (it->user_id != user_id) {
      ++it;
      continue;
    }
    free_.insert(it->stream);
    removed.push_back(std::move(*it));
    it = users_.erase(it);
  }
  return removed;
}

bool TrackSet::Has(const std::string& user_id) const {
  return std::any_of(users_.begin(), users_.end(),
                     [&user_id](const TrackUser& each) { return each.user_id == user_id; });
}

const TrackUser* TrackSet::UserOf(SourceId source) const {
  const auto it = std::find_if(users_.begin(), users_.end(),
                               [source](const TrackUser& user) { return user.sources.count(source) > 0; });
  return it == users_.end() ? nullptr : &*it;
}

}  // namespace vr
