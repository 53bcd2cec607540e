#include "node-addon/mailbox.h"

#include <utility>

namespace vr_node {
namespace {

constexpr std::chrono::milliseconds kBetweenReports(100);

int OnProgress(void* user, double done) {
  return static_cast<Control*>(user)->Report(done) ? 0 : 1;
}

Outcome Done(Background& background) {
  if (background.control.cancelled()) return Cancelled();
  try {
    return background.work(background.control);
  } catch (...) {
    return {VRA_OUT_OF_MEMORY, "memory ran out: close other captures first"};
  }
}

}  // namespace

Outcome OutcomeOf(vra_result result) {
  if (result == VRA_OK) return {};
  return {result, vra_last_error()};
}

Outcome Cancelled() {
  return {VRA_CANCELLED, "cancelled"};
}

bool Control::Report(double done) {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ >= kBetweenReports) {
    told_ = now;
    done_ = done;
    mailbox_.Wake();
  }
  return !cancelled_;
}

vra_progress Control::Progress() {
  return {&OnProgress, this};
}

bool Mailbox::Run(const std::shared_ptr<Background>& background) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ++running_;
  }
  const bool posted = WorkThreads::For(background->effort).Post([self = shared_from_this(), background] {
    background->outcome = Done(*background);
    background->work = nullptr;
    self->Finish(background);
  });
  if (posted) return true;
  std::lock_guard<std::mutex> lock(mutex_);
  --running_;
  return false;
}

void Mailbox::Finish(const std::shared_ptr<Background>& background) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (open_) {
    finished_.push_back(background);
    wake_();
  }
  --running_;
  none_runs_.notify_all();
}

void Mailbox::Wake() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (open_) wake_();
}

std::vector<std::shared_ptr<Background>> Mailbox::TakeFinished() {
  std::lock_guard<std::mutex> lock(mutex_);
  return std::exchange(finished_, {});
}

void Mailbox::Close() {
  std::unique_lock<std::mutex> lock(mutex_);
  open_ = false;
  none_runs_.wait(lock, [this] { return running_ == 0; });
}

}  // namespace vr_node
