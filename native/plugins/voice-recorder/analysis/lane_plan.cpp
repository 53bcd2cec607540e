#include "analysis/lane_plan.h"

#include <algorithm>
#include <set>
#include <utility>

namespace vr {
namespace {

constexpr const char* kLocal = "local";
constexpr const char* kRemote = "remote";
constexpr const char* kRemoteMix = "remoteMix";

int OrderOf(const Lane& lane) {
  constexpr const char* kOrder[] = {kLocal, kRemote, kRemoteMix, "channel", "mix"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), lane.kind) - std::begin(kOrder));
}

bool IsSourceKind(const std::string& kind) {
  return kind == kLocal || kind == kRemote || kind == kRemoteMix;
}

class Planner {
 public:
  explicit Planner(const LaneMaterial& material) : material_(material), used_(material.tracks.size(), false) {}

  std::vector<Lane> Plan() {
    if (material_.sidecar != nullptr) {
      for (const SidecarSourceView& source : material_.sidecar->sources) AddSource(source);
      AddLeftTracks();
      if (material_.sidecar->split && material_.mix_channels == 2) {
        GiveChannel(0, true);
        GiveChannel(1, false);
      }
    } else if (material_.mix_channels > 1) {
      for (int channel = 0; channel < material_.mix_channels; ++channel) {
        Lane lane;
        lane.kind = "channel";
        lane.file = 0;
        lane.channel = channel;
        lanes_.push_back(lane);
      }
    }
    lanes_.erase(std::remove_if(lanes_.begin(), lanes_.end(),
                                [](const Lane& lane) { return lane.file < 0 && !lane.has_features; }),
                 lanes_.end());
    AddMix();
    std::stable_sort(lanes_.begin(), lanes_.end(),
                     [](const Lane& a, const Lane& b) { return OrderOf(a) < OrderOf(b); });
    return std::move(lanes_);
  }

 private:
  bool HasFeatures(int64_t source) const {
    return source >= 0 && material_.has_features && material_.has_features(static_cast<SourceId>(source));
  }

  void AddSource(const SidecarSourceView& source) {
    if (!IsSourceKind(source.kind)) return;
    Lane lane;
    lane.kind = source.kind;
    lane.user = source.user;
    lane.label = source.label;
    lane.source_id = source.id;
    lane.has_features = HasFeatures(source.id);
    lane.gaps = source.gaps;
    const std::vector<SidecarTrackView>& tracks = material_.sidecar->tracks;
    for (size_t i = 0; i < std::min(tracks.size(), used_.size()); ++i) {
      if (used_[i] || tracks[i].kind != source.kind || tracks[i].user != source.user) continue;
      TakeTrack(i, &lane);
      break;
    }
    lanes_.push_back(std::move(lane));
  }

  void TakeTrack(size_t track, Lane* lane) {
    used_[track] = true;
    lane->file = material_.tracks[track].file;
    if (lane->file >= 0) lane->channels = material_.tracks[track].channels;
  }

  // Of users whom no source names.
  void AddLeftTracks() {
    const std::vector<SidecarTrackView>& tracks = material_.sidecar->tracks;
    for (size_t i = 0; i < std::min(tracks.size(), used_.size()); ++i) {
      if (used_[i] || !IsSourceKind(tracks[i].kind)) continue;
      Lane lane;
      lane.kind = tracks[i].kind;
      lane.user = tracks[i].user;
      TakeTrack(i, &lane);
      lanes_.push_back(std::move(lane));
    }
  }

  // A side of a split file belongs to the only one who is on it, or to a lane of its own.
  void GiveChannel(int channel, bool local) {
    std::set<std::pair<std::string, std::string>> people;
    Lane* first = nullptr;
    for (Lane& lane : lanes_) {
      if ((lane.kind == kLocal) != local) continue;
      if (lane.file >= 0) return;
      if (first == nullptr) first = &lane;
      people.insert({lane.kind, lane.user});
    }
    Lane shared;
    shared.kind = local ? kLocal : kRemoteMix;
    Lane* owner = people.size() == 1 ? first : &shared;
    owner->file = 0;
    owner->channel = channel;
    owner->channels = 1;
    if (owner == &shared) lanes_.push_back(shared);
  }

  void AddMix() {
    Lane mix;
    mix.kind = "mix";
    mix.source_id = 0;
    mix.file = 0;
    mix.channels = material_.mix_channels;
    mix.has_features = HasFeatures(0);
    lanes_.push_back(mix);
  }

  const LaneMaterial& material_;
  std::vector<bool> used_;
  std::vector<Lane> lanes_;
};

}  // namespace

std::vector<Lane> PlanLanes(const LaneMaterial& material) {
  return Planner(material).Plan();
}

}  // namespace vr
