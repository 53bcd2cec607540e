#include <algorithm>

#include "cocos/calls.h"

namespace vr_cocos {
namespace {

// What a start and an estimate have in common. It lives as long as path and key.
vr_task_config ConfigOf(const Text& path, const Key& key) {
  vr_task_config config;
  vr_task_config_init(&config);
  config.file_path = path.c_str();
  config.encryption_key = key.bytes;
  return config;
}

}  // namespace

double Start(uint64_t recorder, Text file_path, uint32_t sample_rate_hz, int32_t quality, int32_t position,
             uint32_t cycle_time_s, uint32_t channels, int32_t layout, bool overwrite, int32_t durability,
             int32_t tracks, Key encryption_key) {
  vr_task_config config = ConfigOf(file_path, encryption_key);
  config.sample_rate_hz = sample_rate_hz;
  config.quality = quality;
  config.position = position;
  config.cycle_time_s = cycle_time_s;
  config.channels = channels;
  config.layout = layout;
  config.overwrite = overwrite ? 1 : 0;
  config.durability = durability;
  config.tracks = tracks;
  return Answer(vr_start_audio_recording_with_config(recorder, &config));
}

double Stop(uint64_t recorder) {
  return Answer(vr_stop_audio_recording(recorder));
}

double Pause(uint64_t recorder) {
  return Answer(vr_pause(recorder));
}

double Resume(uint64_t recorder) {
  return Answer(vr_resume(recorder));
}

double Estimate(uint64_t recorder, Text file_path, uint32_t sample_rate_hz, int32_t quality, int32_t position,
                uint32_t cycle_time_s, uint32_t channels, int32_t layout, int32_t durability, int32_t tracks,
                Key encryption_key, Doubles<kCostNumbers> cost) {
  vr_task_config config = ConfigOf(file_path, encryption_key);
  config.sample_rate_hz = sample_rate_hz;
  config.quality = quality;
  config.position = position;
  config.cycle_time_s = cycle_time_s;
  config.channels = channels;
  config.layout = layout;
  config.durability = durability;
  config.tracks = tracks;
  vr_cost made{};
  const vr_status status = vr_estimate(recorder, &config, &made);
  if (status != VR_OK) return Answer(status);
  const auto numbers = vr_flat::NumbersOf(made);
  std::copy(numbers.begin(), numbers.end(), cost.data);
  return VR_OK;
}

double Dump(uint64_t recorder, double last_seconds, double after_seconds, Text file_path, Text reason, bool clear,
            bool overwrite, Text hotkey) {
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = last_seconds;
  request.after_seconds = after_seconds;
  request.file_path = file_path.OrNull();
  request.reason = reason.OrNull();
  request.clear = clear ? 1 : 0;
  request.overwrite = overwrite ? 1 : 0;
  request.hotkey = hotkey.OrNull();
  uint64_t capture_id = 0;
  const vr_status status = vr_dump(recorder, &request, &capture_id);
  TheSession().last_id = static_cast<double>(capture_id);
  return Answer(status);
}

double Retry(uint64_t recorder, uint64_t capture_id, Text file_path) {
  return Answer(vr_capture_retry(recorder, capture_id, file_path.OrNull()));
}

double Discard(uint64_t recorder, uint64_t capture_id) {
  return Answer(vr_capture_discard(recorder, capture_id));
}

double Mark(uint64_t recorder, Text label, Text data_json) {
  return Answer(vr_mark(recorder, label.c_str(), data_json.OrNull()));
}

double AddStatistics(uint64_t recorder, Text data_json) {
  return Answer(vr_add_statistics(recorder, data_json.c_str()));
}

}  // namespace vr_cocos
