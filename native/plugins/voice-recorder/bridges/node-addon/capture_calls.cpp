// The object of an open capture. Each of its functions keeps the capture open.
#include <string>
#include <utility>
#include <vector>

#include "node-addon/arguments.h"
#include "node-addon/open_capture.h"
#include "node-addon/sample_calls.h"
#include "node-addon/values.h"

namespace vr_node {
namespace {

struct ExportArguments {
  std::string path;
  vra_export_options options;
  std::optional<std::vector<uint32_t>> lanes;
};

Napi::Value Info(const Napi::CallbackInfo& info, const OpenCapture& open) {
  return SubmitForBuffer(
      info.Env(), open, {}, Effort::kShort, BufferAs::kText,
      [](vra_capture* capture, const vra_progress*, vra_buffer* json) { return vra_info(capture, json); });
}

// (lane, id, onProgress)
using LaneCall = vra_result (*)(vra_capture*, uint32_t, const vra_progress*, vra_buffer*);
Napi::Value OfLane(const Napi::CallbackInfo& info, const OpenCapture& open, LaneCall call, BufferAs as) {
  Arguments arguments(info);
  const uint32_t lane = arguments.Unsigned32(0, "lane");
  const Listener listener = arguments.ListenerAt(1);
  if (!arguments.ok()) return info.Env().Undefined();
  return SubmitForBuffer(info.Env(), open, listener, Effort::kPass, as,
                         [call, lane](vra_capture* capture, const vra_progress* progress, vra_buffer* buffer) {
                           return call(capture, lane, progress, buffer);
                         });
}

// (id, onProgress)
Napi::Value Diagnose(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  const Listener listener = arguments.ListenerAt(0);
  if (!arguments.ok()) return info.Env().Undefined();
  return SubmitForBuffer(info.Env(), open, listener, Effort::kPass, BufferAs::kText, &vra_diagnose);
}

// (request, id, onProgress)
Napi::Value Expect(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  const std::string request = arguments.Text(0, "request");
  const Listener listener = arguments.ListenerAt(1);
  if (!arguments.ok()) return info.Env().Undefined();
  return SubmitForBuffer(info.Env(), open, listener, Effort::kPass, BufferAs::kText,
                         [request](vra_capture* capture, const vra_progress* progress, vra_buffer* json) {
                           return vra_expect(capture, request.c_str(), progress, json);
                         });
}

// (file)
Napi::Value AdtsIndex(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  const uint32_t file = arguments.Unsigned32(0, "file");
  if (!arguments.ok()) return info.Env().Undefined();
  return SubmitForBuffer(info.Env(), open, {}, Effort::kShort, BufferAs::kBytes,
                         [file](vra_capture* capture, const vra_progress*, vra_buffer* index) {
                           return vra_adts_index(capture, file, index);
                         });
}

// (path, startSeconds, endSeconds, lanes, quality, overwrite, withSidecar, id, onProgress); undefined: the default.
Napi::Value Export(const Napi::CallbackInfo& info, const OpenCapture& open) {
  Arguments arguments(info);
  ExportArguments given;
  vra_export_options_init(&given.options);
  given.path = arguments.Text(0, "path");
  if (!info[1].IsUndefined()) given.options.start_seconds = arguments.Number(1, "startSeconds");
  if (!info[2].IsUndefined()) given.options.end_seconds = arguments.Number(2, "endSeconds");
  given.lanes = arguments.Unsigned32sOrNone(3, "lanes");
  if (!info[4].IsUndefined()) given.options.quality = arguments.Unsigned32(4, "quality");
  if (!info[5].IsUndefined()) given.options.overwrite = arguments.Flag(5, "overwrite") ? 1 : 0;
  if (!info[6].IsUndefined()) given.options.with_sidecar = arguments.Flag(6, "withSidecar") ? 1 : 0;
  const Listener listener = arguments.ListenerAt(7);
  if (!arguments.ok()) return info.Env().Undefined();
  BufferCall call = [given](vra_capture* capture, const vra_progress* progress, vra_buffer* json) {
    vra_export_options options = given.options;
    options.lanes = given.lanes.has_value() ? given.lanes->data() : nullptr;
    options.lane_count = given.lanes.has_value() ? static_cast<uint32_t>(given.lanes->size()) : 0;
    return vra_export(capture, given.path.c_str(), &options, progress, json);
  };
  return SubmitForBuffer(info.Env(), open, listener, Effort::kPass, BufferAs::kText, std::move(call));
}

}  // namespace

Napi::Value CaptureObject(Napi::Env env, const OpenCapturePointer& open) {
  const Napi::Object object = Napi::Object::New(env);
  const auto define = [&](const char* name, auto call) {
    Define(object, name, [open, call](const Napi::CallbackInfo& info) -> Napi::Value { return call(info, *open); });
  };
  const auto define_of_lane = [&](const char* name, LaneCall call, BufferAs as) {
    define(name, [call, as](const auto& info, const OpenCapture& of) { return OfLane(info, of, call, as); });
  };
  define("info", &Info);
  define_of_lane("envelope", &vra_envelope, BufferAs::kBytes);
  define_of_lane("map", &vra_map, BufferAs::kText);
  define_of_lane("loudness", &vra_loudness, BufferAs::kText);
  define("diagnose", &Diagnose);
  define("expect", &Expect);
  define("spectrogram", &Spectrogram);
  define("read", &Read);
  define("adtsIndex", &AdtsIndex);
  define("export", &Export);
  define("close", [open](const Napi::CallbackInfo& info, const OpenCapture&) {
    open->capture = nullptr;
    return info.Env().Undefined();
  });
  return object;
}

}  // namespace vr_node
