// Stands in for the engine's macro of a plugin's entry. Without CC_PLUGIN_STATIC it means a library that is loaded at
// run time, which only Windows has.
#pragma once

#include "plugins/bus/EventBus.h"

#if CC_PLUGIN_STATIC
#define CC_PLUGIN_ENTRY(name, load)         \
  extern "C" void cc_load_plugin_##name() { \
    load();                                 \
  }
#else
#error "CC_PLUGIN_STATIC is not defined: the entry would be exported from a library that nobody loads"
#endif
