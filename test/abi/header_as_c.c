#include "voice_recorder.h"

int vr_header_compiles_as_c(void);
int vr_header_compiles_as_c(void) {
  return VR_ABI_VERSION;
}
