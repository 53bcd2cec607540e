// A room on virtual time for the mixer's tests: voices that deliver blocks as audio threads do, and a sink that keeps
// everything. Seconds are the room's, from the task's start.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "mix/mixer.h"

namespace vr::test {

constexpr int kRate = 48000;  // of most voices and outputs
constexpr int kTaskRatesHz[] = {16000, 32000, 44100, 48000};
constexpr double kPi = 3.14159265358979323846;
constexpr int64_t kStartNs = 5'000'000'123;

// The sample, in int16 steps, that is heard in a channel at a moment.
using Sound = std::function<double(double room_s, int channel)>;
// Something about the block that begins at this moment.
using OfBlock = std::function<double(double begin_s)>;

struct Voice {
  SourceId id = 1;
  SourceKind kind = SourceKind::kLocal;
  StreamFormat format{48000, 1, SampleFormat::kInt16};
  int block_frames = 480;
  double ppm = 0;        // its clock is fast by this
  double begin_s = 0;    // of its first block
  double end_s = 1e9;    // no block that begins later
  bool captured = true;  // blocks carry their capture time
  Sound sound;
  OfBlock capture_error_s = [](double) { return 0.0; };
  OfBlock delay_s = [](double) { return 0.001; };  // from the end of a block to its arrival
  std::function<bool(double begin_s)> lost = [](double) { return false; };
};

class Recording final : public MixSink {
 public:
  Recording(int channel_count, int of_tracks) : channels(channel_count), track_channels(of_tracks) {}
  void OnMixedFrames(int64_t first_frame, const int16_t* samples, int frames) override;
  void OnFeature(SourceId source, int64_t cell, FeatureWord word) override;
  void OnMarker(const MixMarker& marker) override { markers.push_back(marker); }
  void OnTrackFrames(SourceId source, int64_t first_frame, const int16_t* samples, int frames) override;
  void OnLoudness(SourceId source, int64_t block, double lufs) override;

  int64_t frames() const { return static_cast<int64_t>(mix.size()) / channels; }
  std::vector<int16_t> Channel(int channel) const;
  std::vector<MixMarker> MarkersOf(MixMarkerKind kind) const;
  // The track from frame 0 on, silent where it was not given.
  std::vector<int16_t> TrackOf(SourceId source) const;

  int channels;
  int track_channels;
  std::vector<int16_t> mix;
  std::map<SourceId, std::map<int64_t, Feature>> cells;
  std::vector<MixMarker> markers;
  struct TrackPart {
    int64_t first_frame = 0;
    std::vector<int16_t> samples;
  };
  std::map<SourceId, std::vector<TrackPart>> tracks;  // a new part wherever it does not follow
  std::map<SourceId, std::map<int64_t, double>> loudness;

 private:
  std::vector<int> track_frames_;  // of the tracks of the cell whose mix comes next
};

class Room {
 public:
  static constexpr double kMixDelayS = 0.2;
  explicit Room(const MixerConfig& config)
      : config_(config),
        mixer_(config),
        heard_(config.channels, config.layout == Layout::kSplit ? 1 : config.channels) {}

  // The source is opened now.
  void Add(const Voice& voice);
  void AddWithTrack(const Voice& voice);
  // Delivers and mixes until now is this.
  void Run(double until_s);
  // Runs until the mix has come to this moment, and ends the task there.
  void Finish(double end_s);

  Mixer& mixer() { return mixer_; }
  const Recording& heard() const { return heard_; }
  Recording& sink() { return heard_; }
  MixSourceStats StatsOf(SourceId id) const;

 private:
  struct Delivery {
    Voice voice;
    int64_t next_frame = 0;
    double arrived_s = -1e9;  // of the block before
    std::optional<double> arrives_s;
  };
  void Deliver(Delivery* from);
  void Send(const Voice& voice, int64_t frame, double begin_s, double arrived_s);

  MixerConfig config_;
  Mixer mixer_;
  Recording heard_;
  std::vector<Delivery> deliveries_;
  int64_t steps_ = 0;  // of 10 ms
};

inline int64_t AtNs(double room_s) {
  return kStartNs + std::llround(room_s * 1e9);
}
MixerConfig Output(int sample_rate_hz, int channels, Layout layout = Layout::kMix);

// ---- Sounds
// The same number for the same frame of a rate, below full scale by the factor.
Sound Noise(int sample_rate_hz, double amplitude = 32767, uint32_t seed = 1);
Sound Tone(double hz, double amplitude);
Sound Silence();
// 8 ms of a tone, centred at first_s and every_s seconds after each other.
Sound Bursts(double first_s, double every_s, double hz = 1000, double amplitude = 12000);

// ---- Troubles
OfBlock Uniform(double most_s, uint32_t seed);  // -most_s .. most_s
OfBlock Normal(double deviation_s, uint32_t seed);
OfBlock Exponential(double mean_s, double most_s, uint32_t seed);
// Loses this share of the blocks, 1 to 10 in a row.
std::function<bool(double)> LossBursts(double share, uint32_t seed);

// ---- Measures
// How far from centre_s, in seconds, the energy near it is centred; none when there is less than the least.
std::optional<double> OffsetOfEvent(const std::vector<int16_t>& samples, int rate_hz, double centre_s,
                                    double least_energy);
struct EventErrors {
  int found = 0;
  double worst_s = 0;
};
// Of the Bursts between two moments; those that losses have cut are left out.
EventErrors ErrorsOfEvents(const std::vector<int16_t>& samples, int rate_hz, double first_s, double every_s,
                           double from_s, double to_s);
// What is left of these samples beside a steady tone, relative to it.
double ResidueDb(const std::vector<int16_t>& samples, int64_t first, int64_t end, int rate_hz, double hz);
// The largest second difference: a click stands out of it.
int Roughness(const std::vector<int16_t>& samples, int64_t first, int64_t end);

}  // namespace vr::test
