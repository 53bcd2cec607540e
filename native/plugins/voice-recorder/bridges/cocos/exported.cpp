#include "cocos/exported.h"

#include "cocos/calls.h"

namespace vr_cocos {
namespace {

constexpr Exported kExported[] = {
    {"AbiVersion", &Bound<&AbiVersion>::Invoke},
    {"Version", &Bound<&Version>::Invoke},
    {"Capabilities", &Bound<&Capabilities>::Invoke},
    {"AacEncoderName", &Bound<&AacEncoderName>::Invoke},
    {"LastError", &Bound<&LastError>::Invoke},
    {"LastId", &Bound<&LastId>::Invoke},
    {"DefaultMaxBufferBytes", &Bound<&DefaultMaxBufferBytes>::Invoke},
    {"DefaultCapturesFolder", &Bound<&DefaultCapturesFolder>::Invoke},
    {"PrepareFolder", &Bound<&PrepareFolder>::Invoke},
    {"Create", &Bound<&Create>::Invoke},
    {"SetName", &Bound<&SetName>::Invoke},
    {"Adopt", &Bound<&Adopt>::Invoke},
    {"Destroy", &Bound<&Destroy>::Invoke},
    {"NowMs", &Bound<&NowMs>::Invoke},
    {"Advance", &Bound<&Advance>::Invoke},
    {"SetConsent", &Bound<&SetConsent>::Invoke},
    {"SetAbout", &Bound<&SetAbout>::Invoke},
    {"Notify", &Bound<&Notify>::Invoke},
    {"Exclude", &Bound<&Exclude>::Invoke},
    {"Include", &Bound<&Include>::Invoke},
    {"Wipe", &Bound<&Wipe>::Invoke},
    {"Recover", &Bound<&Recover>::Invoke},
    {"EnterRoom", &Bound<&EnterRoom>::Invoke},
    {"Reconnecting", &Bound<&Reconnecting>::Invoke},
    {"LeaveRoom", &Bound<&LeaveRoom>::Invoke},
    {"OpenSource", &Bound<&OpenSource>::Invoke},
    {"OpenTestTone", &Bound<&OpenTestTone>::Invoke},
    {"Push", &Bound<&Push>::Invoke},
    {"SetMuted", &Bound<&SetMuted>::Invoke},
    {"SetAllMuted", &Bound<&SetAllMuted>::Invoke},
    {"CloseSource", &Bound<&CloseSource>::Invoke},
    {"Start", &Bound<&Start>::Invoke},
    {"Stop", &Bound<&Stop>::Invoke},
    {"Pause", &Bound<&Pause>::Invoke},
    {"Resume", &Bound<&Resume>::Invoke},
    {"Estimate", &Bound<&Estimate>::Invoke},
    {"Dump", &Bound<&Dump>::Invoke},
    {"Retry", &Bound<&Retry>::Invoke},
    {"Discard", &Bound<&Discard>::Invoke},
    {"Mark", &Bound<&Mark>::Invoke},
    {"AddStatistics", &Bound<&AddStatistics>::Invoke},
    {"Poll", &Bound<&Poll>::Invoke},
    {"ReadEvent", &Bound<&ReadEvent>::Invoke},
    {"EventText", &Bound<&EventText>::Invoke},
    {"ReadStats", &Bound<&ReadStats>::Invoke},
};

}  // namespace

const Exported* ExportedFunctions(size_t* count) {
  *count = sizeof kExported / sizeof kExported[0];
  return kExported;
}

}  // namespace vr_cocos
