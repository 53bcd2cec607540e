#include <cstring>

#include "flat/numbers.h"
#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

// What a script says of a task, in the order of the calls that take it.
struct ConfigValues {
  const Text& file_path;
  double sample_rate_hz;
  double quality;
  double position;
  double cycle_time_s;
  double channels;
  double layout;
  double durability;
  double tracks;
  const Bytes& encryption_key;
};

// NULL, or why it cannot be handed on. config lives as long as the texts and bytes of values.
const char* FillConfig(const ConfigValues& values, vr_task_config* config) {
  if (values.file_path.fault != nullptr) return values.file_path.fault;
  Numbers numbers;
  vr_task_config_init(config);
  config->file_path = values.file_path.c_str();
  config->sample_rate_hz = numbers.Unsigned32(values.sample_rate_hz);
  config->quality = numbers.Signed32(values.quality);
  config->position = numbers.Signed32(values.position);
  config->cycle_time_s = numbers.Unsigned32(values.cycle_time_s);
  config->channels = numbers.Unsigned32(values.channels);
  config->layout = numbers.Signed32(values.layout);
  config->durability = numbers.Signed32(values.durability);
  config->tracks = numbers.Signed32(values.tracks);
  if (!numbers.ok()) return "config: a number is not whole or out of range";
  return KeyOf(values.encryption_key, &config->encryption_key) ? nullptr : kBadKey;
}

}  // namespace

double Start(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
             double cycle_time_s, double channels, double layout, bool overwrite, double durability, double tracks,
             Bytes encryption_key) {
  vr_task_config config;
  const char* fault = FillConfig({file_path, sample_rate_hz, quality, position, cycle_time_s, channels, layout,
                                  durability, tracks, encryption_key},
                                 &config);
  if (fault != nullptr) return Refuse(fault);
  config.overwrite = overwrite ? 1 : 0;
  return Guarded([&] { return Answer(vr_start_audio_recording_with_config(HandleOf(recorder), &config)); });
}

double Stop(double recorder) {
  return Guarded([&] { return Answer(vr_stop_audio_recording(HandleOf(recorder))); });
}

double Pause(double recorder) {
  return Guarded([&] { return Answer(vr_pause(HandleOf(recorder))); });
}

double Resume(double recorder) {
  return Guarded([&] { return Answer(vr_resume(HandleOf(recorder))); });
}

double Estimate(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
                double cycle_time_s, double channels, double layout, double durability, double tracks,
                Bytes encryption_key, Bytes into) {
  vr_task_config config;
  const char* fault = FillConfig({file_path, sample_rate_hz, quality, position, cycle_time_s, channels, layout,
                                  durability, tracks, encryption_key},
                                 &config);
  if (fault != nullptr) return Refuse(fault);
  if (into.size_bytes < vr_flat::kCostNumbers * sizeof(double)) return Refuse("into: too short");
  return Guarded([&] {
    vr_cost cost{};
    const double status = Answer(vr_estimate(HandleOf(recorder), &config, &cost));
    const auto numbers = vr_flat::NumbersOf(cost);
    std::memcpy(into.data, numbers.data(), sizeof numbers);
    return status;
  });
}

double Dump(double recorder, double last_seconds, double after_seconds, Text file_path, Text reason, bool clear,
            bool overwrite, Text hotkey) {
  if (file_path.fault != nullptr) return Refuse(file_path.fault);
  if (reason.fault != nullptr) return Refuse(reason.fault);
  if (hotkey.fault != nullptr) return Refuse(hotkey.fault);
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = last_seconds;
  request.after_seconds = after_seconds;
  request.file_path = file_path.OrNull();
  request.reason = reason.OrNull();
  request.clear = clear ? 1 : 0;
  request.overwrite = overwrite ? 1 : 0;
  request.hotkey = hotkey.OrNull();
  return Guarded([&] {
    uint64_t capture_id = 0;
    const vr_status status = vr_dump(HandleOf(recorder), &request, &capture_id);
    SetLastId(static_cast<double>(capture_id));
    return Answer(status);
  });
}

double Retry(double recorder, double capture_id, Text file_path) {
  if (file_path.fault != nullptr) return Refuse(file_path.fault);
  return Guarded(
      [&] { return Answer(vr_capture_retry(HandleOf(recorder), HandleOf(capture_id), file_path.OrNull())); });
}

double Discard(double recorder, double capture_id) {
  return Guarded([&] { return Answer(vr_capture_discard(HandleOf(recorder), HandleOf(capture_id))); });
}

double Mark(double recorder, Text label, Text data_json) {
  if (label.fault != nullptr) return Refuse(label.fault);
  if (data_json.fault != nullptr) return Refuse(data_json.fault);
  return Guarded([&] { return Answer(vr_mark(HandleOf(recorder), label.c_str(), data_json.OrNull())); });
}

double AddStatistics(double recorder, Text data_json) {
  if (data_json.fault != nullptr) return Refuse(data_json.fault);
  return Guarded([&] { return Answer(vr_add_statistics(HandleOf(recorder), data_json.c_str())); });
}

}  // namespace vr_puerts
