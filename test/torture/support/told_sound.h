// What was said in a task that began with frame 0 of the counting signal, and what an undisturbed encoder makes of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/capture_reader.h"

namespace vr_torture {

constexpr int kAacFrames = 1024;
constexpr int kAacDelay = 1600;  // input frame i comes out as frame i + kAacDelay

struct Span {
  int64_t first = 0;
  int64_t frames = 0;
};

class ToldSound {
 public:
  // two: a local and a remote user, otherwise one alone. From frame `told` on there was silence.
  ToldSound(bool two, int rate_hz) : two_(two), rate_hz_(rate_hz) {}
  void SetTold(int64_t frames);

  // voice: "mix", "local", "remote".
  int16_t At(const std::string& voice, int64_t frame) const;
  // ADTS frame number `index` of the encoding from frame 0 on.
  const Bytes& Frame(const std::string& voice, size_t index);
  // Encodes so much beforehand, so that processes which are forked later need not.
  void Prepare(const std::string& voice, int64_t frames) { endless_[voice] = Encode(voice, 0, frames, false); }

  // The encoding of a stretch alone.
  std::vector<Bytes> EncodeAlone(const std::string& voice, int64_t first, int64_t frames) const;

  int rate_hz() const { return rate_hz_; }
  bool two() const { return two_; }

 private:
  std::vector<Bytes> Encode(const std::string& voice, int64_t first, int64_t frames, bool flush) const;

  bool two_;
  int rate_hz_;
  int64_t told_ = INT64_MAX;
  std::map<std::string, std::vector<Bytes>> endless_;
  std::map<std::string, std::vector<Bytes>> ending_;  // of a signal that ends where it was told to
};

struct Comparison {
  std::string problem;  // "": all that is not in a hole is what was said
  int64_t from = 0;     // frame of the task with which the capture begins
  int64_t frames = 0;   // valid ones
  int64_t missing = 0;  // of them, as the sidecar tells, of the mix
  std::vector<Span> holes;
  bool has_track_holes = false;
};

// Compares a capture with its sidecar sample by sample, AAC frame by frame. start_ns: of the task.
Comparison Compare(const Capture& capture, ToldSound* sound, int64_t start_ns);
// The same of a file without sidecar that begins with the task.
std::string CompareFromStart(const AudioFile& file, const std::string& voice, ToldSound* sound, int64_t* valid_frames);

}  // namespace vr_torture
