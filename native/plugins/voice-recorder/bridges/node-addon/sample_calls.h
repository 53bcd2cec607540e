// Calls that fill an array of script. They work in memory of their own and copy on the event loop: script may give its
// array away, to another thread say, while the call is on its way.
#ifndef VR_BRIDGES_NODE_ADDON_SAMPLE_CALLS_H_
#define VR_BRIDGES_NODE_ADDON_SAMPLE_CALLS_H_

#include <napi.h>

#include "node-addon/open_capture.h"

namespace vr_node {

// (lane, firstFrame, hopFrames, columns, fftFrames, into, id, onProgress)
Napi::Value Spectrogram(const Napi::CallbackInfo& info, const OpenCapture& open);

// (lane, firstFrame, into): how many frames were read.
Napi::Value Read(const Napi::CallbackInfo& info, const OpenCapture& open);

// (firstFrame, hopFrames, columns, fftFrames, into, samples, channels)
Napi::Value SpectrogramOfSamples(const Napi::CallbackInfo& info);

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_SAMPLE_CALLS_H_
