// A capture that is open, and the turns of the calls on it.
#ifndef VR_BRIDGES_NODE_ADDON_OPEN_CAPTURE_H_
#define VR_BRIDGES_NODE_ADDON_OPEN_CAPTURE_H_

#include <napi.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "node-addon/environment.h"
#include "voice_recorder_analysis.h"

namespace vr_node {

struct OpenCapture {
  // Closed when nobody has it any more: neither script nor a call on its way. Null: script has closed it.
  std::shared_ptr<vra_capture> capture;
  std::vector<uint32_t> lane_channels;
  std::shared_ptr<Queue> queue = std::make_shared<Queue>();

  // Not on the event loop. Opens and asks how many channels each lane has.
  Outcome Open(const char* path, const vra_open_options& options);
};
using OpenCapturePointer = std::shared_ptr<OpenCapture>;

using CaptureWork = std::function<Outcome(vra_capture* capture, Control& control)>;
using BufferCall = std::function<vra_result(vra_capture* capture, const vra_progress* progress, vra_buffer* buffer)>;
enum class BufferAs { kText, kBytes };

// A promise; undefined with a pending exception when the capture is closed.
Napi::Value SubmitOn(Napi::Env env, const OpenCapture& open, const Listener& listener, Effort effort, CaptureWork work,
                     Finish finish);
Napi::Value SubmitForBuffer(Napi::Env env, const OpenCapture& open, const Listener& listener, Effort effort,
                            BufferAs as, BufferCall call);

// What script gets of it: { info, envelope, map, loudness, spectrogram, read, adtsIndex, export, close }.
Napi::Value CaptureObject(Napi::Env env, const OpenCapturePointer& open);

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_OPEN_CAPTURE_H_
