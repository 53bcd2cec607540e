#include "node-addon/recovery_run.h"

#include <chrono>
#include <thread>

#include "voice_recorder.h"

namespace vr_node {
namespace {

constexpr std::chrono::milliseconds kBetweenPolls(5);

const char* OrNull(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

Outcome OutcomeOf(vr_status status) {
  switch (status) {
    case VR_OK:
      return {};
    case VR_ERROR_INVALID_PARAMETER:
      return {VRA_INVALID_PARAMETER, vr_last_error()};
    case VR_ERROR_NOT_SUPPORTED:
      return {VRA_NOT_SUPPORTED, vr_last_error()};
    case VR_ERROR_OUT_OF_MEMORY:
      return {VRA_OUT_OF_MEMORY, vr_last_error()};
    default:
      return {VRA_IO, vr_last_error()};
  }
}

// A recorder that records nothing.
class IdleRecorder {
 public:
  ~IdleRecorder() { vr_recorder_destroy(recorder_); }

  Outcome Create(const LeftFolders& folders) {
    vr_recorder_options options;
    vr_recorder_options_init(&options);
    options.recovery_folder = OrNull(folders.recovery_folder);
    options.captures_folder = OrNull(folders.captures_folder);
    options.name_template = OrNull(folders.name_template);
    options.log_level = VR_LOG_NONE;
    return OutcomeOf(vr_recorder_create(&options, &recorder_));
  }
  vr_recorder handle() const { return recorder_; }

  // Hands every event to `take` until it answers true; calls `look` before each.
  template <typename Look, typename Take>
  void WaitFor(Look look, Take take) {
    while (true) {
      look();
      vr_event event{};
      event.struct_size = sizeof event;
      if (vr_poll_event(recorder_, &event) == 0) {
        std::this_thread::sleep_for(kBetweenPolls);
      } else if (take(event)) {
        return;
      }
    }
  }

 private:
  vr_recorder recorder_ = 0;
};

RecoveredFile FileOf(const vr_event& event) {
  const vr_capture& capture = *event.capture;
  RecoveredFile file;
  file.file_path = capture.file_path;
  file.sidecar_path = capture.sidecar_path;
  file.is_aac = capture.format == VR_FORMAT_AAC;
  file.sample_rate_hz = capture.sample_rate_hz;
  file.channels = capture.channels;
  file.duration_s = capture.duration_s;
  file.started_at_unix_ms = capture.started_at_unix_ms;
  file.reason = capture.reason;
  file.origin = capture.origin;
  file.size_bytes = capture.size_bytes;
  file.peak_dbfs = capture.peak_dbfs;
  for (uint32_t i = 0; i < capture.track_count; ++i) file.track_paths.emplace_back(capture.track_paths[i]);
  file.missing = event.text;
  return file;
}

}  // namespace

Outcome RunRecovery(const LeftFolders& folders, const std::vector<uint8_t>& key, Control& control,
                    RecoveryReport* report) {
  IdleRecorder recorder;
  Outcome outcome = recorder.Create(folders);
  if (outcome.result != VRA_OK) return outcome;
  outcome = OutcomeOf(vr_recover(recorder.handle(), key.empty() ? nullptr : key.data()));
  if (outcome.result != VRA_OK) return outcome;
  bool stopped = false;
  const auto stop = [&] {
    if (stopped || !control.cancelled()) return;
    stopped = true;
    vr_stop_recovery(recorder.handle());
  };
  recorder.WaitFor(stop, [&](const vr_event& event) {
    if (event.kind == VR_EVENT_RECOVERED && event.capture != nullptr) report->captures.push_back(FileOf(event));
    if (event.kind == VR_EVENT_RECOVERY_PROBLEM) report->problems.push_back({event.path, event.text});
    if (event.kind == VR_EVENT_RECOVERY_PROGRESS) control.Report(event.progress);
    return event.kind == VR_EVENT_RECOVERY_DONE;
  });
  return {};
}

Outcome RunWipe(const LeftFolders& folders, Control& control) {
  IdleRecorder recorder;
  Outcome outcome = recorder.Create(folders);
  if (outcome.result != VRA_OK) return outcome;
  outcome = OutcomeOf(vr_wipe(recorder.handle()));
  if (outcome.result != VRA_OK) return outcome;
  recorder.WaitFor([] {},
                   [&](const vr_event& event) {
                     if (event.kind == VR_EVENT_WIPED && event.code != 0) outcome = {VRA_IO, event.text};
                     return event.kind == VR_EVENT_WIPED;
                   });
  return control.cancelled() && outcome.result == VRA_OK ? Cancelled() : outcome;
}

}  // namespace vr_node
