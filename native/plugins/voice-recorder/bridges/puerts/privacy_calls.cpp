#include "puerts/answer.h"
#include "puerts/calls.h"

namespace vr_puerts {

double Exclude(double recorder, Text user_id, bool forget) {
  if (user_id.fault != nullptr) return Refuse(user_id.fault);
  return Guarded([&] { return Answer(vr_exclude(HandleOf(recorder), user_id.c_str(), forget ? 1 : 0)); });
}

double Include(double recorder, Text user_id) {
  if (user_id.fault != nullptr) return Refuse(user_id.fault);
  return Guarded([&] { return Answer(vr_include(HandleOf(recorder), user_id.c_str())); });
}

double Wipe(double recorder) {
  return Guarded([&] { return Answer(vr_wipe(HandleOf(recorder))); });
}

double Recover(double recorder, Bytes encryption_key) {
  const uint8_t* key = nullptr;
  if (!KeyOf(encryption_key, &key)) return Refuse(kBadKey);
  return Guarded([&] { return Answer(vr_recover(HandleOf(recorder), key)); });
}

}  // namespace vr_puerts
