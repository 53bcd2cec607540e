// Agora's frame observer (SDK 4) as the sources of a recorder. A template over the SDK's own types, so that no header
// of it is needed to compile this one:
//
//     #include "AgoraMediaBase.h"  // the SDK's
//     #include "adapters/agora.h"
//     using Feed = vr_adapters::AgoraFeed<agora::media::IAudioFrameObserver>;
//
// doc/cocos-native.md has the whole of it. Take it off before it is destroyed. A frame's own time, renderTimeMs, is 0
// in many versions of the SDK, so FrameTimes::kArrival is what fits unless yours fills it in.
#ifndef VR_ADAPTERS_AGORA_H_
#define VR_ADAPTERS_AGORA_H_

#include <cstdint>

#include "adapters/voice_feed.h"

namespace vr_adapters {

// Which remote sound the SDK is asked for.
enum class Remote { kEachUser, kMix };

// Not one function says `override`, because versions of the SDK differ in which there are.
template <typename Observer, typename Frame = typename Observer::AudioFrame,
          typename Params = typename Observer::AudioParams, typename Uid = unsigned int>
class AgoraFeed : public Observer, public VoiceFeed {
 public:
  explicit AgoraFeed(vr_recorder recorder, Remote remote = Remote::kEachUser, FrameTimes times = FrameTimes::kArrival)
      : VoiceFeed(recorder, times), remote_(remote) {}

  // ---- [audio] The SDK's threads. true: the SDK may use the frame.
  bool onRecordAudioFrame(const char*, Frame& frame) {
    if (IsFine(frame)) PushLocal(BlockOf(frame));
    return true;
  }
  bool onPlaybackAudioFrame(const char*, Frame& frame) {
    if (IsFine(frame)) PushRemoteMix(BlockOf(frame));
    return true;
  }
  // Both sides in one: what the recorder mixes itself.
  bool onMixedAudioFrame(const char*, Frame&) { return true; }
  // The microphone once more.
  bool onEarMonitoringAudioFrame(Frame&) { return true; }
  bool onPlaybackAudioFrameBeforeMixing(const char*, Uid user, Frame& frame) {
    if (IsFine(frame)) PushUser(user, BlockOf(frame));
    return true;
  }
  // The form whose user is text: the digits of the number. The SDK calls one of both.
  bool onPlaybackAudioFrameBeforeMixing(const char*, const char* user, Frame& frame) {
    if (IsFine(frame)) PushUser(NumberOf(user), BlockOf(frame));
    return true;
  }

  // ---- What the SDK is asked for: its positions, and its own choice of rate and channels.
  int getObservedAudioFramePosition() {
    const int remote = remote_ == Remote::kMix ? static_cast<int>(Observer::AUDIO_FRAME_POSITION_PLAYBACK)
                                               : static_cast<int>(Observer::AUDIO_FRAME_POSITION_BEFORE_MIXING);
    return static_cast<int>(Observer::AUDIO_FRAME_POSITION_RECORD) | remote;
  }
  Params getPlaybackAudioParams() { return Params(); }
  Params getRecordAudioParams() { return Params(); }
  Params getMixedAudioParams() { return Params(); }
  Params getEarMonitoringAudioParams() { return Params(); }

 private:
  bool IsFine(const Frame& frame) noexcept {
    const bool is_fine = WrittenNumber(frame.type) == 0 &&  // PCM16
                         WrittenNumber(frame.bytesPerSample) == int{sizeof(int16_t)} && frame.samplesPerChannel > 0 &&
                         frame.samplesPerSec > 0 && frame.channels > 0;
    if (!is_fine) Refuse();
    return is_fine;
  }
  static Block BlockOf(const Frame& frame) noexcept {
    return {frame.buffer, static_cast<uint32_t>(frame.samplesPerChannel), static_cast<uint32_t>(frame.samplesPerSec),
            static_cast<uint32_t>(frame.channels), static_cast<int64_t>(frame.renderTimeMs)};
  }
  // 0, which is nobody, for what is no number of 32 bits.
  static uint64_t NumberOf(const char* text) noexcept {
    uint64_t number = 0;
    for (const char* each = text; each != nullptr && *each != '\0'; ++each) {
      if (*each < '0' || *each > '9') return 0;
      number = number * 10 + static_cast<uint64_t>(*each - '0');
      if (number > UINT32_MAX) return 0;
    }
    return number;
  }

  const Remote remote_;
};

}  // namespace vr_adapters

#endif  // VR_ADAPTERS_AGORA_H_
