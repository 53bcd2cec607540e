// What goes to script: always a copy, because Electron refuses buffers of native memory.
#ifndef VR_BRIDGES_NODE_ADDON_VALUES_H_
#define VR_BRIDGES_NODE_ADDON_VALUES_H_

#include <napi.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "node-addon/mailbox.h"
#include "voice_recorder_analysis.h"

namespace vr_node {

// A vra_buffer that gives itself back.
class Buffer {
 public:
  Buffer() = default;
  ~Buffer() { vra_free(&buffer_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  vra_buffer* get() { return &buffer_; }
  Napi::Value AsText(Napi::Env env) const;
  Napi::Value AsBytes(Napi::Env env) const;

 private:
  vra_buffer buffer_{};
};

// Copies into an array that script holds; a TypeError is pending when it was detached or has shrunk meanwhile.
void CopyInto(Napi::Env env, const Napi::TypedArray& into, const void* bytes, size_t size_bytes);

// An Error that has a vra_result as `result`.
Napi::Error ErrorOf(Napi::Env env, const Outcome& outcome);
void ThrowResult(Napi::Env env, const Outcome& outcome);

// Defines a function of `object`; when memory runs out in it, script gets an Error.
using Method = std::function<Napi::Value(const Napi::CallbackInfo& info)>;
void Define(Napi::Object object, const char* name, Method method);

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_VALUES_H_
