// A sink of one WebRTC audio track as one source of a recorder. A template over libwebrtc's own types, so that no
// header of it is needed to compile this one:
//
//     #include "api/media_stream_interface.h"  // libwebrtc's
//     #include "adapters/webrtc.h"
//     using Sink = vr_adapters::WebRtcSink<webrtc::AudioTrackSinkInterface, std::optional<int64_t>>;
//
// doc/cocos-native.md has the whole of it. Take it off the track before it is destroyed. A frame's own time is that of
// its capture on the clock of webrtc::TimeMillis(); it is there only where the peers have agreed on it.
#ifndef VR_ADAPTERS_WEBRTC_H_
#define VR_ADAPTERS_WEBRTC_H_

#include <cstddef>
#include <cstdint>

#include "adapters/voice_feed.h"

namespace vr_adapters {

template <typename SinkInterface, typename OptionalMs>
class WebRtcSink : public SinkInterface, public VoiceFeed {
 public:
  using VoiceFeed::VoiceFeed;

  // [control] Opens the source: a remote user's track, or the local one with OpenLocal. A status of voice_recorder.h.
  vr_status OpenRemote(const char* user_id, const char* label = "") { return UserJoined(kOnlyUser, user_id, label); }

  // ---- [audio] libwebrtc's threads. It calls one of both forms, which differ between its versions; so not one says
  // `override`.
  void OnData(const void* samples, int bits_per_sample, int sample_rate_hz, size_t channels, size_t frames) {
    Push(samples, bits_per_sample, sample_rate_hz, channels, frames, 0);
  }
  void OnData(const void* samples, int bits_per_sample, int sample_rate_hz, size_t channels, size_t frames,
              OptionalMs capture_time_ms) {
    Push(samples, bits_per_sample, sample_rate_hz, channels, frames, capture_time_ms ? *capture_time_ms : 0);
  }

 private:
  static constexpr uint64_t kOnlyUser = 1;

  void Push(const void* samples, int bits_per_sample, int sample_rate_hz, size_t channels, size_t frames,
            int64_t time_ms) noexcept {
    if (bits_per_sample != 16 || sample_rate_hz <= 0 || channels > UINT32_MAX || frames > UINT32_MAX) return Refuse();
    const Block block = {samples, static_cast<uint32_t>(frames), static_cast<uint32_t>(sample_rate_hz),
                         static_cast<uint32_t>(channels), time_ms};
    if (IsLocalOpen()) return PushLocal(block);
    PushUser(kOnlyUser, block);
  }
};

}  // namespace vr_adapters

#endif  // VR_ADAPTERS_WEBRTC_H_
