// The reason of a thread's last failed call, and the codes of the C interface.
#pragma once

#include <string>

#include "base/status.h"
#include "voice_recorder_analysis.h"

namespace vr {

// Remembers the reason and gives the code. Ok() forgets it.
vra_result Answer(const Status& status);
vra_result Refuse(const std::string& reason);  // VRA_INVALID_PARAMETER
vra_result NoMemory();                         // allocates nothing
vra_result Broken(const char* what);           // a library threw what it should not

}  // namespace vr
