// What the game tells a recorder beside sound, and what it does not want kept.
#include <utility>

#include "recorder/recorder.h"

namespace vr {
namespace {

constexpr size_t kMaxDataBytes = 64 * 1024;

CallResult NoUser() {
  return CallResult::Invalid("userId must not be empty: give the id of the source to leave out or take in again");
}

}  // namespace

CallResult Recorder::Mark(const std::string& label, const std::string& data_json) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (label.empty() || label.size() > kMaxTextBytes) return CallResult::Invalid("label must be 1 to 4096 bytes");
  if (data_json.size() > kMaxDataBytes) return CallResult::Invalid("data must be at most 64 KiB of JSON");
  if (!control_.expected().active) return CallResult::NoTask();
  CaptureMarker marker;
  marker.label = label;
  marker.data_json = data_json;
  marker.from_game = true;
  Post([this, marker, at_ns = NowNs()] { worker_.AddMarker(marker, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::AddStatistics(const std::string& data_json) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (data_json.empty() || data_json.size() > kMaxDataBytes) {
    return CallResult::Invalid("statistics must be a JSON object of at most 64 KiB");
  }
  if (!control_.expected().active) return CallResult::NoTask();
  Post([this, data_json, at_ns = NowNs()] { worker_.AddStatistics(data_json, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::SetAbout(const std::string& about_json) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (about_json.size() > kMaxDataBytes) return CallResult::Invalid("about must be a JSON object of at most 64 KiB");
  Post([this, about_json] { worker_.SetAbout(about_json); });
  return CallResult::Ok();
}

CallResult Recorder::Notify(Notice notice, const std::string& text) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (text.size() > kMaxTextBytes) return CallResult::Invalid("text must be at most 4096 bytes");
  Post([this, notice, text, at_ns = NowNs()] { worker_.Notify(notice, text, at_ns); });
  return CallResult::Ok();
}

// ---- Privacy

CallResult Recorder::SetAllMuted(bool muted) {
  std::lock_guard<std::mutex> lock(mutex_);
  Post([this, muted, at_ns = NowNs()] { worker_.SetAllMuted(muted, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Exclude(const std::string& user_id, bool forget) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (user_id.empty()) return NoUser();
  Post([this, user_id, forget, at_ns = NowNs()] { worker_.Exclude(user_id, forget, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Include(const std::string& user_id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (user_id.empty()) return NoUser();
  Post([this, user_id, at_ns = NowNs()] { worker_.Include(user_id, at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Wipe() {
  std::lock_guard<std::mutex> lock(mutex_);
  Post([this, at_ns = NowNs()] { worker_.WipeWhenOpened(at_ns); });
  return CallResult::Ok();
}

CallResult Recorder::Recover(const uint8_t* key) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (options_.recovery_folder.empty()) {
    return CallResult::WrongState("there is nothing to recover from: give recoveryFolder to the recorder");
  }
  if (key != nullptr && !CanSeal()) {
    return {CallCode::kNotSupported, "this build cannot decrypt: build it with libsodium"};
  }
  std::optional<SealKey> held;
  if (key != nullptr) held.emplace(key);
  Post([this, held, stops = worker_.recovery_stops()] { worker_.Recover(held, stops); });
  return CallResult::Ok();
}

}  // namespace vr
