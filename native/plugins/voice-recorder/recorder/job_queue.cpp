#include "recorder/job_queue.h"

#include <new>
#include <utility>

#include "base/thread_name.h"

namespace vr {

void JobQueue::Post(Prepared job) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.splice(jobs_.end(), job);
  }
  wake_.notify_one();
}

bool JobQueue::RunAll() {
  bool any = false;
  for (;;) {
    Job job;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (jobs_.empty()) return any;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    try {
      job();
    } catch (const std::bad_alloc&) {
      if (out_of_memory_) out_of_memory_();
    }
    any = true;
  }
}

void JobQueue::WaitFor(std::chrono::milliseconds time) {
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.wait_for(lock, time, [this] { return !jobs_.empty() || stopping_; });
}

void JobQueue::Start(const char* name) {
  thread_ = std::thread([this, name] {
    NameThisThread(name);
    for (;;) {
      RunAll();
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !jobs_.empty() || stopping_; });
      if (jobs_.empty() && stopping_) return;
    }
  });
}

void JobQueue::Join() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

size_t JobQueue::waiting() {
  std::lock_guard<std::mutex> lock(mutex_);
  return jobs_.size();
}

}  // namespace vr
