#include "recorder/event_queue.h"

#include <utility>

namespace vr {

void EventQueue::Add(Event event) {
  const bool can_be_given_up = event.kind == EventKind::kLog || event.kind == EventKind::kDumpProgress ||
                               event.kind == EventKind::kRecoveryProgress;
  std::lock_guard<std::mutex> lock(mutex_);
  if (can_be_given_up && events_.size() >= kMaxWaiting) {
    lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  events_.push_back(std::move(event));
  waiting_.store(events_.size(), std::memory_order_release);
}

bool EventQueue::Take(Event* event) {
  if (waiting_.load(std::memory_order_acquire) == 0) return false;
  std::lock_guard<std::mutex> lock(mutex_);
  if (events_.empty()) return false;
  *event = std::move(events_.front());
  events_.pop_front();
  waiting_.store(events_.size(), std::memory_order_release);
  return true;
}

}  // namespace vr
