// What belongs to one life of the script engine: why the last call failed, the number of what the last one made, the
// event that was polled last. Of the script thread alone.
#ifndef VR_BRIDGES_COCOS_SESSION_H_
#define VR_BRIDGES_COCOS_SESSION_H_

#include <array>
#include <string>
#include <vector>

#include "flat/numbers.h"
#include "voice_recorder.h"

namespace vr_cocos {

using vr_flat::kEventNumbers;

struct Session {
  bool is_open = false;  // false: the engine is being cleaned up, and no call does anything
  std::string last_error;
  double last_id = 0;
  std::array<double, kEventNumbers> event_numbers{};
  std::vector<std::string> event_texts;
};

Session& TheSession();

// The status of a call of the C interface, with vr_last_error() kept when it failed.
double Answer(vr_status status);
// The same of what the glue itself refuses.
double Refuse(vr_status status, const char* reason);

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_SESSION_H_
