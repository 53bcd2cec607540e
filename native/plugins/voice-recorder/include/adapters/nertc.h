// NERTC's frame observer as the sources of a recorder. A template over the SDK's own types, so that no header of it is
// needed to compile this one:
//
//     #include "nertc_engine_media_interface..." // the SDK's
//     #include "adapters/nertc.h"
//     using Feed = vr_adapters::NertcFeed<nertc::INERtcAudioFrameObserver, nertc::NERtcAudioFrame>;
//
// doc/cocos-native.md has the whole of it. Register it before the room is joined; take it off before it is destroyed.
#ifndef VR_ADAPTERS_NERTC_H_
#define VR_ADAPTERS_NERTC_H_

#include <atomic>
#include <cstdint>

#include "adapters/voice_feed.h"

namespace vr_adapters {

// Not one function says `override`, because versions of the SDK differ in which there are.
template <typename Observer, typename Frame, typename UserId = uint64_t, typename ChannelId = uint64_t>
class NertcFeed : public Observer, public VoiceFeed {
 public:
  using VoiceFeed::VoiceFeed;

  // ---- [audio] The SDK's threads.
  void onAudioFrameDidRecord(Frame* frame) {
    if (IsFine(frame)) PushLocal(BlockOf(*frame));
  }
  void onAudioFrameWillPlayback(Frame* frame) {
    if (IsFine(frame)) PushRemoteMix(BlockOf(*frame));
  }
  // Both sides in one: what the recorder mixes itself.
  void onMixedAudioFrame(Frame*) {}
  void onPlaybackAudioFrameBeforeMixing(UserId user, Frame* frame, ChannelId) {
    has_newer_form_.store(true, std::memory_order_relaxed);
    if (IsFine(frame)) PushUser(user, BlockOf(*frame));
  }
  // The older form: where the SDK calls both, this one is left aside.
  void onPlaybackAudioFrameBeforeMixing(UserId user, Frame* frame) {
    if (has_newer_form_.load(std::memory_order_relaxed)) return;
    if (IsFine(frame)) PushUser(user, BlockOf(*frame));
  }
  // The sound of a shared screen: no voice.
  void onPlaybackSubStreamAudioFrameBeforeMixing(UserId, Frame*, ChannelId) {}

 private:
  bool IsFine(const Frame* frame) noexcept {
    const bool is_fine = frame != nullptr && WrittenNumber(frame->format.type) == 0 &&  // PCM16
                         frame->format.bytes_per_sample == sizeof(int16_t);
    if (!is_fine) Refuse();
    return is_fine;
  }
  static Block BlockOf(const Frame& frame) noexcept {
    return {frame.data, frame.format.samples_per_channel, frame.format.sample_rate, frame.format.channels, 0};
  }

  std::atomic<bool> has_newer_form_{false};
};

}  // namespace vr_adapters

#endif  // VR_ADAPTERS_NERTC_H_
