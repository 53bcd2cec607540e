#include "node-addon/work_threads.h"

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>

namespace vr_node {
namespace {

constexpr size_t kShortThreads = 2;

// Two at least, so that a recovery does not hold up a picture; four keep a disk busy.
size_t PassThreads() {
  return std::clamp<size_t>(std::thread::hardware_concurrency(), 2, 4);
}

}  // namespace

WorkThreads& WorkThreads::For(Effort effort) {
  static WorkThreads* for_short = new WorkThreads(kShortThreads);
  static WorkThreads* for_passes = new WorkThreads(PassThreads());
  return effort == Effort::kShort ? *for_short : *for_passes;
}

bool WorkThreads::Post(std::function<void()> work) {
  std::lock_guard<std::mutex> lock(mutex_);
  waiting_.push_back(std::move(work));
  if (waiting_.size() > idle_ && threads_ < most_threads_) {
    try {
      std::thread([this] { Loop(); }).detach();
      ++threads_;
    } catch (const std::system_error&) {
      if (threads_ == 0) {
        waiting_.pop_back();
        return false;
      }
    }
  }
  has_work_.notify_one();
  return true;
}

void WorkThreads::Loop() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    ++idle_;
    has_work_.wait(lock, [this] { return !waiting_.empty(); });
    --idle_;
    {
      const std::function<void()> work = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      work();
    }
    lock.lock();
  }
}

}  // namespace vr_node
