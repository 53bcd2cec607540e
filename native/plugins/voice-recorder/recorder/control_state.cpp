#include "recorder/control_state.h"

namespace vr {

uint64_t ControlState::AcceptStart(const TaskView& task) {
  std::lock_guard<std::mutex> lock(mutex_);
  expected_ = task;
  return ++last_call_;
}

void ControlState::AcceptEnd() {
  std::lock_guard<std::mutex> lock(mutex_);
  expected_ = TaskView();
  ++last_call_;
}

TaskView ControlState::expected() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return expected_;
}

void ControlState::Started(const TaskView& task) {
  std::lock_guard<std::mutex> lock(mutex_);
  running_ = task;
}

void ControlState::CouldNotStart(uint64_t start) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (start == last_call_) expected_ = running_;
}

void ControlState::Ended(uint64_t start) {
  std::lock_guard<std::mutex> lock(mutex_);
  running_ = TaskView();
  if (start == last_call_) expected_ = TaskView();
}

}  // namespace vr
