#include <cstring>

#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {
namespace {

// False when a number does not fit; config lives as long as file_path.
bool FillConfig(const Text& file_path, double sample_rate_hz, double quality, double position, double cycle_time_s,
                double channels, double layout, bool overwrite, vr_task_config* config) {
  Numbers numbers;
  vr_task_config_init(config);
  config->file_path = file_path.c_str();
  config->sample_rate_hz = numbers.Unsigned32(sample_rate_hz);
  config->quality = numbers.Signed32(quality);
  config->position = numbers.Signed32(position);
  config->cycle_time_s = numbers.Unsigned32(cycle_time_s);
  config->channels = numbers.Unsigned32(channels);
  config->layout = numbers.Signed32(layout);
  config->overwrite = overwrite ? 1 : 0;
  return numbers.ok();
}

constexpr const char* kBadConfig = "config: a number is not whole or out of range";

}  // namespace

double Start(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
             double cycle_time_s, double channels, double layout, bool overwrite) {
  if (file_path.fault != nullptr) return Refuse(file_path.fault);
  vr_task_config config;
  if (!FillConfig(file_path, sample_rate_hz, quality, position, cycle_time_s, channels, layout, overwrite, &config)) {
    return Refuse(kBadConfig);
  }
  return Guarded([&] { return Answer(vr_start_audio_recording_with_config(HandleOf(recorder), &config)); });
}

double Stop(double recorder) {
  return Guarded([&] { return Answer(vr_stop_audio_recording(HandleOf(recorder))); });
}

double Estimate(double recorder, Text file_path, double sample_rate_hz, double quality, double position,
                double cycle_time_s, double channels, double layout, Bytes into) {
  if (file_path.fault != nullptr) return Refuse(file_path.fault);
  vr_task_config config;
  if (!FillConfig(file_path, sample_rate_hz, quality, position, cycle_time_s, channels, layout, true, &config)) {
    return Refuse(kBadConfig);
  }
  double numbers[3] = {};
  if (into.size_bytes < sizeof numbers) return Refuse("into: too short");
  return Guarded([&] {
    vr_cost cost{};
    const double status = Answer(vr_estimate(HandleOf(recorder), &config, &cost));
    numbers[0] = static_cast<double>(cost.buffer_bytes);
    numbers[1] = static_cast<double>(cost.file_bytes);
    numbers[2] = static_cast<double>(cost.bytes_per_second);
    std::memcpy(into.data, numbers, sizeof numbers);
    return status;
  });
}

double Dump(double recorder, double last_seconds, double after_seconds, Text file_path, Text reason, bool clear,
            bool overwrite) {
  if (file_path.fault != nullptr) return Refuse(file_path.fault);
  if (reason.fault != nullptr) return Refuse(reason.fault);
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = last_seconds;
  request.after_seconds = after_seconds;
  request.file_path = file_path.OrNull();
  request.reason = reason.OrNull();
  request.clear = clear ? 1 : 0;
  request.overwrite = overwrite ? 1 : 0;
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

}  // namespace vr_puerts
