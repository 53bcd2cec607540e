// What one environment of Node (the main one, or that of a worker thread) has of the addon: its calls on their way.
// Lives on the event loop; all of it is called there.
#ifndef VR_BRIDGES_NODE_ADDON_ENVIRONMENT_H_
#define VR_BRIDGES_NODE_ADDON_ENVIRONMENT_H_

#include <napi.h>

#include <cstdint>
#include <functional>
#include <list>
#include <memory>

#include "node-addon/mailbox.h"

namespace vr_node {

// How a call that has succeeded becomes the value of its promise. Undefined with a pending exception: it is rejected.
using Finish = std::function<Napi::Value(Napi::Env env)>;

struct PendingCall;

// Calls of one queue run one after the other.
struct Queue {
  std::list<PendingCall*> waiting;
  bool busy = false;
};

struct Listener {
  uint32_t id = 0;  // by which it can be cancelled; 0: it cannot
  Napi::Function on_progress;
};

class Environment {
 public:
  explicit Environment(Napi::Env env);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  static Environment& Of(Napi::Env env) { return *env.GetInstanceData<Environment>(); }

  // queue: may be null. The promise is rejected with an Error that has a vra_result as `result`.
  Napi::Value Submit(const std::shared_ptr<Queue>& queue, const Listener& listener, Effort effort, Work work,
                     Finish finish);
  void Cancel(uint32_t id);

  // Cancels everything and waits until nothing runs; later calls are refused. Promises stay open: no script runs any
  // more.
  void Close();

 private:
  using Calls = std::list<std::shared_ptr<PendingCall>>;

  void Start(PendingCall* call);
  void StartNext(Queue& queue);
  static void OnWake(Napi::Env env, Napi::Function callback, Environment* self, void* data);
  void TellAndSettle();
  void TellProgress(PendingCall& call);
  void Settle(PendingCall* call);
  void Reject(PendingCall& call, const Outcome& outcome);

  Napi::Env env_;
  Napi::TypedThreadSafeFunction<Environment, void, &Environment::OnWake> wake_;
  std::shared_ptr<Mailbox> mailbox_;
  Calls calls_;
  bool closed_ = false;
};

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_ENVIRONMENT_H_
