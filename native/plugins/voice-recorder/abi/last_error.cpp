#include "abi/last_error.h"

#include <string>

#include "base/per_thread.h"

namespace vr {
namespace {

struct LastError {
  std::string text;
};

std::string& LastErrorText() {
  return OfThisThread<LastError>().text;
}

}  // namespace

vr_status Answer(const CallResult& result) {
  LastErrorText() = result.message;
  return static_cast<vr_status>(result.code);
}

vr_status Refuse(vr_status status, const char* reason) {
  LastErrorText() = reason;
  return status;
}

vr_status DeadHandle() {
  return Refuse(VR_ERROR_INVALID_STATE,
                "this handle is not, or no longer, a recorder or source: make or open one, and keep it until it is "
                "destroyed or closed");
}

}  // namespace vr

const char* vr_last_error(void) {
  return vr::LastErrorText().c_str();
}
