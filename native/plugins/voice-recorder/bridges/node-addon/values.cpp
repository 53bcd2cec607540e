#include "node-addon/values.h"

#include <cstring>
#include <utility>

namespace vr_node {

Napi::Value Buffer::AsText(Napi::Env env) const {
  return Napi::String::New(env, reinterpret_cast<const char*>(buffer_.data), buffer_.size_bytes);
}

Napi::Value Buffer::AsBytes(Napi::Env env) const {
  Napi::Uint8Array bytes = Napi::Uint8Array::New(env, buffer_.size_bytes);
  if (bytes.IsEmpty() || bytes.Data() == nullptr) return env.Undefined();  // no memory, or the end
  if (buffer_.size_bytes > 0) std::memcpy(bytes.Data(), buffer_.data, buffer_.size_bytes);
  return bytes;
}

void CopyInto(Napi::Env env, const Napi::TypedArray& into, const void* bytes, size_t size_bytes) {
  napi_typedarray_type type = napi_uint8_array;
  size_t length = 0;
  void* data = nullptr;
  if (napi_get_typedarray_info(env, into, &type, &length, &data, nullptr, nullptr) != napi_ok || data == nullptr ||
      length * into.ElementSize() < size_bytes) {
    if (size_bytes > 0) {
      Napi::TypeError::New(env, "into: its memory was given away while it was to be filled")
          .ThrowAsJavaScriptException();
    }
    return;
  }
  std::memcpy(data, bytes, size_bytes);
}

Napi::Error ErrorOf(Napi::Env env, const Outcome& outcome) {
  const Napi::Error error = Napi::Error::New(env, outcome.message);
  error.Value().Set("result", Napi::Number::New(env, outcome.result));
  return error;
}

void ThrowResult(Napi::Env env, const Outcome& outcome) {
  ErrorOf(env, outcome).ThrowAsJavaScriptException();
}

void Define(Napi::Object object, const char* name, Method method) {
  const auto guarded = [method = std::move(method)](const Napi::CallbackInfo& info) -> Napi::Value {
    try {
      return method(info);
    } catch (...) {
      Napi::Error::New(info.Env(), "memory ran out: close other captures first").ThrowAsJavaScriptException();
      return info.Env().Undefined();
    }
  };
  object.Set(name, Napi::Function::New(object.Env(), guarded, name));
}

}  // namespace vr_node
