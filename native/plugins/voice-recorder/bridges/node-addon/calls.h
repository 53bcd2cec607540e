// What the addon exports.
#ifndef VR_BRIDGES_NODE_ADDON_CALLS_H_
#define VR_BRIDGES_NODE_ADDON_CALLS_H_

#include <napi.h>

namespace vr_node {

// { abiVersion, version, cancel, capabilities, open, listRings, spectrogramOfSamples }
void DefineAnalysis(Napi::Object exports);

// { recorderVersion, recorderFingerprint, recover, wipe }
void DefineRecorder(Napi::Object exports);

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_CALLS_H_
