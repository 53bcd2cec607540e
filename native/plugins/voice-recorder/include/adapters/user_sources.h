// Which source a user's sound goes to: written by the game's threads, read by audio threads without waiting.
#ifndef VR_ADAPTERS_USER_SOURCES_H_
#define VR_ADAPTERS_USER_SOURCES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "voice_recorder.h"

namespace vr_adapters {

class UserSources {
 public:
  static constexpr size_t kMostUsers = 64;

  // [audio] Any number of threads. 0: nobody has added this user.
  vr_source Find(uint64_t user) const noexcept {
    for (const Slot& slot : slots_) {
      // In this order: whoever sees a source sees the user that it was added for, or a later one. Whoever meets it
      // under a later user sees that it has been closed, too, and handles are never used again.
      const vr_source source = slot.source.load(std::memory_order_acquire);
      if (source != 0 && slot.user.load(std::memory_order_acquire) == user) return source;
    }
    return 0;
  }

  // [control] One call at a time. false: it is full.
  bool Add(uint64_t user, vr_source source) noexcept {
    for (Slot& slot : slots_) {
      if (slot.source.load(std::memory_order_relaxed) != 0) continue;
      slot.user.store(user, std::memory_order_release);
      slot.source.store(source, std::memory_order_release);
      return true;
    }
    return false;
  }

  // [control] One call at a time. The source that the user had, which nobody finds from here on; 0: none.
  vr_source Remove(uint64_t user) noexcept {
    for (Slot& slot : slots_) {
      const vr_source source = slot.source.load(std::memory_order_relaxed);
      if (source == 0 || slot.user.load(std::memory_order_relaxed) != user) continue;
      slot.source.store(0, std::memory_order_relaxed);
      return source;
    }
    return 0;
  }

  // [control] One call at a time. A source of any user, which nobody finds from here on; 0: there is none left.
  vr_source RemoveAny() noexcept {
    for (Slot& slot : slots_) {
      const vr_source source = slot.source.exchange(0, std::memory_order_relaxed);
      if (source != 0) return source;
    }
    return 0;
  }

 private:
  struct Slot {
    std::atomic<vr_source> source{0};
    std::atomic<uint64_t> user{0};
  };
  std::array<Slot, kMostUsers> slots_;
};

}  // namespace vr_adapters

#endif  // VR_ADAPTERS_USER_SOURCES_H_
