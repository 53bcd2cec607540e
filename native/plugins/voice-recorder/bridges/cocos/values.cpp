#include "cocos/values.h"

#include <cmath>
#include <cstdio>

namespace vr_cocos {
namespace {

using ArrayType = se::Object::TypedArrayType;

constexpr double kLargestWhole = 9007199254740991.0;  // 2^53 - 1
constexpr double kMostMilliseconds = 9e12;            // as nanoseconds they fit 64 bits

bool IsWhole(const se::Value& value, double lowest, double highest) {
  if (!value.isNumber()) return false;
  const double number = value.toDouble();
  return number >= lowest && number <= highest && std::floor(number) == number;
}

struct Memory {
  ArrayType type = ArrayType::NONE;
  uint8_t* data = nullptr;
  size_t size_bytes = 0;
};

// NONE for what is no typed array, or one that has been given away.
Memory MemoryOf(const se::Value& value) {
  Memory memory;
  if (!value.isObject()) return memory;
  const se::Object* object = value.toObject();
  if (object == nullptr || !object->isTypedArray()) return memory;
  if (!object->getTypedArrayData(&memory.data, &memory.size_bytes)) return Memory{};
  memory.type = object->getTypedArrayType();
  if (memory.size_bytes == 0) memory.data = nullptr;
  return memory;
}

const char* NameOf(ArrayType type) {
  switch (type) {
    case ArrayType::INT8:
      return "an Int8Array";
    case ArrayType::INT16:
      return "an Int16Array";
    case ArrayType::INT32:
      return "an Int32Array";
    case ArrayType::UINT8:
      return "a Uint8Array";
    case ArrayType::UINT8_CLAMPED:
      return "a Uint8ClampedArray";
    case ArrayType::UINT16:
      return "a Uint16Array";
    case ArrayType::UINT32:
      return "a Uint32Array";
    case ArrayType::FLOAT32:
      return "a Float32Array";
    case ArrayType::FLOAT64:
      return "a Float64Array";
    default:
      return "another kind of array";
  }
}

int64_t Nanoseconds(double milliseconds) {
  return std::llround(milliseconds * 1e6);
}

constexpr const char* kMilliseconds = "a number of milliseconds, at most 9e12";

}  // namespace

const char* Read(const se::Value& value, bool* into) {
  if (!value.isBoolean()) return "true or false";
  *into = value.toBoolean();
  return nullptr;
}

const char* Read(const se::Value& value, double* into) {
  if (!value.isNumber() || !std::isfinite(value.toDouble())) return "a finite number";
  *into = value.toDouble();
  return nullptr;
}

const char* Read(const se::Value& value, uint64_t* into) {
  if (!IsWhole(value, 0, kLargestWhole)) return "a whole number from 0 to 2^53 - 1";
  *into = static_cast<uint64_t>(value.toDouble());
  return nullptr;
}

const char* Read(const se::Value& value, uint32_t* into) {
  if (!IsWhole(value, 0, 4294967295.0)) return "a whole number from 0 to 2^32 - 1";
  *into = static_cast<uint32_t>(value.toDouble());
  return nullptr;
}

const char* Read(const se::Value& value, int32_t* into) {
  if (!IsWhole(value, -2147483648.0, 2147483647.0)) return "a whole number from -2^31 to 2^31 - 1";
  *into = static_cast<int32_t>(value.toDouble());
  return nullptr;
}

const char* Read(const se::Value& value, Text* into) {
  if (!value.isString()) return "text";
  const auto& text = value.toString();
  const char* fault = FaultOfText(text.data(), text.size());
  if (fault != nullptr) return fault;
  into->utf8.assign(text.data(), text.size());
  return nullptr;
}

const char* Read(const se::Value& value, Key* into) {
  const Memory memory = MemoryOf(value);
  const bool has_size = memory.size_bytes == 0 || memory.size_bytes == VR_ENCRYPTION_KEY_BYTES;
  if (memory.type != ArrayType::UINT8 || !has_size) return "a Uint8Array of 32 bytes, or of none";
  into->bytes = memory.data;
  return nullptr;
}

const char* Read(const se::Value& value, Samples* into) {
  const Memory memory = MemoryOf(value);
  if (memory.type != ArrayType::INT16 && memory.type != ArrayType::FLOAT32) return "an Int16Array or a Float32Array";
  into->data = memory.data;
  into->size_bytes = memory.size_bytes;
  into->format = memory.type == ArrayType::INT16 ? VR_SAMPLE_INT16 : VR_SAMPLE_FLOAT32;
  return nullptr;
}

const char* Read(const se::Value& value, Duration* into) {
  if (!value.isNumber() || !(std::fabs(value.toDouble()) <= kMostMilliseconds)) return kMilliseconds;
  into->ns = Nanoseconds(value.toDouble());
  return nullptr;
}

const char* Read(const se::Value& value, CaptureTime* into) {
  if (value.isNumber() && std::isnan(value.toDouble())) {
    into->ns = VR_NO_CAPTURE_TIME;
    return nullptr;
  }
  Duration time;
  const char* fault = Read(value, &time);
  if (fault == nullptr) into->ns = time.ns;
  return fault;
}

const char* ReadDoubles(const se::Value& value, size_t elements, double** into) {
  const Memory memory = MemoryOf(value);
  if (memory.type != ArrayType::FLOAT64) return "a Float64Array";
  if (memory.size_bytes < elements * sizeof(double)) return "a Float64Array with room for all numbers";
  // The engine's memory of an array begins where V8 has aligned it to the element.
  *into = reinterpret_cast<double*>(memory.data);
  return nullptr;
}

std::string Describe(const se::Value& value) {
  if (value.isUndefined()) return "undefined";
  if (value.isNull()) return "null";
  if (value.isBoolean()) return value.toBoolean() ? "true" : "false";
  if (value.isString()) return "text of " + std::to_string(value.toString().size()) + " bytes";
  if (value.isNumber()) {
    char number[32];
    std::snprintf(number, sizeof number, "%.17g", value.toDouble());
    return number;
  }
  if (!value.isObject()) return "a value of another type";
  const Memory memory = MemoryOf(value);
  if (memory.type == ArrayType::NONE) return "an object";
  return std::string(NameOf(memory.type)) + " of " + std::to_string(memory.size_bytes) + " bytes";
}

}  // namespace vr_cocos
