#include "cocos/calls.h"
#include "cocos/live_recorders.h"
#include "cocos/tone_pump.h"

namespace vr_cocos {

double Create(Text captures_folder, Text name_template, uint32_t retention_count, uint64_t retention_bytes,
              uint64_t retention_age_s, uint64_t min_free_bytes, uint64_t max_buffer_bytes, uint32_t max_sources,
              uint32_t mix_delay_ms, bool require_consent, bool virtual_clock, int32_t log_level, Text recovery_folder,
              uint64_t max_ring_bytes, uint32_t max_tracks) {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = captures_folder.OrNull();
  options.name_template = name_template.OrNull();
  options.retention_count = retention_count;
  options.retention_bytes = retention_bytes;
  options.retention_age_s = retention_age_s;
  options.min_free_bytes = min_free_bytes;
  options.max_buffer_bytes = max_buffer_bytes;
  options.max_sources = max_sources;
  options.mix_delay_ms = mix_delay_ms;
  options.require_consent = require_consent ? 1 : 0;
  options.virtual_clock = virtual_clock ? 1 : 0;
  options.log_level = log_level;
  options.recovery_folder = recovery_folder.OrNull();
  options.max_ring_bytes = max_ring_bytes;
  options.max_tracks = max_tracks;
  vr_recorder recorder = 0;
  const vr_status status = vr_recorder_create(&options, &recorder);
  if (status == VR_OK) {
    try {
      TheRecorders().Add(recorder);
    } catch (...) {
      vr_recorder_destroy(recorder);
      throw;
    }
  }
  TheSession().last_id = static_cast<double>(recorder);
  return Answer(status);
}

double SetName(uint64_t recorder, Text name) {
  vr_status status = VR_OK;
  const char* fault = TheRecorders().SetName(recorder, name.utf8, &status);
  if (fault != nullptr) return Refuse(status, fault);
  return VR_OK;
}

double Adopt(Text name) {
  const vr_recorder found = TheRecorders().Adopt(name.utf8);
  if (found == 0) return Refuse(VR_ERROR_INVALID_STATE, "adopt: no recorder has this name");
  TheSession().last_id = static_cast<double>(found);
  return VR_OK;
}

void Destroy(uint64_t recorder) {
  if (!TheRecorders().Remove(recorder)) return;
  TheTones().RemoveOf(recorder);
  vr_recorder_destroy(recorder);
}

double NowMs(uint64_t recorder) {
  return static_cast<double>(vr_now_ns(recorder)) / 1e6;
}

double Advance(uint64_t recorder, Duration duration) {
  return Answer(vr_advance(recorder, duration.ns));
}

double SetConsent(uint64_t recorder, bool given) {
  return Answer(vr_set_consent(recorder, given ? 1 : 0));
}

double SetAbout(uint64_t recorder, Text about_json) {
  return Answer(vr_set_about(recorder, about_json.OrNull()));
}

double Notify(uint64_t recorder, int32_t notice, Text text) {
  return Answer(vr_notify(recorder, static_cast<vr_notice>(notice), text.OrNull()));
}

double Exclude(uint64_t recorder, Text user_id, bool forget) {
  return Answer(vr_exclude(recorder, user_id.c_str(), forget ? 1 : 0));
}

double Include(uint64_t recorder, Text user_id) {
  return Answer(vr_include(recorder, user_id.c_str()));
}

double Wipe(uint64_t recorder) {
  return Answer(vr_wipe(recorder));
}

double Recover(uint64_t recorder, Key encryption_key) {
  return Answer(vr_recover(recorder, encryption_key.bytes));
}

double EnterRoom(uint64_t recorder, Text room_id, Text user_id) {
  return Answer(vr_enter_room(recorder, room_id.c_str(), user_id.c_str()));
}

double Reconnecting(uint64_t recorder) {
  return Answer(vr_reconnecting(recorder));
}

double LeaveRoom(uint64_t recorder) {
  return Answer(vr_leave_room(recorder));
}

}  // namespace vr_cocos
