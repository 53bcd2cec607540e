// Stands in for the engine's values of script. Asking a value for what it is not ends the process, as the engine's
// assertions do; so does touching one from a thread that is not the script thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace se {

class Object;

class Value {
 public:
  enum class Type { kUndefined, kNull, kNumber, kBoolean, kString, kObject, kBigInt };

  Value() = default;
  explicit Value(double number) : type_(Type::kNumber), number_(number) {}
  explicit Value(int number) : Value(static_cast<double>(number)) {}
  explicit Value(bool boolean) : type_(Type::kBoolean), boolean_(boolean) {}
  explicit Value(const char* text) : type_(Type::kString), text_(text) {}
  explicit Value(const std::string& text) : type_(Type::kString), text_(text) {}
  explicit Value(Object* object) : type_(Type::kObject), object_(object) {}
  static Value Null() { return Value(Type::kNull); }
  static Value BigInt() { return Value(Type::kBigInt); }

  bool isUndefined() const { return type_ == Type::kUndefined; }
  bool isNull() const { return type_ == Type::kNull; }
  bool isNumber() const { return type_ == Type::kNumber; }
  bool isBoolean() const { return type_ == Type::kBoolean; }
  bool isString() const { return type_ == Type::kString; }
  bool isObject() const { return type_ == Type::kObject; }

  double toDouble() const;
  bool toBoolean() const;
  const std::string& toString() const;
  Object* toObject() const;

  void setDouble(double number) { *this = Value(number); }
  void setBoolean(bool boolean) { *this = Value(boolean); }
  void setString(const std::string& text) { *this = Value(text); }

 private:
  explicit Value(Type type) : type_(type) {}
  void Demand(Type type) const;

  Type type_ = Type::kUndefined;
  double number_ = 0;
  bool boolean_ = false;
  std::string text_;
  Object* object_ = nullptr;
};

using ValueArray = std::vector<Value>;

// What one call has been given, and its result.
class State {
 public:
  explicit State(const ValueArray& args) : args_(args) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  const ValueArray& args() const { return args_; }
  Value& rval() { return result_; }

 private:
  const ValueArray& args_;
  Value result_;
};

}  // namespace se
