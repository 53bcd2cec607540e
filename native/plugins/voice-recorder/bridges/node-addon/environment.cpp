#include "node-addon/environment.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "node-addon/values.h"

namespace vr_node {

struct PendingCall {
  PendingCall(Napi::Env env, Mailbox& mailbox, Effort effort, Work work, Finish done)
      : promise(env),
        background(std::make_shared<Background>(mailbox, effort, std::move(work))),
        finish(std::move(done)) {}

  Napi::Promise::Deferred promise;
  std::shared_ptr<Background> background;
  Finish finish;
  std::shared_ptr<Queue> queue;
  uint32_t id = 0;
  Napi::FunctionReference on_progress;
  std::optional<Napi::Error> thrown;  // by on_progress
  double told = -1;
  bool started = false;
  bool settled = false;
};

namespace {

// Not in a worker thread that is being terminated, which runs its event loop to the end all the same.
bool CanRunScript(Napi::Env env) {
  bool same = false;
  return napi_strict_equals(env, env.Undefined(), env.Undefined(), &same) == napi_ok;
}

}  // namespace

Environment::Environment(Napi::Env env) : env_(env) {
  wake_ = decltype(wake_)::New(env, "voice_recorder", 0, 1, this);
  wake_.Unref(env);
  mailbox_ = std::make_shared<Mailbox>([this] { wake_.NonBlockingCall(); });
  // Cleanup hooks run last come, first served: this one before that of the thread-safe function, which no thread may
  // touch once it is gone.
  env.AddCleanupHook([this] { Close(); });
}

Environment::~Environment() {
  Close();
}

Napi::Value Environment::Submit(const std::shared_ptr<Queue>& queue, const Listener& listener, Effort effort, Work work,
                                Finish finish) {
  calls_.push_back(std::make_shared<PendingCall>(env_, *mailbox_, effort, std::move(work), std::move(finish)));
  PendingCall* call = calls_.back().get();
  call->id = listener.id;
  call->queue = queue;
  if (!listener.on_progress.IsEmpty()) call->on_progress = Napi::Persistent(listener.on_progress);
  if (calls_.size() == 1 && !closed_) wake_.Ref(env_);
  const Napi::Promise promise = call->promise.Promise();
  if (queue != nullptr && queue->busy) {
    queue->waiting.push_back(call);
  } else {
    Start(call);
  }
  return promise;
}

void Environment::Start(PendingCall* call) {
  if (call->queue != nullptr) call->queue->busy = true;
  call->started = true;
  if (!closed_ && mailbox_->Run(call->background)) return;
  call->background->outcome = closed_ ? Outcome{VRA_CANCELLED, "this environment of Node is ending"}
                                      : Outcome{VRA_OUT_OF_MEMORY, "no thread could be started"};
  Settle(call);
}

void Environment::StartNext(Queue& queue) {
  queue.busy = false;
  if (queue.waiting.empty()) return;
  PendingCall* next = queue.waiting.front();
  queue.waiting.pop_front();
  Start(next);
}

void Environment::Cancel(uint32_t id) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [id](const auto& call) { return call->id == id; });
  if (id == 0 || found == calls_.end()) return;
  PendingCall* call = found->get();
  call->background->control.Cancel();
  if (call->started) return;
  call->queue->waiting.remove(call);
  call->background->outcome = Cancelled();
  Settle(call);
}

void Environment::OnWake(Napi::Env env, Napi::Function, Environment* self, void*) {
  if (static_cast<napi_env>(env) == nullptr || !CanRunScript(env)) return;
  self->TellAndSettle();
}

void Environment::TellAndSettle() {
  Napi::HandleScope scope(env_);
  // A copy, because a listener may call anything.
  for (const std::shared_ptr<PendingCall>& call : std::vector(calls_.begin(), calls_.end())) TellProgress(*call);
  for (const std::shared_ptr<Background>& finished : mailbox_->TakeFinished()) {
    const auto is_it = [&finished](const auto& call) { return call->background == finished; };
    const auto found = std::find_if(calls_.begin(), calls_.end(), is_it);
    if (found != calls_.end()) Settle(found->get());
  }
}

// What a listener throws ends the call, and is what it is rejected with.
void Environment::TellProgress(PendingCall& call) {
  const double done = call.background->control.done();
  if (call.on_progress.IsEmpty() || call.settled || call.thrown.has_value() || done == call.told) return;
  call.told = done;
  call.on_progress.Value().Call({Napi::Number::New(env_, done)});
  if (!env_.IsExceptionPending()) return;
  call.thrown = env_.GetAndClearPendingException();
  call.background->control.Cancel();
}

// The call is forgotten before its promise is settled, and the next of its queue has begun.
void Environment::Settle(PendingCall* pending) {
  const auto found =
      std::find_if(calls_.begin(), calls_.end(), [&](const auto& call) { return call.get() == pending; });
  const std::shared_ptr<PendingCall> call = std::move(*found);
  calls_.erase(found);
  call->settled = true;
  if (calls_.empty() && !closed_) wake_.Unref(env_);
  if (call->queue != nullptr && call->started) StartNext(*call->queue);
  const Outcome& outcome = call->background->outcome;
  if (outcome.result != VRA_OK) return Reject(*call, outcome);
  const Napi::Value value = call->finish(env_);
  if (env_.IsExceptionPending()) {
    call->promise.Reject(env_.GetAndClearPendingException().Value());
  } else {
    call->promise.Resolve(value);
  }
}

void Environment::Reject(PendingCall& call, const Outcome& outcome) {
  if (call.thrown.has_value()) return call.promise.Reject(call.thrown->Value());
  call.promise.Reject(ErrorOf(env_, outcome).Value());
}

void Environment::Close() {
  if (closed_) return;
  closed_ = true;
  for (const std::shared_ptr<PendingCall>& call : calls_) call->background->control.Cancel();
  mailbox_->Close();
}

}  // namespace vr_node
