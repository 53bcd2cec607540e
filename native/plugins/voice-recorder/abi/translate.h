// Between the C structs and the recorder's own types.
#pragma once

#include <vector>

#include "recorder/recorder.h"
#include "voice_recorder.h"

namespace vr {

RecorderOptions OptionsOf(const vr_recorder_options& options);
TaskRequest RequestOf(const vr_task_config& config);
DumpRequest RequestOf(const vr_dump_request& request);

// The capture of an event, as the C structs show it.
struct ShownCapture {
  vr_capture capture{};
  std::vector<const char*> track_paths;
};

// Points into event and shown, which must outlive what is filled in.
void FillEvent(const Event& event, ShownCapture* shown, vr_event* out);
void FillStats(const Recorder& recorder, const RecorderStats& stats, vr_stats* out);

}  // namespace vr
