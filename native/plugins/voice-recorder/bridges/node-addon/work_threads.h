// The threads of this process that do the work of every environment. Node's own pool is left to Node: a pass over a
// long capture would keep the file reads of a server waiting.
#ifndef VR_BRIDGES_NODE_ADDON_WORK_THREADS_H_
#define VR_BRIDGES_NODE_ADDON_WORK_THREADS_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace vr_node {

// How long a call keeps its thread. What is short never waits for a pass over a whole capture.
enum class Effort { kShort, kPass };

class WorkThreads {
 public:
  // Never destroyed: their threads live as long as the process.
  static WorkThreads& For(Effort effort);

  // Any thread. First come, first served; a thread more is started while there are fewer than may be and none is idle.
  // False: not even one thread could be started.
  bool Post(std::function<void()> work);

 private:
  explicit WorkThreads(size_t most_threads) : most_threads_(most_threads) {}
  void Loop();

  const size_t most_threads_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::deque<std::function<void()>> waiting_;
  size_t threads_ = 0;
  size_t idle_ = 0;
};

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_WORK_THREADS_H_
