// How much memory and disk the parts of a task take. Pure.
#pragma once

#include <cstdint>

#include "base/audio_types.h"
#include "cycle/cycle_buffer.h"
#include "cycle/ring_shape.h"
#include "encode/encoder.h"
#include "recorder/control_state.h"
#include "recorder/recorder_types.h"
#include "recorder/task_config.h"

namespace vr {

// Beyond the time that is asked for: what the mix and an encoder lag, and one step of the worker.
constexpr int kBufferSlackS = 2;
// What memory holds of a durable recording, whatever the disk does.
constexpr int kMemoryOfDurableS = 60;
// Of the log in each segment, beside the features: what is known when it begins, markers, statistics and the like.
constexpr uint64_t kLogExtraBytes = 192 << 10;

// track: of one user, otherwise of the mix.
EncoderConfig EncoderOf(const TaskConfig& config, bool track);
// max_buffer_bytes: of all streams of the task together; each gets the share of what it needs.
CycleConfig CycleOf(const TaskConfig& config, bool track, uint64_t max_buffer_bytes);
// The longest window, with what comes after the call, that a dump can be promised.
double LongestDumpS(const TaskConfig& config, const RecorderOptions& options);
// The task as callers are told of it.
TaskView ViewOf(const TaskConfig& config, const RecorderOptions& options);
int64_t KeepCells(const TaskConfig& config);

// The streams of a task's ring, laid out; the rest of the shape is the caller's. feature_tracks: the mix's among them.
RingShape RingShapeOf(const TaskConfig& config, int feature_tracks, bool sealed);

}  // namespace vr
