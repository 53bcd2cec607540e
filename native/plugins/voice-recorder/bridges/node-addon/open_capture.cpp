#include "node-addon/open_capture.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "node-addon/values.h"

namespace vr_node {

Outcome OpenCapture::Open(const char* path, const vra_open_options& options) {
  vra_capture* opened = nullptr;
  Outcome outcome = OutcomeOf(vra_open(path, &options, &opened));
  if (outcome.result != VRA_OK) return outcome;
  capture = {opened, &vra_close};
  Buffer info;
  outcome = OutcomeOf(vra_info(opened, info.get()));
  if (outcome.result != VRA_OK) return outcome;
  const uint8_t* text = info.get()->data;
  const auto json = nlohmann::json::parse(text, text + info.get()->size_bytes, nullptr, false);
  for (const auto& lane : json.value("lanes", nlohmann::json::array())) {
    lane_channels.push_back(lane.value("channels", 0u));
  }
  return {};
}

Napi::Value SubmitOn(Napi::Env env, const OpenCapture& open, const Listener& listener, Effort effort, CaptureWork work,
                     Finish finish) {
  if (open.capture == nullptr) {
    ThrowResult(env, {VRA_INVALID_PARAMETER, "the capture is closed: open it again"});
    return env.Undefined();
  }
  Work with_capture = [capture = open.capture, work = std::move(work)](Control& control) {
    return work(capture.get(), control);
  };
  return Environment::Of(env).Submit(open.queue, listener, effort, std::move(with_capture), std::move(finish));
}

Napi::Value SubmitForBuffer(Napi::Env env, const OpenCapture& open, const Listener& listener, Effort effort,
                            BufferAs as, BufferCall call) {
  const auto buffer = std::make_shared<Buffer>();
  CaptureWork work = [call = std::move(call), buffer](vra_capture* capture, Control& control) {
    const vra_progress progress = control.Progress();
    return OutcomeOf(call(capture, &progress, buffer->get()));
  };
  return SubmitOn(env, open, listener, effort, std::move(work), [buffer, as](Napi::Env finished_in) {
    return as == BufferAs::kText ? buffer->AsText(finished_in) : buffer->AsBytes(finished_in);
  });
}

}  // namespace vr_node
