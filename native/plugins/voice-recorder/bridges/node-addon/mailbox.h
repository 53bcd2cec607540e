// What runs off the event loop, and how it tells the loop of itself.
#ifndef VR_BRIDGES_NODE_ADDON_MAILBOX_H_
#define VR_BRIDGES_NODE_ADDON_MAILBOX_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "node-addon/work_threads.h"
#include "voice_recorder_analysis.h"

namespace vr_node {

struct Outcome {
  int result = VRA_OK;  // a vra_result
  std::string message;
};

// Of a vra call that has just returned on this thread.
Outcome OutcomeOf(vra_result result);
Outcome Cancelled();

class Mailbox;

// What a call has on its thread: whether it is to end, and how far it is.
class Control {
 public:
  explicit Control(Mailbox& mailbox) : mailbox_(mailbox) {}

  // Any thread.
  void Cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }
  double done() const { return done_; }

  // The thread of the call. False: it is to end. Wakes the event loop ten times a second at most.
  bool Report(double done);
  // For a call of the analysis; it lives as long as this.
  vra_progress Progress();

 private:
  Mailbox& mailbox_;
  std::atomic<bool> cancelled_{false};
  std::atomic<double> done_{-1};
  std::chrono::steady_clock::time_point told_;
};

using Work = std::function<Outcome(Control& control)>;

// One call on its way. It has no handle of the script engine, so any thread may be the last that knows it.
struct Background {
  Background(Mailbox& mailbox, Effort how_long, Work to_do)
      : control(mailbox), effort(how_long), work(std::move(to_do)) {}
  Control control;
  const Effort effort;
  Work work;
  Outcome outcome;  // once it is finished
};

// Between the threads and one event loop. `wake` is called under the lock and from any thread, never after Close.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
 public:
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  // False: there is no thread to run it.
  bool Run(const std::shared_ptr<Background>& background);
  void Wake();
  // Those that have finished since the last call.
  std::vector<std::shared_ptr<Background>> TakeFinished();
  // No wake any more; returns when nothing runs. The caller has cancelled everything.
  void Close();

 private:
  void Finish(const std::shared_ptr<Background>& background);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable none_runs_;
  std::vector<std::shared_ptr<Background>> finished_;
  size_t running_ = 0;
  bool open_ = true;
};

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_MAILBOX_H_
