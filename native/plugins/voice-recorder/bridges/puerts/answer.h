// What a call answers beside its status: why it failed, and the number of what it made. Both belong to the calling
// thread, because each worker thread of Node has a script engine of its own.
#ifndef VR_BRIDGES_PUERTS_ANSWER_H_
#define VR_BRIDGES_PUERTS_ANSWER_H_

#include <string>

#include "voice_recorder.h"

namespace vr_puerts {

// The status of a call of the C interface, with vr_last_error() kept when it failed.
double Answer(vr_status status);

// A refusal by the binding itself: the value cannot be handed on.
double Refuse(const char* reason);

// Runs a call; memory that runs out becomes a status, because an exception in the script engine ends the process.
double OutOfMemory();
template <typename Call>
double Guarded(Call call) noexcept {
  try {
    return call();
  } catch (...) {
    return OutOfMemory();
  }
}

void SetLastId(double id);

// Script: LastError() :string. Why the last call of this thread failed; it stays until another one fails.
std::string LastError();
// Script: LastId() :number. What Create, OpenSource or Dump made, when they answered 0.
double LastId();

}  // namespace vr_puerts

#endif  // VR_BRIDGES_PUERTS_ANSWER_H_
