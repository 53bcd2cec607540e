// The whole pipeline, from push to encoded blocks, as a share of one core in real time.
#include <cstdio>
#include <string>

#include "json_report.h"
#include "virtual_room.h"

namespace {

using vr::bench::BenchFolder;
using vr::bench::JsonReport;
using vr::bench::VirtualRoom;

constexpr double kSeconds = 60;
constexpr int kRuns = 3;

struct Case {
  const char* name;
  const char* file;
  uint32_t cycle_time_s;
  uint32_t source_rate_hz;
  uint32_t source_channels;
  uint32_t file_rate_hz;
  uint32_t file_channels;
  const char* goal;  // of the share of one core in percent
};

// CPU seconds for each second of room time, the best of the runs.
double CpuPerSecond(const Case& which) {
  double best = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    BenchFolder folder;
    VirtualRoom room(folder.path());
    room.Add(VR_SOURCE_LOCAL, "me", which.source_rate_hz, which.source_channels);
    room.Add(VR_SOURCE_REMOTE, "you", which.source_rate_hz, which.source_channels);
    room.Start(which.file, which.cycle_time_s, which.file_rate_hz, which.file_channels);
    room.Run(1);
    const double before = vr::bench::ThreadCpuSeconds();
    room.Run(kSeconds);
    best = std::min(best, (vr::bench::ThreadCpuSeconds() - before) / kSeconds);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string json = vr::bench::TakeJsonPath(&argc, argv);
  JsonReport report;
  const Case cases[] = {
      {"2 x 48 kHz stereo to 32 kHz mono AAC cycle buffer", "a.aac", 60, 48000, 2, 32000, 1, "<= 2"},
      {"2 x 48 kHz stereo to 48 kHz stereo AAC cycle buffer", "a.aac", 60, 48000, 2, 48000, 2, ""},
      {"2 x 48 kHz stereo to 48 kHz stereo WAV cycle buffer", "a.wav", 60, 48000, 2, 48000, 2, ""},
      {"2 x 16 kHz mono to 32 kHz mono AAC in real time", "a.aac", 0, 16000, 1, 32000, 1, ""},
  };
  for (const Case& which : cases) {
    const double share = CpuPerSecond(which);
    report.Add(std::string(which.name) + ": share of one core", share * 100, "%", which.goal);
    report.Add(std::string(which.name) + ": times real time", 1 / share, "x");
  }
  return report.Finish(json);
}
