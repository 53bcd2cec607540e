// The observers and frames of RTC SDKs as their public headers declare them: the same members in the same order, and
// which functions are pure. Nothing else of the SDKs is here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace nertc {

using uid_t = uint64_t;
using channel_id_t = uint64_t;

enum NERtcAudioType { kNERtcAudioTypePCM16 = 0 };

struct NERtcAudioFormat {
  NERtcAudioType type = kNERtcAudioTypePCM16;
  uint32_t channels = 1;
  uint32_t sample_rate = 48000;
  uint32_t bytes_per_sample = 2;
  uint32_t samples_per_channel = 480;
};

struct NERtcAudioFrame {
  NERtcAudioFormat format;
  void* data = nullptr;
  int64_t sync_timestamp = -1;
};

// Today's.
class INERtcAudioFrameObserver {
 public:
  virtual ~INERtcAudioFrameObserver() = default;
  virtual void onAudioFrameDidRecord(NERtcAudioFrame* frame) = 0;
  virtual void onAudioFrameWillPlayback(NERtcAudioFrame* frame) = 0;
  virtual void onMixedAudioFrame(NERtcAudioFrame* frame) = 0;
  virtual void onPlaybackAudioFrameBeforeMixing(uint64_t userID, NERtcAudioFrame* frame) = 0;
  virtual void onPlaybackAudioFrameBeforeMixing(uint64_t userID, NERtcAudioFrame* frame, channel_id_t cid) = 0;
  virtual void onPlaybackSubStreamAudioFrameBeforeMixing(uint64_t userID, NERtcAudioFrame* frame, channel_id_t cid) = 0;
};

namespace older {

// A version from before rooms had numbers and frames had times.
struct NERtcAudioFrame {
  NERtcAudioFormat format;
  void* data = nullptr;
};

class INERtcAudioFrameObserver {
 public:
  virtual ~INERtcAudioFrameObserver() = default;
  virtual void onAudioFrameDidRecord(NERtcAudioFrame* frame) = 0;
  virtual void onAudioFrameWillPlayback(NERtcAudioFrame* frame) = 0;
  virtual void onMixedAudioFrame(NERtcAudioFrame* frame) = 0;
  virtual void onPlaybackAudioFrameBeforeMixing(uint64_t userID, NERtcAudioFrame* frame) = 0;
};

}  // namespace older
}  // namespace nertc

namespace agora {
namespace rtc {
using uid_t = unsigned int;
enum BYTES_PER_SAMPLE { TWO_BYTES_PER_SAMPLE = 2 };
enum RAW_AUDIO_FRAME_OP_MODE_TYPE { RAW_AUDIO_FRAME_OP_MODE_READ_ONLY = 0, RAW_AUDIO_FRAME_OP_MODE_READ_WRITE = 2 };
}  // namespace rtc

namespace media {

class IAudioFrameObserverBase {
 public:
  enum AUDIO_FRAME_TYPE { FRAME_TYPE_PCM16 = 0 };
  enum { MAX_HANDLE_TIME_CNT = 10 };

  struct AudioFrame {
    AUDIO_FRAME_TYPE type = FRAME_TYPE_PCM16;
    int samplesPerChannel = 0;
    rtc::BYTES_PER_SAMPLE bytesPerSample = rtc::TWO_BYTES_PER_SAMPLE;
    int channels = 0;
    int samplesPerSec = 0;
    void* buffer = nullptr;
    int64_t renderTimeMs = 0;
    int avsync_type = 0;
    int64_t presentationMs = 0;
    int audioTrackNumber = 0;
    uint32_t rtpTimestamp = 0;
  };

  enum AUDIO_FRAME_POSITION {
    AUDIO_FRAME_POSITION_NONE = 0x0000,
    AUDIO_FRAME_POSITION_PLAYBACK = 0x0001,
    AUDIO_FRAME_POSITION_RECORD = 0x0002,
    AUDIO_FRAME_POSITION_MIXED = 0x0004,
    AUDIO_FRAME_POSITION_BEFORE_MIXING = 0x0008,
    AUDIO_FRAME_POSITION_EAR_MONITORING = 0x0010
  };

  struct AudioParams {
    int sample_rate = 0;
    int channels = 0;
    rtc::RAW_AUDIO_FRAME_OP_MODE_TYPE mode = rtc::RAW_AUDIO_FRAME_OP_MODE_READ_ONLY;
    int samples_per_call = 0;
  };

  virtual ~IAudioFrameObserverBase() = default;
  virtual bool onRecordAudioFrame(const char* channelId, AudioFrame& audioFrame) = 0;
  virtual bool onPlaybackAudioFrame(const char* channelId, AudioFrame& audioFrame) = 0;
  virtual bool onMixedAudioFrame(const char* channelId, AudioFrame& audioFrame) = 0;
  virtual bool onEarMonitoringAudioFrame(AudioFrame& audioFrame) = 0;
  virtual bool onPlaybackAudioFrameBeforeMixing(const char*, const char* userId, AudioFrame&) {
    return userId != nullptr;
  }
  virtual int getObservedAudioFramePosition() = 0;
  virtual AudioParams getPlaybackAudioParams() = 0;
  virtual AudioParams getRecordAudioParams() = 0;
  virtual AudioParams getMixedAudioParams() = 0;
  virtual AudioParams getEarMonitoringAudioParams() = 0;
};

class IAudioFrameObserver : public IAudioFrameObserverBase {
 public:
  using IAudioFrameObserverBase::onPlaybackAudioFrameBeforeMixing;
  virtual bool onPlaybackAudioFrameBeforeMixing(const char* channelId, rtc::uid_t uid, AudioFrame& audioFrame) = 0;
};

}  // namespace media
}  // namespace agora

namespace webrtc {

class AudioTrackSinkInterface {
 public:
  virtual void OnData(const void*, int, int, size_t, size_t) {}
  virtual void OnData(const void* audio_data, int bits_per_sample, int sample_rate, size_t number_of_channels,
                      size_t number_of_frames, std::optional<int64_t> absolute_capture_timestamp_ms) {
    static_cast<void>(absolute_capture_timestamp_ms);
    return OnData(audio_data, bits_per_sample, sample_rate, number_of_channels, number_of_frames);
  }
  virtual int NumPreferredChannels() const { return -1; }

 protected:
  virtual ~AudioTrackSinkInterface() = default;
};

namespace older {

// A version with one form, which is pure.
class AudioTrackSinkInterface {
 public:
  virtual void OnData(const void* audio_data, int bits_per_sample, int sample_rate, size_t number_of_channels,
                      size_t number_of_frames) = 0;

 protected:
  virtual ~AudioTrackSinkInterface() = default;
};

}  // namespace older
}  // namespace webrtc
