// The arguments of a call from script, each of its type or a TypeError. The first that is wrong is told; what is read
// after it is empty.
#ifndef VR_BRIDGES_NODE_ADDON_ARGUMENTS_H_
#define VR_BRIDGES_NODE_ADDON_ARGUMENTS_H_

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "node-addon/environment.h"

namespace vr_node {

constexpr size_t kKeyBytes = 32;

class Arguments {
 public:
  explicit Arguments(const Napi::CallbackInfo& info) : info_(info), env_(info.Env()) {}

  // False: an exception is pending.
  bool ok() const { return ok_; }

  std::string Text(size_t place, const char* name);
  std::string TextOrNone(size_t place, const char* name);
  double Number(size_t place, const char* name);
  // Whole, and within the type.
  uint32_t Unsigned32(size_t place, const char* name);
  int64_t Signed53(size_t place, const char* name);
  bool Flag(size_t place, const char* name);
  Napi::Uint8Array Bytes(size_t place, const char* name);
  Napi::Float32Array Floats(size_t place, const char* name);
  // Empty: undefined was given, so that there is none.
  std::vector<uint8_t> KeyOrNone(size_t place, const char* name);
  std::optional<std::vector<uint32_t>> Unsigned32sOrNone(size_t place, const char* name);
  // The number of the call, and a function or undefined.
  Listener ListenerAt(size_t place);

 private:
  bool Has(size_t place, bool is_of_type, const char* name, const char* expected);
  bool Refuse(size_t place, const char* name, const char* expected);

  const Napi::CallbackInfo& info_;
  Napi::Env env_;
  bool ok_ = true;
};

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_ARGUMENTS_H_
