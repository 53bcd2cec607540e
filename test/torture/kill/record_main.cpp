// A game that is going to be killed: records the counting signal with real threads on the real clock, and tells what it
// has pushed and what is acknowledged. It never ends by itself.
//   rings=FOLDER captures=FOLDER file=PATH rate=HZ cycle=SECONDS room=NAME [tracks=1] [key=HEX] [quality=N]
//   [lead_ms=N]  how long the sources push before the task starts
//   [dump=AT_MS,LAST_S,AFTER_S,PATH]...
// Lines, T in nanoseconds of the recorder's clock, frames of the task's rate:
//   source T0                    the first frame of the signal is captured at T0
//   pushed N                     so many frames have been pushed
//   kept FRAMES BYTES            so much is in the ring; in the files
//   starting T, called T         right before and after the call that starts the task; then: started, ended CODE WHY
//   asked ID LAST_S AFTER_S PATH; then: accepted ID T_MS, captured ID, done ID, failed ID WHY
//   degraded WHY, log TEXT, refused WHAT
#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "kill/key.h"
#include "kill/report.h"
#include "support/arguments.h"
#include "support/counting_signal.h"
#include "voice_recorder.h"

namespace vr_torture {
namespace {

constexpr int64_t kNsInMs = 1'000'000;
constexpr int64_t kBlockNs = 10 * kNsInMs;

void SleepUntil(vr_recorder recorder, int64_t at_ns) {
  const int64_t left_ns = at_ns - vr_now_ns(recorder);
  if (left_ns > 0) std::this_thread::sleep_for(std::chrono::nanoseconds(left_ns));
}

struct Voice {
  vr_source source = 0;
  CountingSignal signal{kFullTop};
};

// The audio thread: a block every 10 ms, with its exact capture time.
void PushForEver(vr_recorder recorder, const std::vector<Voice>& voices, int rate_hz) {
  const int frames = rate_hz / 100;
  std::vector<int16_t> block(static_cast<size_t>(frames));
  const int64_t begin_ns = vr_now_ns(recorder);
  Tell("source %lld", static_cast<long long>(begin_ns));
  for (int64_t number = 0;; ++number) {
    const int64_t captured_ns = begin_ns + number * kBlockNs;
    SleepUntil(recorder, captured_ns + kBlockNs);
    for (const Voice& voice : voices) {
      for (int i = 0; i < frames; ++i) block[static_cast<size_t>(i)] = voice.signal.At(number * frames + i);
      const vr_status pushed = vr_source_push(voice.source, block.data(), static_cast<uint32_t>(frames),
                                              VR_SAMPLE_INT16, static_cast<uint32_t>(rate_hz), 1, captured_ns);
      if (pushed != VR_OK) Tell("refused %d", pushed);
    }
    Tell("pushed %lld", static_cast<long long>((number + 1) * frames));
  }
}

void TellEvent(const vr_event& event) {
  const auto id = static_cast<unsigned long long>(event.capture_id);
  switch (event.kind) {
    case VR_EVENT_TASK:
      if (event.code == VR_TASK_START) return Tell("started");
      return Tell("ended %d %s", event.code, event.text);
    case VR_EVENT_DUMP_ACCEPTED:
      return Tell("accepted %llu %.6f", id, event.time_ms);
    case VR_EVENT_DUMP_CAPTURED:
      return Tell("captured %llu", id);
    case VR_EVENT_DUMP_DONE:
      return Tell("done %llu", id);
    case VR_EVENT_DUMP_FAILED:
      return Tell("failed %llu %s", id, event.text);
    case VR_EVENT_DEGRADED:
      return Tell("degraded %s", event.text);
    case VR_EVENT_LOG:
      return Tell("log %s", event.text);
    default:
      return;
  }
}

struct Dump {
  int64_t at_ms = 0;
  double last_s = 0;
  double after_s = 0;
  std::string path;
};

std::vector<Dump> DumpsOf(const Arguments& arguments) {
  std::vector<Dump> dumps;
  for (const std::string& text : arguments.All("dump")) {
    const std::vector<std::string> parts = Split(text, 4);
    if (parts.size() < 4) continue;
    dumps.push_back({std::stoll(parts[0]), std::stod(parts[1]), std::stod(parts[2]), parts[3]});
  }
  return dumps;
}

void Ask(vr_recorder recorder, const Dump& dump) {
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = dump.last_s;
  request.after_seconds = dump.after_s;
  request.file_path = dump.path.c_str();
  uint64_t id = 0;
  const vr_status status = vr_dump(recorder, &request, &id);
  if (status != VR_OK) return Tell("refused dump %d %s", status, vr_last_error());
  Tell("asked %llu %f %f %s", static_cast<unsigned long long>(id), dump.last_s, dump.after_s, dump.path.c_str());
}

// The game's thread: reads events and statistics every few milliseconds.
int PlayForEver(vr_recorder recorder, std::vector<Dump> dumps, int rate_hz) {
  const int64_t begin_ns = vr_now_ns(recorder);
  long long kept_frames = -1;
  unsigned long long kept_bytes = 0;
  for (;;) {
    vr_event event;
    event.struct_size = sizeof event;
    while (vr_poll_event(recorder, &event) == 1) TellEvent(event);
    vr_stats stats;
    stats.struct_size = sizeof stats;
    if (vr_get_stats(recorder, &stats) == VR_OK) {
      const long long frames = std::llround(stats.durable_s * rate_hz);
      if (frames != kept_frames || stats.file_bytes != kept_bytes) {
        kept_frames = frames;
        kept_bytes = stats.file_bytes;
        Tell("kept %lld %llu", kept_frames, kept_bytes);
      }
    }
    const auto due = [&](const Dump& dump) { return vr_now_ns(recorder) - begin_ns >= dump.at_ms * kNsInMs; };
    for (auto dump = dumps.begin(); dump != dumps.end();) {
      if (!due(*dump)) {
        ++dump;
        continue;
      }
      Ask(recorder, *dump);
      dump = dumps.erase(dump);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(4));
  }
}

vr_recorder Make(const Arguments& arguments) {
  const std::string rings = arguments.Text("rings");
  const std::string captures = arguments.Text("captures");
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.recovery_folder = rings.empty() ? nullptr : rings.c_str();
  options.captures_folder = captures.c_str();
  options.name_template = "{room}";
  options.min_free_bytes = 0;
  vr_recorder recorder = 0;
  if (vr_recorder_create(&options, &recorder) != VR_OK) Tell("refused recorder %s", vr_last_error());
  return recorder;
}

bool Start(vr_recorder recorder, const Arguments& arguments, int rate_hz) {
  const std::string file = arguments.Text("file");
  const std::vector<uint8_t> key = KeyOf(arguments.Text("key"));
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = file.c_str();
  task.sample_rate_hz = static_cast<uint32_t>(rate_hz);
  task.quality = static_cast<int32_t>(arguments.Number("quality", VR_QUALITY_MEDIUM));
  task.cycle_time_s = static_cast<uint32_t>(arguments.Number("cycle"));
  task.tracks = arguments.Number("tracks") > 0 ? VR_TRACKS_SEPARATE : VR_TRACKS_MIX;
  task.encryption_key = key.empty() ? nullptr : key.data();
  Tell("starting %lld", static_cast<long long>(vr_now_ns(recorder)));
  const vr_status started = vr_start_audio_recording_with_config(recorder, &task);
  const int64_t called_ns = vr_now_ns(recorder);
  if (started != VR_OK) Tell("refused start %s", vr_last_error());
  Tell("called %lld", static_cast<long long>(called_ns));
  return started == VR_OK;
}

int Main(const Arguments& arguments) {
  const auto rate_hz = static_cast<int>(arguments.Number("rate", 16000));
  const vr_recorder recorder = Make(arguments);
  vr_enter_room(recorder, arguments.Text("room", "room").c_str(), "me");
  std::vector<Voice> voices;
  const bool two = arguments.Number("tracks") > 0;
  voices.push_back({0, CountingSignal(two ? kLocalTop : kFullTop)});
  vr_open_source(recorder, VR_SOURCE_LOCAL, "me", "microphone", &voices[0].source);
  if (two) {
    voices.push_back({0, CountingSignal(kRemoteTop)});
    vr_open_source(recorder, VR_SOURCE_REMOTE, "you", "", &voices[1].source);
  }
  const int64_t lead_ms = arguments.Number("lead_ms");
  if (lead_ms <= 0 && !Start(recorder, arguments, rate_hz)) return 1;
  std::thread audio([=] { PushForEver(recorder, voices, rate_hz); });
  if (lead_ms > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(lead_ms));
    if (!Start(recorder, arguments, rate_hz)) return 1;
  }
  return PlayForEver(recorder, DumpsOf(arguments), rate_hz);
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
