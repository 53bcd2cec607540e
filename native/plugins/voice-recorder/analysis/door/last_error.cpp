#include "analysis/door/last_error.h"

#include "base/per_thread.h"

namespace vr {
namespace {

struct LastError {
  std::string text;
  const char* fixed = nullptr;  // instead of text, where no memory may be needed
};

vra_result CodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kOk:
      return VRA_OK;
    case ErrorCode::kInvalidArgument:
      return VRA_INVALID_PARAMETER;
    case ErrorCode::kNotSupported:
      return VRA_NOT_SUPPORTED;
    case ErrorCode::kOutOfMemory:
      return VRA_OUT_OF_MEMORY;
    case ErrorCode::kNotFound:
      return VRA_NOT_FOUND;
    case ErrorCode::kCancelled:
      return VRA_CANCELLED;
    case ErrorCode::kWrongKey:
      return VRA_KEY_NEEDED;
    case ErrorCode::kDamaged:
    case ErrorCode::kUnreadable:
      return VRA_UNREADABLE;
    case ErrorCode::kPermissionDenied:
    case ErrorCode::kInUse:
    case ErrorCode::kNameTooLong:
    case ErrorCode::kAlreadyExists:
    case ErrorCode::kDiskFull:
    case ErrorCode::kIoError:
    case ErrorCode::kInternal:
      break;
  }
  return VRA_IO;
}

}  // namespace

vra_result Answer(const Status& status) {
  LastError& error = OfThisThread<LastError>();
  error.fixed = nullptr;
  error.text = status.message();
  return CodeOf(status.code());
}

vra_result Refuse(const std::string& reason) {
  return Answer({ErrorCode::kInvalidArgument, reason});
}

vra_result NoMemory() {
  OfThisThread<LastError>().fixed = "out of memory: close other captures, or take a shorter part of this one";
  return VRA_OUT_OF_MEMORY;
}

vra_result Broken(const char* what) {
  return Answer({ErrorCode::kInternal, std::string("something that should not happen did: ") + what});
}

}  // namespace vr

const char* vra_last_error(void) {
  const vr::LastError& error = vr::OfThisThread<vr::LastError>();
  return error.fixed != nullptr ? error.fixed : error.text.c_str();
}
