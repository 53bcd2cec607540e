#include "virtual_room.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

namespace vr::bench {
namespace {

constexpr double kPi = 3.14159265358979323846;

void Must(vr_status status, const char* what) {
  if (status == VR_OK) return;
  std::fprintf(stderr, "%s failed: %d %s\n", what, static_cast<int>(status), vr_last_error());
  std::exit(4);
}

}  // namespace

double ThreadCpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double WallSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<int16_t> SpeechLike(uint32_t sample_rate_hz, uint32_t channels, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> noise(-1.0, 1.0);
  std::vector<int16_t> samples(static_cast<size_t>(sample_rate_hz) * channels);
  double phase = 0;
  for (uint32_t i = 0; i < sample_rate_hz; ++i) {
    const double t = static_cast<double>(i) / sample_rate_hz;
    phase += 2 * kPi * (140.0 + 60.0 * std::sin(2 * kPi * 3 * t + seed)) / sample_rate_hz;
    const double envelope = std::max(0.0, std::sin(2 * kPi * 2 * t));
    double voice = 0;
    for (int harmonic = 1; harmonic <= 12; ++harmonic) voice += std::sin(phase * harmonic) / harmonic;
    const double value = envelope * (0.18 * voice + 0.01 * noise(random));
    for (uint32_t c = 0; c < channels; ++c) samples[i * channels + c] = static_cast<int16_t>(value * 32767);
  }
  return samples;
}

BenchFolder::BenchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "vr-bench-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

BenchFolder::~BenchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

VirtualRoom::VirtualRoom(const std::string& folder, const char* recovery_folder) : folder_(folder) {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = folder_.c_str();
  options.recovery_folder = recovery_folder;
  options.min_free_bytes = 0;
  options.virtual_clock = 1;
  Must(vr_recorder_create(&options, &recorder_), "create");
  Must(vr_enter_room(recorder_, "bench", "me"), "enter");
}

VirtualRoom::~VirtualRoom() {
  vr_recorder_destroy(recorder_);
}

VirtualRoom::Voice& VirtualRoom::Add(vr_source_kind kind, const std::string& user, uint32_t sample_rate_hz,
                                     uint32_t channels) {
  Voice voice;
  voice.sample_rate_hz = sample_rate_hz;
  voice.channels = channels;
  voice.one_second = SpeechLike(sample_rate_hz, channels, static_cast<uint32_t>(voices_.size() + 1));
  Must(vr_open_source(recorder_, kind, user.c_str(), "", &voice.source), "open source");
  voices_.push_back(std::move(voice));
  return voices_.back();
}

void VirtualRoom::Start(const std::string& name, uint32_t cycle_time_s, uint32_t sample_rate_hz, uint32_t channels) {
  vr_task_config task;
  vr_task_config_init(&task);
  const std::string path = Path(name);
  task.file_path = path.c_str();
  task.cycle_time_s = cycle_time_s;
  task.sample_rate_hz = sample_rate_hz;
  task.channels = channels;
  Must(vr_start_audio_recording_with_config(recorder_, &task), "start");
}

void VirtualRoom::Run(double seconds) {
  const auto cells = static_cast<int64_t>(std::llround(seconds * 100));
  for (int64_t cell = 0; cell < cells; ++cell) {
    const int64_t begin_ns = vr_now_ns(recorder_);
    Advance(0.01);
    for (Voice& voice : voices_) {
      const uint32_t frames = voice.sample_rate_hz / 100;
      const size_t at = voice.frame % voice.sample_rate_hz * voice.channels;
      Must(vr_source_push(voice.source, &voice.one_second[at], frames, VR_SAMPLE_INT16, voice.sample_rate_hz,
                          voice.channels, begin_ns),
           "push");
      voice.frame += frames;
    }
  }
}

void VirtualRoom::Advance(double seconds) {
  Must(vr_advance(recorder_, static_cast<int64_t>(std::llround(seconds * 1e9))), "advance");
}

bool VirtualRoom::Await(vr_event_kind kind, int32_t code) {
  vr_event event;
  event.struct_size = sizeof event;
  while (vr_poll_event(recorder_, &event) != 0) {
    if (event.kind == kind && (code == 0 || event.code == code)) return true;
    if (event.kind == VR_EVENT_DUMP_FAILED) std::fprintf(stderr, "dump failed: %s\n", event.text);
  }
  return false;
}

}  // namespace vr::bench
