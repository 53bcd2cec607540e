// Between the C structs and the recorder's own types.
#pragma once

#include "recorder/recorder.h"
#include "voice_recorder.h"

namespace vr {

RecorderOptions OptionsOf(const vr_recorder_options& options);
TaskRequest RequestOf(const vr_task_config& config);
DumpRequest RequestOf(const vr_dump_request& request);
// Points into event, which must outlive what is filled in.
void FillEvent(const Event& event, vr_capture* capture, vr_event* out);
void FillStats(const Recorder& recorder, const RecorderStats& stats, vr_stats* out);

}  // namespace vr
