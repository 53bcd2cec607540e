#include "cocos/session.h"

namespace vr_cocos {

Session& TheSession() {
  static Session* session = new Session();  // never destroyed: the engine may still call while the process ends
  return *session;
}

double Answer(vr_status status) {
  if (status != VR_OK) TheSession().last_error = vr_last_error();
  return status;
}

double Refuse(vr_status status, const char* reason) {
  TheSession().last_error = reason;
  return status;
}

}  // namespace vr_cocos
