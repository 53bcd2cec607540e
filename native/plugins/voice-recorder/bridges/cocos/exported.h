// The functions of the script class, by their names.
#ifndef VR_BRIDGES_COCOS_EXPORTED_H_
#define VR_BRIDGES_COCOS_EXPORTED_H_

#include <cstddef>

#include "cocos/bound.h"

namespace vr_cocos {

struct Exported {
  const char* name;
  ScriptFunction function;
};

const Exported* ExportedFunctions(size_t* count);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_EXPORTED_H_
