#include "voice_recorder_analysis.h"

unsigned vra_header_compiles_as_c(void);
unsigned vra_header_compiles_as_c(void) {
  return VRA_ABI_VERSION;
}
