#include "diagnosis/recording.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <vector>

#include "voice_recorder.h"

namespace vr::bench {
namespace {

constexpr int64_t kStepNs = 10'000'000;
constexpr size_t kWavHeaderBytes = 80;

std::vector<int16_t> Interleaved(const Side& side) {
  const double ratio = side.delivered_rate_hz / kRateHz;
  const bool as_it_is = std::abs(ratio - 1) < 0.01;  // a clock that drifts has the same samples
  const Signal left = as_it_is ? side.signal : Resampled(side.signal, ratio);
  std::vector<int16_t> samples;
  const auto add = [&](float sample) {
    samples.push_back(static_cast<int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767)));
  };
  for (size_t i = 0; i < left.size(); ++i) {
    add(left[i]);
    if (i < side.right.size()) add(side.right[i]);
  }
  return samples;
}

// One side's blocks of 10 ms, each at the moment at which its last sample is there.
class Delivery {
 public:
  Delivery(const Side& side, vr_source source)
      : side_(side),
        source_(source),
        samples_(Interleaved(side)),
        channels_(side.right.empty() ? 1 : 2),
        block_frames_(static_cast<uint32_t>(std::lround(side.delivered_rate_hz / 100))) {}

  vr_status DeliverUntil(int64_t now_ns, int64_t begin_ns) {
    for (;;) {
      const int64_t from_ns = TimeNs(frame_);
      if (TimeNs(frame_ + block_frames_) > now_ns || (frame_ + block_frames_) * channels_ > samples_.size()) {
        return VR_OK;
      }
      const vr_status status = IsWithheld(from_ns) ? VR_OK : Push(begin_ns + from_ns);
      frame_ += block_frames_;
      if (status == VR_ERROR_BLOCK_DROPPED) ++refused_;
      if (status != VR_OK && status != VR_ERROR_BLOCK_DROPPED) return status;
    }
  }

  size_t refused() const { return refused_; }

 private:
  int64_t TimeNs(size_t frame) const {
    return std::llround(static_cast<double>(frame) / side_.delivered_rate_hz * 1e9);
  }

  bool IsWithheld(int64_t time_ns) const {
    const double time_s = static_cast<double>(time_ns) * 1e-9 + 1e-6;
    return std::any_of(side_.withheld.begin(), side_.withheld.end(),
                       [&](const Stretch& stretch) { return time_s >= stretch.start_s && time_s < stretch.end_s; });
  }

  vr_status Push(int64_t capture_time_ns) {
    return vr_source_push(source_, &samples_[frame_ * channels_], block_frames_, VR_SAMPLE_INT16,
                          side_.declared_rate_hz, channels_, capture_time_ns);
  }

  const Side& side_;
  vr_source source_;
  std::vector<int16_t> samples_;
  uint32_t channels_;
  uint32_t block_frames_;
  size_t frame_ = 0;
  size_t refused_ = 0;
};

// A recorder that goes with its owner.
struct Room {
  vr_recorder recorder = 0;
  ~Room() { vr_recorder_destroy(recorder); }
};

Status Failed(const char* what) {
  return Status(ErrorCode::kInternal, std::string(what) + " failed: " + vr_last_error());
}

vr_status Open(const std::string& folder, Room* room) {
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.captures_folder = folder.c_str();
  options.min_free_bytes = 0;
  options.virtual_clock = 1;
  const vr_status created = vr_recorder_create(&options, &room->recorder);
  return created == VR_OK ? vr_enter_room(room->recorder, "bench", "me") : created;
}

vr_status Start(const Scene& scene, const std::string& path, vr_recorder recorder) {
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  task.sample_rate_hz = scene.rate_hz;
  task.quality = VR_QUALITY_HIGH;
  task.channels = IsSplit(scene.form) ? 2 : scene.channels;
  task.layout = IsSplit(scene.form) ? VR_LAYOUT_SPLIT : VR_LAYOUT_MIX;
  const bool tracks = scene.form == Form::kTracksWav || scene.form == Form::kTracksAac;
  task.tracks = tracks ? VR_TRACKS_SEPARATE : VR_TRACKS_MIX;
  return vr_start_audio_recording_with_config(recorder, &task);
}

vr_status Run(const Scene& scene, vr_recorder recorder, Delivery* local, Delivery* remote) {
  const int64_t begin_ns = vr_now_ns(recorder);
  const int64_t end_ns = std::llround(scene.seconds * 1e9);
  for (int64_t now_ns = kStepNs; now_ns <= end_ns; now_ns += kStepNs) {
    const double time_s = static_cast<double>(now_ns) * 1e-9;
    const bool enough = std::min(local->refused(), remote->refused()) >= scene.refused_blocks;
    const bool stalls = scene.stalls_at_s && time_s > *scene.stalls_at_s && !enough;
    if (!stalls) {
      const vr_status advanced = vr_advance(recorder, begin_ns + now_ns - vr_now_ns(recorder));
      if (advanced != VR_OK) return advanced;
    }
    for (Delivery* delivery : {local, remote}) {
      const vr_status delivered = delivery->DeliverUntil(now_ns, begin_ns);
      if (delivered != VR_OK) return delivered;
    }
  }
  return vr_stop_audio_recording(recorder);
}

bool AwaitFile(vr_recorder recorder) {
  vr_advance(recorder, 1'000'000'000);
  vr_event event;
  event.struct_size = sizeof event;
  bool finished = false;
  while (vr_poll_event(recorder, &event) != 0) {
    if (event.kind == VR_EVENT_TASK && event.code == VR_TASK_FINISH) finished = true;
  }
  return finished;
}

// As a tool would that mistakes one channel for the other.
bool SwapChannels(const std::string& path, const Stretch& stretch, uint32_t rate_hz) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto first = static_cast<size_t>(stretch.start_s * rate_hz);
  const auto frames = static_cast<size_t>((stretch.end_s - stretch.start_s) * rate_hz);
  std::vector<char> bytes(frames * 4);
  file.seekg(static_cast<std::streamoff>(kWavHeaderBytes + first * 4));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto got = static_cast<size_t>(file.gcount());
  file.clear();
  for (size_t at = 0; at + 4 <= got; at += 4) std::swap_ranges(&bytes[at], &bytes[at] + 2, &bytes[at + 2]);
  file.seekp(static_cast<std::streamoff>(kWavHeaderBytes + first * 4));
  file.write(bytes.data(), static_cast<std::streamsize>(got));
  file.close();
  return static_cast<bool>(file);
}

}  // namespace

Result<std::string> Record(const Scene& scene, const std::string& folder, const std::string& name) {
  const std::string path = folder + "/" + name + (IsAac(scene.form) ? ".aac" : ".wav");
  Room room;
  if (Open(folder, &room) != VR_OK) return Failed("making a recorder");
  vr_source sources[2] = {0, 0};
  if (vr_open_source(room.recorder, VR_SOURCE_LOCAL, "me", "microphone", &sources[0]) != VR_OK ||
      vr_open_source(room.recorder, VR_SOURCE_REMOTE, "2", "", &sources[1]) != VR_OK) {
    return Failed("opening a source");
  }
  if (Start(scene, path, room.recorder) != VR_OK) return Failed("starting");
  Delivery local(scene.local, sources[0]);
  Delivery remote(scene.remote, sources[1]);
  if (Run(scene, room.recorder, &local, &remote) != VR_OK) return Failed("recording");
  if (!AwaitFile(room.recorder)) return Status(ErrorCode::kIoError, "the recorder did not write " + path);
  if (scene.swapped && !SwapChannels(path, *scene.swapped, scene.rate_hz)) {
    return Status(ErrorCode::kIoError, "cannot write " + path);
  }
  return path;
}

}  // namespace vr::bench
