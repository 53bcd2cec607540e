// The configuration of a task: what may come in, and what it means. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/audio_types.h"
#include "base/sealing.h"
#include "recorder/call_result.h"

namespace vr {

constexpr int kMaxCycleTimeS = 3600;
constexpr int kDefaultSampleRateHz = 32000;

// Numbers as a caller gives them.
struct TaskRequest {
  const char* file_path = nullptr;
  uint32_t sample_rate_hz = kDefaultSampleRateHz;
  int32_t quality = 1;
  int32_t position = 0;
  uint32_t cycle_time_s = 0;
  uint32_t channels = 1;
  int32_t layout = 0;
  bool overwrite = true;
  int32_t durability = -1;                  // 0 memory, 1 process; below 0: process where there is a recovery folder
  int32_t tracks = 0;                       // 0 mix, 1 separate
  const uint8_t* encryption_key = nullptr;  // kSealKeyBytes of them, or null
};

struct TaskConfig {
  std::string file_path;
  Codec codec = Codec::kPcm16;
  bool suffix_known = true;  // false: neither .wav nor .aac, which is an event and not a refusal
  int sample_rate_hz = kDefaultSampleRateHz;
  Quality quality = Quality::kMedium;
  Position position = Position::kMixedRecordingAndPlayback;
  int cycle_time_s = 0;
  int channels = 1;
  Layout layout = Layout::kMix;
  bool overwrite = true;
  bool durable = false;  // kept on disk while it is recorded, so that it survives the process
  int own_tracks = 0;    // users who get a file of their own; 0: the mix alone
  std::optional<SealKey> key;
};

// What of a recorder's options bears on a task.
struct TaskSurroundings {
  bool has_recovery_folder = false;
  int max_own_tracks = 4;
};

// Refuses what is out of range; nothing is rounded.
CallResult CheckTask(const TaskRequest& request, const TaskSurroundings& around, TaskConfig* config);

// True for an absolute path of this platform.
bool IsAbsolutePath(const std::string& path);
bool IsValidUtf8(const std::string& text);
// "must be an absolute path ..." or "" when the path can be taken.
std::string PathProblem(const char* path);

}  // namespace vr
