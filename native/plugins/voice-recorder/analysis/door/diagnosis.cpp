// The door's calls that find faults, and hold a capture against what a test expects.
#include "analysis/diagnosis/diagnose.h"
#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"
#include "analysis/expectations/expect.h"

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

vra_result vra_expect(vra_capture* capture, const char* request_json, const vra_progress* progress, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (request_json == nullptr) return Refuse("request_json must be a JSON text, got NULL");
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    return Give(vr::ExpectToJson(*capture->capture, request_json, ProgressOf(progress)), json);
  });
}
