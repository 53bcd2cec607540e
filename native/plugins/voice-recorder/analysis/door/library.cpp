// The door's calls about the library itself.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "analysis/decode/aac_decoder.h"
#include "analysis/diagnosis/diagnose.h"
#include "analysis/door/guarded.h"
#include "analysis/door/translate.h"
#include "base/json_text.h"
#include "base/sealing.h"
#include "encode/encoder.h"

#ifndef VRA_SOURCE_FINGERPRINT
#define VRA_SOURCE_FINGERPRINT "unknown"
#endif
#ifndef VRA_VERSION_TEXT
#define VRA_VERSION_TEXT "0.0.0"
#endif

using vr::Guarded;
using vr::Refuse;

namespace {

using Json = nlohmann::ordered_json;

Json TextOrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string Text(const Json& json) {
  return vr::JsonText(json);
}

}  // namespace

void vra_free(vra_buffer* buffer) {
  if (buffer == nullptr) return;
  std::free(buffer->data);
  *buffer = vra_buffer{};
}

uint32_t vra_abi_version(void) {
  return VRA_ABI_VERSION;
}

const char* vra_version(void) {
  return VRA_VERSION_TEXT;
}

vra_result vra_capabilities(vra_buffer* json) {
  return Guarded([=] {
    if (json == nullptr) return Refuse("json must point to a vra_buffer, got NULL");
    const vr::AacDecoderSearch decoder = vr::SearchAacDecoder();
    Json out;
    out["version"] = VRA_VERSION_TEXT;
    out["abiVersion"] = VRA_ABI_VERSION;
    out["detectors"] = vr::kDetectorsVersion;
    out["fingerprint"] = VRA_SOURCE_FINGERPRINT;
    out["encryption"] = vr::CanSeal();
    const std::string encoder = vr::AacEncoderName();
    out["aacEncoder"] = encoder == "none" ? Json(nullptr) : Json(encoder);
    out["aacDecoder"] = {{"name", TextOrNull(decoder.name)}, {"tried", decoder.tried}};
    return vr::Give(Text(out), json);
  });
}
