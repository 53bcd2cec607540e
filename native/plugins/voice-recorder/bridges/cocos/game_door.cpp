#include "cocos/ending.h"
#include "cocos/live_recorders.h"
#include "voice_recorder_cocos.h"

extern "C" vr_recorder vr_cocos_recorder(const char* name) {
  if (name == nullptr) return 0;
  try {
    return vr_cocos::TheRecorders().Named(name);
  } catch (...) {
    return 0;
  }
}

extern "C" void vr_cocos_destroy_all(void) {
  try {
    vr_cocos::EndRecorders(true);
  } catch (...) {  // no memory for the list: they stay as they are
  }
}
