// Work for one thread, done in the order in which it was posted. Any thread but an audio thread may post.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

namespace vr {

class JobQueue {
 public:
  using Job = std::function<void()>;
  // A job that has all the memory that posting it needs.
  using Prepared = std::list<Job>;

  ~JobQueue() { Join(); }

  static Prepared Prepare(Job job) { return Prepared(1, std::move(job)); }
  // For what must be told even when memory has run out.
  void Post(Prepared job) noexcept;
  void Post(Job job) { Post(Prepare(std::move(job))); }
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
  std::list<Job> jobs_;
  Job out_of_memory_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vr
