// The truth of the time line, on the virtual clock: two hours with clocks that drift and blocks that are lost, a lone
// source bit for bit, and the SDK's own example of a 15-minute buffer.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "json_report.h"
#include "virtual_room.h"

namespace {

using vr::bench::BenchFolder;
using vr::bench::JsonReport;
using vr::bench::VirtualRoom;

constexpr uint32_t kRate = 16000;
constexpr double kHours = 2;
constexpr double kEventEveryS = 10;
constexpr double kPi = 3.14159265358979323846;

// The samples of a 16-bit WAV, found by its chunks.
std::vector<int16_t> ReadWav(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (size_t at = 12; at + 8 <= bytes.size();) {
    uint32_t size = 0;
    std::memcpy(&size, &bytes[at + 4], 4);
    if (std::memcmp(&bytes[at], "data", 4) == 0) {
      std::vector<int16_t> samples(std::min<size_t>(size, bytes.size() - at - 8) / 2);
      std::memcpy(samples.data(), &bytes[at + 8], samples.size() * 2);
      return samples;
    }
    at += 8 + size + (size & 1u);
  }
  return {};
}

// A source whose clock runs fast by ppm and whose events (2 ms bursts of a tone) happen at known room times.
class DriftingVoice {
 public:
  DriftingVoice(vr_source source, double ppm, double first_event_s, double tone_hz, uint32_t seed)
      : source_(source), ppm_(ppm), first_event_s_(first_event_s), tone_hz_(tone_hz), random_(seed) {}

  // Pushes every block that is over by now_s; 2 % of them are lost, in bursts of 1 to 8.
  void Deliver(double now_s) {
    const double frames_per_s = kRate * (1 + ppm_ * 1e-6);
    while ((static_cast<double>(frame_) + kBlock) / frames_per_s <= now_s) {
      const double begin_s = static_cast<double>(frame_) / frames_per_s;
      for (int i = 0; i < kBlock; ++i) block_[i] = ValueAt(begin_s + i / frames_per_s);
      frame_ += kBlock;
      if (IsLost()) continue;
      vr_source_push(source_, block_, kBlock, VR_SAMPLE_INT16, kRate, 1,
                     static_cast<int64_t>(std::llround(begin_s * 1e9)));
    }
  }

 private:
  static constexpr int kBlock = kRate / 100;

  int16_t ValueAt(double t) const {
    const double since = std::fmod(t - first_event_s_ + kEventEveryS, kEventEveryS);
    if (t < first_event_s_ - 1 || since > 0.004) return 0;
    return static_cast<int16_t>(12000 * std::sin(2 * kPi * tone_hz_ * since) * std::sin(kPi * since / 0.004));
  }

  bool IsLost() {
    if (lost_left_ > 0) {
      --lost_left_;
      return true;
    }
    // A burst is 4.5 blocks long on average.
    if (std::uniform_real_distribution<double>(0, 1)(random_) >= 0.02 / 4.5) return false;
    lost_left_ = std::uniform_int_distribution<int>(0, 7)(random_);
    return true;
  }

  vr_source source_;
  double ppm_;
  double first_event_s_;
  double tone_hz_;
  std::mt19937 random_;
  int64_t frame_ = 0;
  int lost_left_ = 0;
  int16_t block_[kBlock] = {};
};

// Distance of each event that was recorded from where it happened; the centre of gravity of its energy.
double WorstErrorMs(const std::vector<int16_t>& samples, double first_event_s, double from_s, double to_s, int* found) {
  double worst = 0;
  for (double at = first_event_s; at < to_s; at += kEventEveryS) {
    if (at < from_s) continue;
    double energy = 0;
    double moment = 0;
    const auto middle = static_cast<int64_t>(at * kRate);
    for (int64_t i = middle - kRate / 10; i < middle + kRate / 10; ++i) {
      if (i < 0 || i >= static_cast<int64_t>(samples.size())) continue;
      const double power = std::pow(samples[static_cast<size_t>(i)], 2.0);
      energy += power;
      moment += power * static_cast<double>(i);
    }
    if (energy < 1e9) continue;  // its block was among the lost ones
    ++*found;
    worst = std::max(worst, std::abs(moment / energy / kRate - at - 0.002) * 1e3);
  }
  return worst;
}

void MeasureDrift(JsonReport* report) {
  BenchFolder folder;
  VirtualRoom room(folder.path());
  vr_source local = 0;
  vr_source remote = 0;
  vr_open_source(room.recorder(), VR_SOURCE_LOCAL, "me", "", &local);
  vr_open_source(room.recorder(), VR_SOURCE_REMOTE, "you", "", &remote);
  room.Start("a.wav", 0, kRate, 1);
  DriftingVoice me(local, 200, 3, 1000, 1);
  DriftingVoice you(remote, -200, 8, 1500, 2);
  for (int64_t cell = 1; cell <= static_cast<int64_t>(kHours * 360000); ++cell) {
    room.Advance(0.01);
    me.Deliver(static_cast<double>(cell) * 0.01);
    you.Deliver(static_cast<double>(cell) * 0.01);
  }
  vr_stop_audio_recording(room.recorder());
  room.Advance(1);
  const std::vector<int16_t> samples = ReadWav(room.Path("a.wav"));
  const double length_s = static_cast<double>(samples.size()) / kRate;
  report->Add("two hours at +200 and -200 ppm, 2 % lost: the file's length is off by",
              std::abs(length_s - kHours * 3600) * 1e3, "ms", "<= 20");
  const double last_hour = kHours * 3600 - 3600;
  const struct {
    const char* name;
    double first_event_s, from_s, to_s;
  } spans[] = {{"local events, first hour: worst distance", 3, 0, 3600},
               {"remote events, first hour: worst distance", 8, 0, 3600},
               {"local events, last hour: worst distance", 3, last_hour, kHours * 3600},
               {"remote events, last hour: worst distance", 8, last_hour, kHours * 3600}};
  for (const auto& span : spans) {
    int found = 0;
    const double worst = WorstErrorMs(samples, span.first_event_s, span.from_s, span.to_s, &found);
    report->Add(span.name, found < 300 ? 1e9 : worst, "ms", "<= 5");
  }
}

void MeasureBitExactness(JsonReport* report) {
  BenchFolder folder;
  VirtualRoom room(folder.path());
  const std::vector<int16_t> said = room.Add(VR_SOURCE_LOCAL, "me", 48000, 2).one_second;
  room.Start("a.wav", 0, 48000, 2);
  room.Run(60);
  vr_stop_audio_recording(room.recorder());
  room.Advance(1);
  const std::vector<int16_t> samples = ReadWav(room.Path("a.wav"));
  double different = samples.size() == said.size() * 60 ? 0 : 1e9;
  for (size_t i = 0; i < samples.size(); ++i) different += samples[i] == said[i % said.size()] ? 0 : 1;
  report->Add("a lone int16 source at the file's rate: samples that differ in a minute", different, "samples", "<= 0");
}

// Tells its own place; it repeats itself after a prime number of frames, never with the seconds.
int16_t Counting(int64_t frame) {
  return static_cast<int16_t>(frame % 30011 - 15000);
}

void MeasureSdkExample(JsonReport* report) {
  constexpr int64_t kBufferS = 900;
  constexpr int64_t kTalkS = 1200;
  constexpr int kBlock = kRate / 100;
  BenchFolder folder;
  VirtualRoom room(folder.path());
  vr_source source = 0;
  vr_open_source(room.recorder(), VR_SOURCE_LOCAL, "me", "", &source);
  room.Start("a.wav", kBufferS, kRate, 1);
  int16_t block[kBlock];
  for (int64_t cell = 0; cell < kTalkS * 100; ++cell) {
    for (int i = 0; i < kBlock; ++i) block[i] = Counting(cell * kBlock + i);
    room.Advance(0.01);
    vr_source_push(source, block, kBlock, VR_SAMPLE_INT16, kRate, 1, cell * 10000000);
  }
  vr_stop_audio_recording(room.recorder());
  room.Advance(1);
  const std::vector<int16_t> samples = ReadWav(room.Path("a.wav"));
  const int64_t first = (kTalkS - kBufferS) * kRate;
  double different = std::abs(static_cast<double>(samples.size()) - static_cast<double>(kBufferS * kRate));
  for (size_t i = 0; i < samples.size(); ++i) {
    different += samples[i] == Counting(first + static_cast<int64_t>(i)) ? 0 : 1;
  }
  report->Add("20 minutes in a 900 s buffer: samples that are not those of minutes 5 to 20", different, "samples",
              "<= 0");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string json = vr::bench::TakeJsonPath(&argc, argv);
  JsonReport report;
  MeasureBitExactness(&report);
  MeasureSdkExample(&report);
  MeasureDrift(&report);
  return report.Finish(json);
}
