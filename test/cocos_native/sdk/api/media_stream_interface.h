// Stands in for libwebrtc's header: what the pages of the documentation use of it.
#pragma once

#include "cocos_native/rtc_sdks.h"

namespace webrtc {

class AudioTrackInterface {
 public:
  virtual ~AudioTrackInterface() = default;
  virtual void AddSink(AudioTrackSinkInterface* sink) = 0;
  virtual void RemoveSink(AudioTrackSinkInterface* sink) = 0;
};

}  // namespace webrtc
