// Work for one thread, done in the order in which it was posted. Any thread but an audio thread may post.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace vr {

class JobQueue {
 public:
  using Job = std::function<void()>;

  ~JobQueue() { Join(); }

  void Post(Job job);
  // Runs every job that waits, those posted meanwhile too; false: there was none. The owner's thread only.
  bool RunAll();
  // Returns when a job waits, or after the time.
  void WaitFor(std::chrono::milliseconds time);

  // A thread of its own that runs the jobs, until Join, which lets it finish all that waits. Without Start the owner
  // calls RunAll. name: as in NameThisThread.
  void Start(const char* name);
  void Join();
  size_t waiting();

  // What happens when a job runs out of memory, which gives that job up; called on the thread that ran it. Before any
  // job is posted.
  void OnOutOfMemory(Job told) { out_of_memory_ = std::move(told); }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  Job out_of_memory_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vr
