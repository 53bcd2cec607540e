// Stands in for NERTC's header: what the pages of the documentation use of it.
#pragma once

#include "cocos_native/rtc_sdks.h"

namespace nertc {

class IRtcEngineEx {
 public:
  virtual ~IRtcEngineEx() = default;
  virtual int setAudioFrameObserver(INERtcAudioFrameObserver* observer) = 0;
};

}  // namespace nertc
