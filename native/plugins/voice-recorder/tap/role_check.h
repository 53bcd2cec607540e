// Debug builds assert that only one thread at a time acts in a role; release builds pay nothing.
#pragma once

#ifndef NDEBUG
#include <atomic>
#include <cassert>
#endif

namespace vr {

#ifdef NDEBUG
struct Role {};
class RoleCheck {
 public:
  explicit RoleCheck(Role&) {}
};
#else
struct Role {
  std::atomic<bool> taken{false};
};
class RoleCheck {
 public:
  explicit RoleCheck(Role& role) : role_(role) {
    const bool was_taken = role_.taken.exchange(true);
    assert(!was_taken && "two threads act as the consumer of one tap");
    static_cast<void>(was_taken);
  }
  ~RoleCheck() { role_.taken.store(false); }
  RoleCheck(const RoleCheck&) = delete;
  RoleCheck& operator=(const RoleCheck&) = delete;

 private:
  Role& role_;
};
#endif

}  // namespace vr
