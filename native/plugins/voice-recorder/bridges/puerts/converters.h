// How PuerTS takes in Text and Bytes. Included by module.cpp only.
#ifndef VR_BRIDGES_PUERTS_CONVERTERS_H_
#define VR_BRIDGES_PUERTS_CONVERTERS_H_

#include <Binding.hpp>

#include "puerts/script_values.h"
#include "puerts/utf8.h"

namespace PUERTS_NAMESPACE {

template <>
struct ScriptTypeName<vr_puerts::Text> {
  static constexpr auto value() { return internal::Literal("string"); }
};

template <>
struct ScriptTypeName<vr_puerts::Bytes> {
  static constexpr auto value() { return internal::Literal("ArrayBufferView"); }
};

namespace pesapi_impl {

template <>
struct Converter<vr_puerts::Text> {
  static bool accept(pesapi_env env, pesapi_value value) { return pesapi_is_string(env, value); }

  static vr_puerts::Text toCpp(pesapi_env env, pesapi_value value) noexcept {
    constexpr size_t kLongest = 1 << 20;
    vr_puerts::Text text;
    size_t size_bytes = 0;
    pesapi_get_value_string_utf8(env, value, nullptr, &size_bytes);
    if (size_bytes > kLongest) {
      text.fault = "text of more than 1 MiB";
      return text;
    }
    try {
      text.utf8.resize(size_bytes);
    } catch (...) {
      text.fault = "no memory for text";
      return text;
    }
    if (size_bytes > 0) pesapi_get_value_string_utf8(env, value, &text.utf8[0], &size_bytes);
    text.fault = vr_puerts::FaultOfUtf8(text.utf8);
    return text;
  }
};

template <>
struct Converter<vr_puerts::Bytes> {
  static bool accept(pesapi_env env, pesapi_value value) { return pesapi_is_binary(env, value); }

  static vr_puerts::Bytes toCpp(pesapi_env env, pesapi_value value) noexcept {
    vr_puerts::Bytes bytes;
    bytes.data = pesapi_get_value_binary(env, value, &bytes.size_bytes);
    if (bytes.data == nullptr) bytes.size_bytes = 0;
    return bytes;
  }
};

}  // namespace pesapi_impl
}  // namespace PUERTS_NAMESPACE

#endif  // VR_BRIDGES_PUERTS_CONVERTERS_H_
