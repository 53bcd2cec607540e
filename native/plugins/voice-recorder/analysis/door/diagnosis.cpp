// The door's call that finds faults.
#include "analysis/diagnosis/diagnose.h"
#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"

using vr::Give;
using vr::Guarded;
using vr::ProgressOf;
using vr::Refuse;

vra_result vra_diagnose(vra_capture* capture, const vra_progress* progress, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    return Give(vr::DiagnoseToJson(*capture->capture, ProgressOf(progress)), json);
  });
}
