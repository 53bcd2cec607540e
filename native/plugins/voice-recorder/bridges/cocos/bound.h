// A C++ function as a static function of script: Bound<&Call>::Invoke checks the count of arguments and each of them,
// then calls. What is wrong is reported as an error of script, and nothing has changed; no exception leaves.
#ifndef VR_BRIDGES_COCOS_BOUND_H_
#define VR_BRIDGES_COCOS_BOUND_H_

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "bindings/sebind/sebind.h"
#include "cocos/session.h"
#include "cocos/values.h"

namespace vr_cocos {

using ScriptFunction = bool (*)(se::State&);

// Each reports an error that names the function, and answers false.
bool ReportClosed(ScriptFunction function);
bool ReportCount(ScriptFunction function, size_t expected, size_t got);
bool ReportArgument(ScriptFunction function, size_t index, const char* expected, const se::Value& got);
bool ReportException(ScriptFunction function);

inline void SetResult(se::State& state, double result) {
  state.rval().setDouble(result);
}
inline void SetResult(se::State& state, bool result) {
  state.rval().setBoolean(result);
}
inline void SetResult(se::State& state, const std::string& result) {
  state.rval().setString(result);
}

template <auto kCall>
struct Bound;

template <typename Result, typename... Parameters, Result (*kCall)(Parameters...)>
struct Bound<kCall> {
  static bool Invoke(se::State& state) {
    try {
      if (!TheSession().is_open) return ReportClosed(&Invoke);
      if (state.args().size() != sizeof...(Parameters)) {
        return ReportCount(&Invoke, sizeof...(Parameters), state.args().size());
      }
      return Call(state, std::index_sequence_for<Parameters...>());
    } catch (...) {
      return ReportException(&Invoke);
    }
  }

 private:
  template <size_t... kIndex>
  static bool Call(se::State& state, std::index_sequence<kIndex...>) {
    std::tuple<std::decay_t<Parameters>...> values;
    const bool are_fine = (ReadOne(state, kIndex, &std::get<kIndex>(values)) && ...);
    if (!are_fine) return false;
    if constexpr (std::is_void_v<Result>) {
      kCall(std::get<kIndex>(values)...);
    } else {
      SetResult(state, kCall(std::get<kIndex>(values)...));
    }
    return true;
  }

  template <typename Value>
  static bool ReadOne(se::State& state, size_t index, Value* value) {
    const se::Value& given = state.args()[index];
    const char* expected = Read(given, value);
    return expected == nullptr || ReportArgument(&Invoke, index, expected, given);
  }
};

}  // namespace vr_cocos

#endif  // VR_BRIDGES_COCOS_BOUND_H_
