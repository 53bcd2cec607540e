#include "cocos/bound.h"

#include "cocos/exported.h"

namespace vr_cocos {
namespace {

const char* NameOf(ScriptFunction function) {
  size_t count = 0;
  const Exported* all = ExportedFunctions(&count);
  for (size_t i = 0; i < count; ++i) {
    if (all[i].function == function) return all[i].name;
  }
  return "?";
}

// LastError() says it too, because the engine only logs what is reported: the script sees undefined.
bool Report(ScriptFunction function, const std::string& what) {
  const std::string message = std::string("VoiceRecorderNative.") + NameOf(function) + ": " + what;
  TheSession().last_error = message;
  SE_REPORT_ERROR("%s", message.c_str());
  return false;
}

}  // namespace

bool ReportClosed(ScriptFunction function) {
  return Report(function, "the script engine is being cleaned up; call nothing from here on");
}

bool ReportCount(ScriptFunction function, size_t expected, size_t got) {
  return Report(function, "expected " + std::to_string(expected) + " arguments, got " + std::to_string(got));
}

bool ReportArgument(ScriptFunction function, size_t index, const char* expected, const se::Value& got) {
  return Report(function,
                "argument " + std::to_string(index + 1) + ": expected " + expected + ", got " + Describe(got));
}

bool ReportException(ScriptFunction function) {
  TheSession().last_error.clear();  // allocates nothing
  SE_REPORT_ERROR("VoiceRecorderNative.%s: out of memory; nothing has changed", NameOf(function));
  return false;
}

}  // namespace vr_cocos
