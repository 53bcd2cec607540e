#include "voice_recorder.h"

int VrHeaderCompilesAsCpp();
int VrHeaderCompilesAsCpp() {
  return VR_ABI_VERSION;
}
