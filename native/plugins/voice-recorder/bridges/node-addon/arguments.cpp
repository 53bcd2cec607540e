#include "node-addon/arguments.h"

#include <cmath>
#include <limits>

namespace vr_node {
namespace {

constexpr double kMostWhole = 9007199254740991.0;  // 2^53 - 1

const char* TypeOf(const Napi::Value& value) {
  switch (value.Type()) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
      return "boolean";
    case napi_number:
      return "number";
    case napi_string:
      return "string";
    case napi_symbol:
      return "symbol";
    case napi_function:
      return "function";
    case napi_bigint:
      return "bigint";
    default:
      return "object";
  }
}

bool IsWholeWithin(const Napi::Value& value, double least, double most) {
  if (!value.IsNumber()) return false;
  const double number = value.As<Napi::Number>().DoubleValue();
  return number >= least && number <= most && std::trunc(number) == number;
}

bool IsArrayOf(const Napi::Value& value, napi_typedarray_type type) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == type;
}

}  // namespace

bool Arguments::Refuse(size_t place, const char* name, const char* expected) {
  if (!ok_) return false;
  ok_ = false;
  const std::string text = std::string(name) + ": expected " + expected + ", got " + TypeOf(info_[place]);
  Napi::TypeError::New(env_, text).ThrowAsJavaScriptException();
  return false;
}

bool Arguments::Has(size_t place, bool is_of_type, const char* name, const char* expected) {
  return ok_ && (is_of_type || Refuse(place, name, expected));
}

std::string Arguments::Text(size_t place, const char* name) {
  if (!Has(place, info_[place].IsString(), name, "a string")) return {};
  std::string text = info_[place].As<Napi::String>().Utf8Value();
  if (text.find('\0') != std::string::npos) Refuse(place, name, "a string without NUL");
  return text;
}

std::string Arguments::TextOrNone(size_t place, const char* name) {
  return info_[place].IsUndefined() ? std::string() : Text(place, name);
}

double Arguments::Number(size_t place, const char* name) {
  if (!Has(place, info_[place].IsNumber(), name, "a number")) return 0;
  return info_[place].As<Napi::Number>().DoubleValue();
}

uint32_t Arguments::Unsigned32(size_t place, const char* name) {
  const double most = std::numeric_limits<uint32_t>::max();
  if (!Has(place, IsWholeWithin(info_[place], 0, most), name, "a whole number below 2^32")) return 0;
  return static_cast<uint32_t>(info_[place].As<Napi::Number>().DoubleValue());
}

int64_t Arguments::Signed53(size_t place, const char* name) {
  const bool fits = IsWholeWithin(info_[place], -kMostWhole, kMostWhole);
  if (!Has(place, fits, name, "a whole number below 2^53")) return 0;
  return static_cast<int64_t>(info_[place].As<Napi::Number>().DoubleValue());
}

bool Arguments::Flag(size_t place, const char* name) {
  return Has(place, info_[place].IsBoolean(), name, "a boolean") && info_[place].As<Napi::Boolean>().Value();
}

Napi::Uint8Array Arguments::Bytes(size_t place, const char* name) {
  const bool fits = IsArrayOf(info_[place], napi_uint8_array);
  if (!Has(place, fits, name, "a Uint8Array")) return {};
  return info_[place].As<Napi::Uint8Array>();
}

Napi::Float32Array Arguments::Floats(size_t place, const char* name) {
  const bool fits = IsArrayOf(info_[place], napi_float32_array);
  if (!Has(place, fits, name, "a Float32Array")) return {};
  return info_[place].As<Napi::Float32Array>();
}

std::vector<uint8_t> Arguments::KeyOrNone(size_t place, const char* name) {
  if (info_[place].IsUndefined()) return {};
  const Napi::Uint8Array bytes = Bytes(place, name);
  if (!ok_) return {};
  if (bytes.ElementLength() != kKeyBytes)
    return Refuse(place, name, "a Uint8Array of 32 bytes"), std::vector<uint8_t>();
  return {bytes.Data(), bytes.Data() + kKeyBytes};
}

std::optional<std::vector<uint32_t>> Arguments::Unsigned32sOrNone(size_t place, const char* name) {
  if (info_[place].IsUndefined()) return std::nullopt;
  if (!Has(place, IsArrayOf(info_[place], napi_uint32_array), name, "a Uint32Array")) return std::nullopt;
  const auto numbers = info_[place].As<Napi::Uint32Array>();
  return std::vector<uint32_t>(numbers.Data(), numbers.Data() + numbers.ElementLength());
}

Listener Arguments::ListenerAt(size_t place) {
  Listener listener;
  if (!info_[place].IsUndefined()) listener.id = Unsigned32(place, "id");
  if (info_[place + 1].IsUndefined()) return listener;
  if (!Has(place + 1, info_[place + 1].IsFunction(), "onProgress", "a function")) return listener;
  listener.on_progress = info_[place + 1].As<Napi::Function>();
  return listener;
}

}  // namespace vr_node
