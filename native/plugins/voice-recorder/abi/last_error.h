// The reason of a thread's last failed call.
#pragma once

#include "recorder/call_result.h"
#include "voice_recorder.h"

namespace vr {

// Remembers the reason and gives the status.
vr_status Answer(const CallResult& result);
vr_status Refuse(vr_status status, const char* reason);
vr_status DeadHandle();

}  // namespace vr
