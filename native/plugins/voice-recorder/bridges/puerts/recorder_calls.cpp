#include <mutex>
#include <set>

#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

struct Live {
  std::mutex mutex;
  std::set<vr_recorder> recorders;
};

// Never destroyed: a script engine may still call while the process ends.
Live& TheLive() {
  static Live* live = new Live();
  return *live;
}

void Remember(vr_recorder recorder) {
  std::lock_guard<std::mutex> lock(TheLive().mutex);
  TheLive().recorders.insert(recorder);
}

}  // namespace

double AbiVersion() {
  return vr_abi_version();
}

std::string Version() {
  return vr_version();
}

std::string SourceFingerprint() {
  return vr_source_fingerprint();
}

double Capabilities() {
  return vr_capabilities();
}

std::string AacEncoderName() {
  return vr_aac_encoder_name();
}

double Create(Text captures_folder, Text name_template, double retention_count, double retention_bytes,
              double retention_age_s, double min_free_bytes, double max_buffer_bytes, double max_sources,
              double mix_delay_ms, bool require_consent, bool virtual_clock, double log_level, Text recovery_folder,
              double max_ring_bytes, double max_tracks) {
  if (captures_folder.fault != nullptr) return Refuse(captures_folder.fault);
  if (name_template.fault != nullptr) return Refuse(name_template.fault);
  if (recovery_folder.fault != nullptr) return Refuse(recovery_folder.fault);
  Numbers numbers;
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = captures_folder.OrNull();
  options.name_template = name_template.OrNull();
  options.retention_count = numbers.Unsigned32(retention_count);
  options.retention_bytes = numbers.Unsigned64(retention_bytes);
  options.retention_age_s = numbers.Unsigned64(retention_age_s);
  options.min_free_bytes = numbers.Unsigned64(min_free_bytes);
  options.max_buffer_bytes = numbers.Unsigned64(max_buffer_bytes);
  options.max_sources = numbers.Unsigned32(max_sources);
  options.mix_delay_ms = numbers.Unsigned32(mix_delay_ms);
  options.require_consent = require_consent ? 1 : 0;
  options.virtual_clock = virtual_clock ? 1 : 0;
  options.log_level = numbers.Signed32(log_level);
  options.recovery_folder = recovery_folder.OrNull();
  options.max_ring_bytes = numbers.Unsigned64(max_ring_bytes);
  options.max_tracks = numbers.Unsigned32(max_tracks);
  if (!numbers.ok()) return Refuse("options: a number is not whole or out of range");
  return Guarded([&] {
    vr_recorder recorder = 0;
    const vr_status status = vr_recorder_create(&options, &recorder);
    if (status == VR_OK) Remember(recorder);
    SetLastId(static_cast<double>(recorder));
    return Answer(status);
  });
}

void Destroy(double recorder) {
  const vr_recorder handle = HandleOf(recorder);
  {
    std::lock_guard<std::mutex> lock(TheLive().mutex);
    TheLive().recorders.erase(handle);
  }
  vr_recorder_destroy(handle);
}

void DestroyAll() {
  std::set<vr_recorder> recorders;
  {
    std::lock_guard<std::mutex> lock(TheLive().mutex);
    recorders.swap(TheLive().recorders);
  }
  for (const vr_recorder recorder : recorders) vr_recorder_destroy(recorder);
}

double LiveCount() {
  std::lock_guard<std::mutex> lock(TheLive().mutex);
  return static_cast<double>(TheLive().recorders.size());
}

double NowMs(double recorder) {
  return static_cast<double>(vr_now_ns(HandleOf(recorder))) / 1e6;
}

double Advance(double recorder, double duration_ms) {
  int64_t duration_ns = 0;
  if (!NanosecondsOf(duration_ms, &duration_ns)) return Refuse("duration: out of range");
  return Guarded([&] { return Answer(vr_advance(HandleOf(recorder), duration_ns)); });
}

double SetConsent(double recorder, bool given) {
  return Guarded([&] { return Answer(vr_set_consent(HandleOf(recorder), given ? 1 : 0)); });
}

double SetAbout(double recorder, Text about_json) {
  if (about_json.fault != nullptr) return Refuse(about_json.fault);
  return Guarded([&] { return Answer(vr_set_about(HandleOf(recorder), about_json.OrNull())); });
}

double Notify(double recorder, double notice, Text text) {
  if (text.fault != nullptr) return Refuse(text.fault);
  Numbers numbers;
  const uint32_t number = numbers.Unsigned32(notice);
  if (!numbers.ok() || number > VR_NOTICE_DEVICE_CHANGED) return Refuse("notice must be 0 to 4, of vr_notice");
  return Guarded([&] { return Answer(vr_notify(HandleOf(recorder), static_cast<vr_notice>(number), text.OrNull())); });
}

double EnterRoom(double recorder, Text room_id, Text user_id) {
  if (room_id.fault != nullptr) return Refuse(room_id.fault);
  if (user_id.fault != nullptr) return Refuse(user_id.fault);
  return Guarded([&] { return Answer(vr_enter_room(HandleOf(recorder), room_id.c_str(), user_id.c_str())); });
}

double Reconnecting(double recorder) {
  return Guarded([&] { return Answer(vr_reconnecting(HandleOf(recorder))); });
}

double LeaveRoom(double recorder) {
  return Guarded([&] { return Answer(vr_leave_room(HandleOf(recorder))); });
}

}  // namespace vr_puerts
