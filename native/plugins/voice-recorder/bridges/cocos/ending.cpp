#include "cocos/ending.h"

#include "cocos/live_recorders.h"
#include "cocos/tone_pump.h"

namespace vr_cocos {

void EndRecorders(bool named_too) {
  for (const vr_recorder recorder : TheRecorders().RemoveAll(named_too)) {
    TheTones().RemoveOf(recorder);
    vr_recorder_destroy(recorder);
  }
}

}  // namespace vr_cocos
