// A recorder on the virtual clock in a folder of its own, driven in steps of 10 ms.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "recorder/recorder.h"

namespace vr_test {

constexpr int kRate = 16000;  // of most tasks and sources

// A folder that goes with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::vector<std::string> names() const;  // sorted

 private:
  std::string path_;
};

struct WavFile {
  int sample_rate_hz = 0;
  int channels = 0;
  std::vector<int16_t> samples;  // interleaved
};

// Reads by its chunks alone; fails the test when it is not a plain WAV of 16-bit PCM.
WavFile ReadWav(const std::string& path);
std::vector<uint8_t> ReadBytes(const std::string& path);
std::string ReadText(const std::string& path);
// Whether these bytes, one at least, stand in the others somewhere.
bool HoldsBytes(const std::vector<uint8_t>& bytes, const void* wanted, size_t wanted_bytes);
bool HoldsBytes(const TemporaryFolder& folder, const void* wanted, size_t wanted_bytes);  // in a file of it
// Whether 64 samples of a voice stand in a file of the folder: those from frame 0 on, from `step` on, up to `end`.
bool HoldsVoice(const TemporaryFolder& folder, const std::function<int16_t(int64_t)>& voice, int64_t end, int64_t step);
// Frames in an ADTS file, 1024 each; fails the test at a broken header.
int64_t AdtsFrames(const std::string& path);

// A voice whose samples tell their frame within a period, and are never 0.
constexpr int64_t kCountingPeriod = 30011;
int16_t Counting(int64_t frame);
// The first sample that is not what frame first + n of that voice has, in words; empty when there is none.
std::string BreakInCounting(const std::vector<int16_t>& samples, int64_t first);
// Frame n of the file is frame first + n of that voice, and `frames` there are.
void ExpectCounting(const std::string& path, int64_t first, int64_t frames);
// Two voices that count with periods of their own: one above 0, one below. Sums of them are neither.
int16_t Mine(int64_t frame);
int16_t Theirs(int64_t frame);

class Harness {
 public:
  explicit Harness(vr::RecorderOptions options = {}, vr::FileSystem& files = vr::PlatformFileSystem());

  // 10 ms of a source, beginning at the recorder's present time: value(n) of frame n since the source's first push.
  using Signal = std::function<int16_t(int64_t frame)>;
  vr::SourceId Open(vr::SourceKind kind, const std::string& user, int sample_rate_hz, Signal signal);
  void Close(vr::SourceId id);
  void Pause(vr::SourceId id, bool paused);  // stops pushing; its clock goes on

  // Room time passes; every open source delivers each 10 ms when they are over.
  void Run(double seconds);
  // Time enough for the mix to catch up.
  void Settle() { RunSilent(1.0); }
  void RunSilent(double seconds);

  vr::CallResult Start(const std::string& path, int cycle_time_s, int sample_rate_hz = 16000, int channels = 1);
  vr::CallResult Start(const vr::TaskRequest& request) { return recorder_->Start(request); }
  vr::CallResult Dump(double last_s, const std::string& path, uint64_t* id = nullptr);

  // Everything that has happened since the last call.
  std::vector<vr::Event> TakeEvents();
  // The codes of task events since the last call.
  std::vector<int> TakeTaskCodes();

  vr::Recorder& recorder() { return *recorder_; }
  void Destroy() { recorder_.reset(); }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  struct Source {
    vr::SourceId id;
    int sample_rate_hz;
    Signal signal;
    int64_t frame = 0;
    bool paused = false;
  };

  TemporaryFolder folder_;
  std::unique_ptr<vr::Recorder> recorder_;
  std::vector<Source> sources_;
};

// Runs a recorder's life in a process of its own, which then ends as a killed one does: nothing of it is destroyed or
// flushed. Fails the test when an expectation of that life failed.
void LiveAndBeKilled(const vr::RecorderOptions& options, const std::function<void(Harness& harness)>& life,
                     vr::FileSystem& files = vr::PlatformFileSystem());

// The end of such a life before its last line.
[[noreturn]] void Die(const Harness& harness);

// What a recorder with these options recovers, as its events.
std::vector<vr::Event> RecoverLeft(const vr::RecorderOptions& options, const uint8_t* key = nullptr);

const vr::Event* FindEvent(const std::vector<vr::Event>& events, vr::EventKind kind, uint64_t capture_id = 0);

}  // namespace vr_test
