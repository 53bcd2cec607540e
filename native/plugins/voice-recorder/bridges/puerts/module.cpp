// Names the calls to PuerTS. MakeCheckFunction throughout: a value of the wrong type becomes a script error, where
// MakeFunction would end the process. No properties, no constructor, no callbacks.
#include "puerts/answer.h"
#include "puerts/calls.h"
#include "puerts/converters.h"

namespace vr_puerts {

struct VoiceRecorderNative {};

}  // namespace vr_puerts

UsingNamedCppType(vr_puerts::VoiceRecorderNative, VoiceRecorderNative)

    // The initializer's name is the module's, which scripts see.
    static void DefineCalls() {
  namespace calls = vr_puerts;
  puerts::DefineClass<calls::VoiceRecorderNative>()
      .Function("AbiVersion", MakeCheckFunction(&calls::AbiVersion))
      .Function("Version", MakeCheckFunction(&calls::Version))
      .Function("SourceFingerprint", MakeCheckFunction(&calls::SourceFingerprint))
      .Function("Capabilities", MakeCheckFunction(&calls::Capabilities))
      .Function("AacEncoderName", MakeCheckFunction(&calls::AacEncoderName))
      .Function("LastError", MakeCheckFunction(&calls::LastError))
      .Function("LastId", MakeCheckFunction(&calls::LastId))
      .Function("Create", MakeCheckFunction(&calls::Create))
      .Function("Destroy", MakeCheckFunction(&calls::Destroy))
      .Function("DestroyAll", MakeCheckFunction(&calls::DestroyAll))
      .Function("LiveCount", MakeCheckFunction(&calls::LiveCount))
      .Function("NowMs", MakeCheckFunction(&calls::NowMs))
      .Function("Advance", MakeCheckFunction(&calls::Advance))
      .Function("SetConsent", MakeCheckFunction(&calls::SetConsent))
      .Function("SetAbout", MakeCheckFunction(&calls::SetAbout))
      .Function("Notify", MakeCheckFunction(&calls::Notify))
      .Function("Exclude", MakeCheckFunction(&calls::Exclude))
      .Function("Include", MakeCheckFunction(&calls::Include))
      .Function("Wipe", MakeCheckFunction(&calls::Wipe))
      .Function("Recover", MakeCheckFunction(&calls::Recover))
      .Function("EnterRoom", MakeCheckFunction(&calls::EnterRoom))
      .Function("Reconnecting", MakeCheckFunction(&calls::Reconnecting))
      .Function("LeaveRoom", MakeCheckFunction(&calls::LeaveRoom))
      .Function("OpenSource", MakeCheckFunction(&calls::OpenSource))
      .Function("Push", MakeCheckFunction(&calls::Push))
      .Function("SetMuted", MakeCheckFunction(&calls::SetMuted))
      .Function("SetAllMuted", MakeCheckFunction(&calls::SetAllMuted))
      .Function("CloseSource", MakeCheckFunction(&calls::CloseSource))
      .Function("Start", MakeCheckFunction(&calls::Start))
      .Function("Stop", MakeCheckFunction(&calls::Stop))
      .Function("Pause", MakeCheckFunction(&calls::Pause))
      .Function("Resume", MakeCheckFunction(&calls::Resume))
      .Function("Estimate", MakeCheckFunction(&calls::Estimate))
      .Function("Dump", MakeCheckFunction(&calls::Dump))
      .Function("Retry", MakeCheckFunction(&calls::Retry))
      .Function("Discard", MakeCheckFunction(&calls::Discard))
      .Function("Mark", MakeCheckFunction(&calls::Mark))
      .Function("AddStatistics", MakeCheckFunction(&calls::AddStatistics))
      .Function("Poll", MakeCheckFunction(&calls::Poll))
      .Function("ReadEvent", MakeCheckFunction(&calls::ReadEvent))
      .Function("EventText", MakeCheckFunction(&calls::EventText))
      .Function("ReadStats", MakeCheckFunction(&calls::ReadStats))
      .Register();
}

PESAPI_MODULE(voice_recorder_puerts, DefineCalls)
