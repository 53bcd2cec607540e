// Whether bytes are text that C can carry.
#ifndef VR_BRIDGES_PUERTS_UTF8_H_
#define VR_BRIDGES_PUERTS_UTF8_H_

#include <string>

namespace vr_puerts {

// NULL for well-formed UTF-8 without NUL, otherwise what is wrong. V8 writes half a surrogate pair as the three bytes
// ED A0..BF xx, which are not UTF-8 and must not reach a file name or a sidecar.
inline const char* FaultOfUtf8(const std::string& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0) return "text with a NUL character";
    if (byte != 0xED) continue;
    if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0)
      return "text with half a surrogate pair";
  }
  return nullptr;
}

}  // namespace vr_puerts

#endif  // VR_BRIDGES_PUERTS_UTF8_H_
