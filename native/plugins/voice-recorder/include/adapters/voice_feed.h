// What the observers of all SDKs have in common: the sources of one room. Sources are opened and closed by the game's
// threads, when the room is joined and a user joins or leaves; the SDK's audio threads only look them up and push,
// without a lock, an allocation or a system call. Nothing needs to be said while nobody speaks: the recorder's time
// goes on.
#ifndef VR_ADAPTERS_VOICE_FEED_H_
#define VR_ADAPTERS_VOICE_FEED_H_

#include <atomic>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string>

#include "adapters/user_sources.h"
#include "voice_recorder.h"

namespace vr_adapters {

// Where on the time line a block goes.
enum class FrameTimes {
  kArrival,  // by the moment of the callback. Right wherever the SDK hands over sound as it is heard or captured
  kFrame     // by the frame's own time where it has one above 0, which must count milliseconds of a steady clock
};

// The number that the SDK wrote, which may be one that the enumeration in its header does not have.
template <typename Enum>
int WrittenNumber(const Enum& value) noexcept {
  static_assert(sizeof(Enum) == sizeof(int), "an enumeration of the SDK has the size of an int");
  int number = 0;
  std::memcpy(&number, &value, sizeof number);
  return number;
}

// What became of the blocks so far. A block of more than 100 ms counts as several.
struct FeedCounts {
  uint64_t taken = 0;
  uint64_t dropped = 0;  // the source's queue was full
  uint64_t unknown = 0;  // of a user who has not joined or has left, or the recorder has ended
  uint64_t refused = 0;  // in a format that the recorder does not take
};

// One block of an SDK. The samples are read during the call alone.
struct Block {
  const void* samples = nullptr;  // int16, interleaved
  uint32_t frames = 0;
  uint32_t sample_rate_hz = 0;
  uint32_t channels = 0;
  int64_t time_ms = 0;  // 0 or less: it has none
};

class VoiceFeed {
 public:
  explicit VoiceFeed(vr_recorder recorder, FrameTimes times = FrameTimes::kArrival)
      : recorder_(recorder), times_(times) {}
  // Closes all sources. The SDK must have let go of the observer before.
  ~VoiceFeed() { Close(); }
  VoiceFeed(const VoiceFeed&) = delete;
  VoiceFeed& operator=(const VoiceFeed&) = delete;

  // ---- [control]: any thread but the audio threads; the SDK's callbacks of members that join and leave are fine. A
  // status of voice_recorder.h, with vr_last_error() of this thread. Opening what is open is nothing.

  // The microphone of this user, as the SDK hands it over after its processing or before: label says which.
  vr_status OpenLocal(const char* user_id, const char* label = "microphone") {
    return OpenOne(VR_SOURCE_LOCAL, user_id, label, &local_);
  }
  // All remote users as one; then users by themselves are left aside, because they would be heard twice.
  vr_status OpenRemoteMix(const char* label = "remote mix") {
    return OpenOne(VR_SOURCE_REMOTE_MIX, "", label, &remote_mix_);
  }
  // VR_ERROR_LIMIT beyond UserSources::kMostUsers. Without a user_id it is the number.
  vr_status UserJoined(uint64_t user, const char* user_id = nullptr, const char* label = "") {
    const std::lock_guard<std::mutex> lock(control_);
    if (users_.Find(user) != 0) return VR_OK;
    const std::string number = std::to_string(user);
    vr_source source = 0;
    const char* name = user_id == nullptr ? number.c_str() : user_id;
    const vr_status status = vr_open_source(recorder_, VR_SOURCE_REMOTE, name, label, &source);
    if (status != VR_OK) return status;
    if (users_.Add(user, source)) return VR_OK;
    vr_source_close(source);
    return VR_ERROR_LIMIT;
  }
  // What the user has said until now is still recorded. May come while an audio thread pushes.
  vr_status UserLeft(uint64_t user) {
    const std::lock_guard<std::mutex> lock(control_);
    const vr_source source = users_.Remove(user);
    return source == 0 ? VR_OK : vr_source_close(source);
  }
  // The room is left.
  void Close() {
    const std::lock_guard<std::mutex> lock(control_);
    CloseOne(local_.exchange(0));
    CloseOne(remote_mix_.exchange(0));
    while (CloseOne(users_.RemoveAny())) {
    }
  }
  // Mutes what the game mutes, so that its silence is no gap.
  vr_status SetLocalMuted(bool muted) { return vr_source_set_muted(local_.load(), muted ? 1 : 0); }

  // ---- Any thread.
  FeedCounts counts() const noexcept {
    FeedCounts counts;
    counts.taken = taken_.load(std::memory_order_relaxed);
    counts.dropped = dropped_.load(std::memory_order_relaxed);
    counts.unknown = unknown_.load(std::memory_order_relaxed);
    counts.refused = refused_.load(std::memory_order_relaxed);
    return counts;
  }
  // Whose blocks came last without UserJoined; 0: nobody's.
  uint64_t last_unknown_user() const noexcept { return last_unknown_user_.load(std::memory_order_relaxed); }

  // ---- [audio]: for observers. One thread at a time for each source.
  void PushLocal(const Block& block) noexcept { PushTo(local_.load(std::memory_order_acquire), block); }
  void PushRemoteMix(const Block& block) noexcept { PushTo(remote_mix_.load(std::memory_order_acquire), block); }
  void PushUser(uint64_t user, const Block& block) noexcept {
    if (remote_mix_.load(std::memory_order_acquire) != 0) return;
    const vr_source source = users_.Find(user);
    if (source != 0) {
      PushTo(source, block);
      return;
    }
    last_unknown_user_.store(user, std::memory_order_relaxed);
    Count(&unknown_);
  }
  bool IsLocalOpen() const noexcept { return local_.load(std::memory_order_acquire) != 0; }
  // In a format that cannot be a Block.
  void Refuse() noexcept { Count(&refused_); }

 private:
  using Counter = std::atomic<uint64_t>;

  static void Count(Counter* counter) noexcept { counter->fetch_add(1, std::memory_order_relaxed); }
  static bool CloseOne(vr_source source) { return source != 0 && (vr_source_close(source), true); }

  vr_status OpenOne(vr_source_kind kind, const char* user_id, const char* label, std::atomic<vr_source>* into) {
    const std::lock_guard<std::mutex> lock(control_);
    if (into->load(std::memory_order_relaxed) != 0) return VR_OK;
    vr_source source = 0;
    const vr_status status = vr_open_source(recorder_, kind, user_id, label, &source);
    if (status == VR_OK) into->store(source, std::memory_order_release);
    return status;
  }

  // Nothing where the game has not opened the source: it does not want that sound.
  void PushTo(vr_source source, const Block& block) noexcept {
    if (source == 0) return;
    const bool has_size = block.frames >= 1 && block.frames <= block.sample_rate_hz;  // at most 1 s
    const uint32_t most = block.sample_rate_hz / 10;                                  // push takes 100 ms at once
    if (!has_size || most == 0 || block.channels < 1 || block.channels > 2) return Refuse();
    const auto* samples = static_cast<const uint8_t*>(block.samples);
    for (uint32_t done = 0; done < block.frames; done += most) {
      const uint32_t frames = block.frames - done < most ? block.frames - done : most;
      const void* from = samples == nullptr ? nullptr : samples + size_t{done} * block.channels * sizeof(int16_t);
      CountPush(vr_source_push(source, from, frames, VR_SAMPLE_INT16, block.sample_rate_hz, block.channels,
                               TimeNs(block, done)));
    }
  }

  int64_t TimeNs(const Block& block, uint32_t frames_before) const noexcept {
    constexpr int64_t kMostMs = INT64_MAX / 1000000 - 1000;  // with room for what comes within a block
    if (times_ == FrameTimes::kArrival || block.time_ms <= 0 || block.time_ms > kMostMs) return VR_NO_CAPTURE_TIME;
    return block.time_ms * 1000000 + int64_t{frames_before} * 1000000000 / block.sample_rate_hz;
  }

  void CountPush(vr_status status) noexcept {
    switch (status) {
      case VR_OK:
        return Count(&taken_);
      case VR_ERROR_BLOCK_DROPPED:
        return Count(&dropped_);
      case VR_ERROR_INVALID_STATE:
        return Count(&unknown_);
      default:
        return Count(&refused_);
    }
  }

  const vr_recorder recorder_;
  const FrameTimes times_;
  std::mutex control_;
  std::atomic<vr_source> local_{0};
  std::atomic<vr_source> remote_mix_{0};
  UserSources users_;
  Counter taken_{0};
  Counter dropped_{0};
  Counter unknown_{0};
  Counter refused_{0};
  std::atomic<uint64_t> last_unknown_user_{0};
};

}  // namespace vr_adapters

#endif  // VR_ADAPTERS_VOICE_FEED_H_
