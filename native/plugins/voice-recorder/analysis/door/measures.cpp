// The door's calls that measure a lane as a whole.
#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/door/translate.h"
#include "analysis/lane_measures.h"

using vr::Answer;
using vr::Give;
using vr::Guarded;
using vr::ProgressOf;
using vr::Refuse;

vra_result vra_envelope(vra_capture* capture, uint32_t lane, const vra_progress* progress, vra_buffer* envelope) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (envelope == nullptr) return Refuse("envelope must point to a vra_buffer, got NULL");
    return Give(vr::LaneEnvelope(*capture->capture, lane, ProgressOf(progress)), envelope);
  });
}

vra_result vra_map(vra_capture* capture, uint32_t lane, const vra_progress* progress, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    return Give(vr::LaneMap(*capture->capture, lane, ProgressOf(progress)), json);
  });
}

vra_result vra_loudness(vra_capture* capture, uint32_t lane, const vra_progress* progress, vra_buffer* json) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    return Give(vr::LaneLoudness(*capture->capture, lane, ProgressOf(progress)), json);
  });
}
