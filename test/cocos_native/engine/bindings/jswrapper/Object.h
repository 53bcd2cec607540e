// Stands in for the engine's objects of script: plain ones, functions' owners, typed arrays that are a part of a
// buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bindings/jswrapper/Value.h"

namespace se {

class Object {
 public:
  enum class TypedArrayType { NONE, INT8, INT16, INT32, UINT8, UINT8_CLAMPED, UINT16, UINT32, FLOAT32, FLOAT64 };
  using Function = bool (*)(State&);

  Object() = default;
  // A typed array over bytes of the test's, or one that has been given away: no bytes. NONE: one of a kind that the
  // engine has no name for.
  Object(TypedArrayType type, void* bytes, size_t size_bytes)
      : is_typed_array_(true), type_(type), bytes_(static_cast<uint8_t*>(bytes)), size_bytes_(size_bytes) {}

  bool isTypedArray() const { return is_typed_array_; }
  TypedArrayType getTypedArrayType() const { return type_; }
  bool getTypedArrayData(uint8_t** bytes, size_t* size_bytes) const;

  // Of a class: its static functions. Of the global object: the classes.
  std::map<std::string, Function> functions;
  Function constructor = nullptr;
  std::map<std::string, Object*> properties;

 private:
  bool is_typed_array_ = false;
  TypedArrayType type_ = TypedArrayType::NONE;
  uint8_t* bytes_ = nullptr;
  size_t size_bytes_ = 0;
};

}  // namespace se
