// Stands between the recorder and the system (the linker's --wrap): counts the calls that touch files, and lets the
// n-th fail. Any thread.
#pragma once

#include <cstdint>

namespace vr_torture {

enum class FaultKind {
  kIoError,      // EIO; a write has written half of its bytes
  kFull,         // ENOSPC; a write writes half of its bytes, and the next one nothing
  kInterrupted,  // EINTR; "for good": every other call, for nothing else would ever end
  kShort,        // a write or a read does half of what it was asked for
  kFailedSync,   // EIO from fsync and fdatasync, and what was written since the last one is lost
};
constexpr int kFaultKinds = 5;
const char* NameOf(FaultKind kind);

struct Fault {
  FaultKind kind = FaultKind::kIoError;
  uint64_t at = 0;  // the number of the call, from 1, among those that can fail like this; 0: none
  bool for_good = false;
};

class FaultyDisk {
 public:
  // From here on calls are counted anew, and the fault is waited for.
  static void Arm(const Fault& fault);
  // Calls work again; they are still counted.
  static void Heal();
  // Calls since Arm that can fail like this.
  static uint64_t Calls(FaultKind kind);
  // The name of the first call that failed since Arm, "" when none did.
  static const char* Fired();

  // The calling thread must not touch files: calls of it are counted here.
  static void Forbid(bool forbidden);
  static uint64_t ForbiddenCalls();
  static const char* ForbiddenCall();
};

}  // namespace vr_torture
