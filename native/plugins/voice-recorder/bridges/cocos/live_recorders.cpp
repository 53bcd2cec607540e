#include "cocos/live_recorders.h"

#include <algorithm>
#include <tuple>

namespace vr_cocos {
namespace {

// C++ of the game may have ended one without a word.
bool IsAlive(vr_recorder recorder) {
  vr_stats stats{};
  stats.struct_size = sizeof stats;
  return vr_get_stats(recorder, &stats) == VR_OK;
}

}  // namespace

bool SourceWish::operator==(const SourceWish& other) const {
  const auto all = [](const SourceWish& wish) {
    return std::tie(wish.kind, wish.user_id, wish.label, wish.is_tone, wish.frequency_hz, wish.level_dbfs);
  };
  return all(*this) == all(other);
}

void LiveRecorders::Add(vr_recorder recorder) {
  std::lock_guard<std::mutex> lock(mutex_);
  recorders_.emplace(recorder, Recorder{});
}

const char* LiveRecorders::SetName(vr_recorder recorder, const std::string& name, vr_status* status) {
  std::lock_guard<std::mutex> lock(mutex_);
  *status = VR_ERROR_INVALID_STATE;
  const auto found = recorders_.find(recorder);
  if (found == recorders_.end()) return "setName: no script has made this recorder, or it has ended";
  *status = VR_ERROR_INVALID_PARAMETER;
  if (name.empty() || name.size() > kMostNameBytes) return "name: expected 1 to 256 bytes";
  const vr_recorder owner = FindNamed(name);
  if (owner != 0 && owner != recorder) {
    return "name: another recorder has it: choose another name, or destroy that one first";
  }
  found->second.name = name;
  *status = VR_OK;
  return nullptr;
}

vr_recorder LiveRecorders::Named(const std::string& name) {
  std::lock_guard<std::mutex> lock(mutex_);
  return FindNamed(name);
}

vr_recorder LiveRecorders::Adopt(const std::string& name) {
  std::lock_guard<std::mutex> lock(mutex_);
  const vr_recorder recorder = FindNamed(name);
  if (recorder == 0) return 0;
  for (Source& each : recorders_[recorder].sources) each.is_claimed = false;
  return recorder;
}

vr_source LiveRecorders::Claim(vr_recorder recorder, const SourceWish& wish) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = recorders_.find(recorder);
  if (found == recorders_.end()) return 0;
  for (Source& each : found->second.sources) {
    if (each.is_claimed || !(each.wish == wish)) continue;
    each.is_claimed = true;
    return each.source;
  }
  return 0;
}

void LiveRecorders::AddSource(vr_recorder recorder, vr_source source, const SourceWish& wish) {
  std::lock_guard<std::mutex> lock(mutex_);
  const auto found = recorders_.find(recorder);
  if (found != recorders_.end()) found->second.sources.push_back({source, wish, true});
}

void LiveRecorders::ForgetSource(vr_source source) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto& [number, recorder] : recorders_) {
    auto& sources = recorder.sources;
    const auto is_it = [source](const Source& each) { return each.source == source; };
    sources.erase(std::remove_if(sources.begin(), sources.end(), is_it), sources.end());
  }
}

bool LiveRecorders::Remove(vr_recorder recorder) {
  std::lock_guard<std::mutex> lock(mutex_);
  return recorders_.erase(recorder) > 0;
}

std::vector<vr_recorder> LiveRecorders::RemoveAll(bool named_too) {
  std::lock_guard<std::mutex> lock(mutex_);
  std::vector<vr_recorder> removed;
  for (auto each = recorders_.begin(); each != recorders_.end();) {
    const bool stays = !named_too && !each->second.name.empty();
    if (!stays) removed.push_back(each->first);
    each = stays ? std::next(each) : recorders_.erase(each);
  }
  return removed;
}

vr_recorder LiveRecorders::FindNamed(const std::string& name) {
  if (name.empty()) return 0;
  for (auto each = recorders_.begin(); each != recorders_.end(); ++each) {
    if (each->second.name != name) continue;
    if (IsAlive(each->first)) return each->first;
    recorders_.erase(each);
    return 0;
  }
  return 0;
}

LiveRecorders& TheRecorders() {
  static LiveRecorders* recorders =
      new LiveRecorders();  // never destroyed: others may still ask while the process ends
  return *recorders;
}

}  // namespace vr_cocos
