#include "support/game.h"

#include <cmath>

namespace vr_torture {
namespace {

constexpr int64_t kCellNs = 10'000'000;

}  // namespace

Game::Game(const Config& config) : config_(config), block_(static_cast<size_t>(config.rate_hz / 100)) {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = config_.captures.c_str();
  options.recovery_folder = config_.rings.empty() ? nullptr : config_.rings.c_str();
  options.name_template = "{reason}";
  options.min_free_bytes = config_.min_free_bytes;
  options.max_ring_bytes = config_.max_ring_bytes;
  options.virtual_clock = 1;
  vr_recorder_create(&options, &recorder_);
  vr_enter_room(recorder_, "room", "me");
  voices_.push_back({0, CountingSignal(config_.two ? kLocalTop : kFullTop)});
  vr_open_source(recorder_, VR_SOURCE_LOCAL, "me", "microphone", &voices_[0].source);
  if (!config_.two) return;
  voices_.push_back({0, CountingSignal(kRemoteTop)});
  vr_open_source(recorder_, VR_SOURCE_REMOTE, "you", "", &voices_[1].source);
}

Game::~Game() {
  if (recorder_ != 0) vr_recorder_destroy(recorder_);
}

vr_status Game::Start(const std::string& path, int cycle_s) {
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  task.sample_rate_hz = static_cast<uint32_t>(config_.rate_hz);
  task.cycle_time_s = static_cast<uint32_t>(cycle_s);
  task.durability = config_.durability;
  task.tracks = config_.two ? VR_TRACKS_SEPARATE : VR_TRACKS_MIX;
  start_ns_ = vr_now_ns(recorder_);
  told_frames_ = 0;
  return vr_start_audio_recording_with_config(recorder_, &task);
}

void Game::Push(int64_t begin_ns) {
  const int frames = config_.rate_hz / 100;
  const int64_t first = (begin_ns - start_ns_) / kCellNs * frames;
  for (const Voice& voice : voices_) {
    for (int i = 0; i < frames; ++i) block_[static_cast<size_t>(i)] = voice.signal.At(first + i);
    vr_source_push(voice.source, block_.data(), static_cast<uint32_t>(frames), VR_SAMPLE_INT16,
                   static_cast<uint32_t>(config_.rate_hz), 1, begin_ns);
  }
  told_frames_ = first + frames;
}

void Game::Run(double seconds) {
  for (int64_t cell = 0; cell < std::llround(seconds * 100); ++cell) {
    const int64_t begin_ns = vr_now_ns(recorder_);
    vr_advance(recorder_, kCellNs);
    Push(begin_ns);
  }
}

void Game::RunCell(int64_t call_after_ns, const std::function<void()>& call) {
  const int64_t begin_ns = vr_now_ns(recorder_);
  vr_advance(recorder_, call_after_ns);
  call();
  vr_advance(recorder_, kCellNs - call_after_ns);
  Push(begin_ns);
}

void Game::RunSilent(double seconds) {
  vr_advance(recorder_, std::llround(seconds * 1e9));
}

uint64_t Game::Dump(const std::string& path, const DumpOptions& options) {
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.last_seconds = options.last_s;
  request.after_seconds = options.after_s;
  request.clear = options.clear ? 1 : 0;
  request.overwrite = options.overwrite ? 1 : 0;
  request.file_path = path.c_str();
  uint64_t id = 0;
  return vr_dump(recorder_, &request, &id) == VR_OK ? id : 0;
}

std::vector<GameEvent> Game::TakeEvents() {
  std::vector<GameEvent> events;
  vr_event event;
  event.struct_size = sizeof event;
  while (vr_poll_event(recorder_, &event) == 1) {
    events.push_back({event.kind, event.code, event.capture_id, event.path, event.text});
  }
  return events;
}

vr_stats Game::Stats() const {
  vr_stats stats = {};
  stats.struct_size = sizeof stats;
  vr_get_stats(recorder_, &stats);
  return stats;
}

const GameEvent* Find(const std::vector<GameEvent>& events, int kind, uint64_t capture_id) {
  for (const GameEvent& event : events) {
    if (event.kind == kind && (capture_id == 0 || event.capture_id == capture_id)) return &event;
  }
  return nullptr;
}

const GameEvent* FindTask(const std::vector<GameEvent>& events, int code) {
  for (const GameEvent& event : events) {
    if (event.kind == VR_EVENT_TASK && event.code == code) return &event;
  }
  return nullptr;
}

}  // namespace vr_torture
