#include "puerts/answer.h"

namespace vr_puerts {
namespace {

struct Last {
  std::string error;
  double id = 0;
};

Last& OfThisThread() {
  thread_local Last last;
  return last;
}

}  // namespace

double Answer(vr_status status) {
  if (status != VR_OK) OfThisThread().error = vr_last_error();
  return status;
}

double Refuse(const char* reason) {
  OfThisThread().error = reason;
  return VR_ERROR_INVALID_PARAMETER;
}

double OutOfMemory() {
  OfThisThread().error.clear();  // allocates nothing
  return VR_ERROR_OUT_OF_MEMORY;
}

void SetLastId(double id) {
  OfThisThread().id = id;
}

std::string LastError() {
  return OfThisThread().error;
}

double LastId() {
  return OfThisThread().id;
}

}  // namespace vr_puerts
