// What a caller is told at once: whether there is a room and a task. Calls are answered from what has been accepted;
// the worker corrects it when a start turns out not to be possible. Any thread but an audio thread.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "base/audio_types.h"

namespace vr {

struct TaskView {
  bool active = false;
  int cycle_time_s = 0;
  Codec codec = Codec::kPcm16;
  std::string file_path;
  double longest_dump_s = 0;  // of a cycle task
};

class ControlState {
 public:
  // Of the control calls; the number names the call when the worker answers it.
  uint64_t AcceptStart(const TaskView& task);
  void AcceptEnd();
  TaskView expected() const;

  // Of the worker.
  void Started(const TaskView& task);
  void CouldNotStart(uint64_t start);
  void Ended(uint64_t start);

 private:
  mutable std::mutex mutex_;
  TaskView expected_;  // once everything that was accepted is done
  TaskView running_;   // now
  uint64_t last_call_ = 0;
};

}  // namespace vr
