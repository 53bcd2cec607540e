// A value that says whether something worked, and why not. Expected failures travel as these; nothing throws.
#pragma once

#include <string>
#include <utility>

namespace vr {

enum class ErrorCode {
  kOk = 0,
  kInvalidArgument,  // outside what is allowed
  kNotSupported,     // this build has no such encoder, format or durability
  kOutOfMemory,
  kNotFound,  // no such file or folder
  kPermissionDenied,
  kInUse,  // somebody else has it, and will let it go
  kNameTooLong,
  kAlreadyExists,
  kDiskFull,
  kIoError,
  kInternal,    // a library refused what it should have taken
  kCancelled,   // the caller asked to stop
  kWrongKey,    // encrypted with another key than the one that was given, or none was given
  kDamaged,     // of a format of ours, and its bytes are not those that were written
  kUnreadable,  // the disk does not give what stands there
};

class Status {
 public:
  Status() = default;
  Status(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}

  static Status Ok() { return {}; }
  bool ok() const { return code_ == ErrorCode::kOk; }
  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  ErrorCode code_ = ErrorCode::kOk;
  std::string message_;
};

// A value, or the status that says why there is none. value() may be called only when ok().
template <typename T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) {}

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  T& value() { return value_; }
  const T& value() const { return value_; }

 private:
  Status status_;
  T value_{};
};

}  // namespace vr
