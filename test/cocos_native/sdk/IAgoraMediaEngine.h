// Stands in for Agora's header: what the pages of the documentation use of it.
#pragma once

#include "cocos_native/rtc_sdks.h"

namespace agora::media {

class IMediaEngine {
 public:
  virtual ~IMediaEngine() = default;
  virtual int registerAudioFrameObserver(IAudioFrameObserver* observer) = 0;
};

}  // namespace agora::media
