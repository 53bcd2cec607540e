#include "abi/last_error.h"

#include <string>

namespace vr {
namespace {

std::string& LastError() {
  thread_local std::string text;
  return text;
}

}  // namespace

vr_status Answer(const CallResult& result) {
  LastError() = result.message;
  return static_cast<vr_status>(result.code);
}

vr_status Refuse(vr_status status, const char* reason) {
  LastError() = reason;
  return status;
}

vr_status DeadHandle() {
  return Refuse(VR_ERROR_INVALID_STATE,
                "this handle is not, or no longer, a recorder or source: make or open one, and keep it until it is "
                "destroyed or closed");
}

}  // namespace vr

const char* vr_last_error(void) {
  return vr::LastError().c_str();
}
