#include "voice_recorder_analysis.h"

unsigned VraHeaderCompilesAsCpp();
unsigned VraHeaderCompilesAsCpp() {
  return VRA_ABI_VERSION;
}
