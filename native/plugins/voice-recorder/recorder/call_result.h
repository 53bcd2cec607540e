// What a control call answers at once: the numbers that voice_recorder.h promises, and why.
#pragma once

#include <string>
#include <utility>

namespace vr {

enum class CallCode {
  kOk = 0,
  kInvalidParameter = 30003,
  kInvalidState = 30005,
  kNotInRoom = 30101,
  kBlockDropped = 39001,
  kNotSupported = 39002,
  kOutOfMemory = 39003,
  kLimit = 39004,
};

struct CallResult {
  CallCode code = CallCode::kOk;
  std::string message;

  static CallResult Ok() { return {}; }
  static CallResult Invalid(std::string message) { return {CallCode::kInvalidParameter, std::move(message)}; }
  static CallResult WrongState(std::string message) { return {CallCode::kInvalidState, std::move(message)}; }
  static CallResult NoTask() { return WrongState("no recording runs: start one first"); }
  bool ok() const { return code == CallCode::kOk; }
};

}  // namespace vr
