// What it takes to look at 15 minutes of 48 kHz stereo WAV as a whole: our envelope beside what ffmpeg and sox need for
// a pass over the same file. Every pass is a process of its own, from its start to its end, and the file is in the
// system's memory.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/little_endian.h"
#include "child_process.h"
#include "json_report.h"
#include "virtual_room.h"
#include "voice_recorder_analysis.h"

namespace {

using vr::bench::ChildUse;
using vr::bench::FastestRun;
using vr::bench::JsonReport;

constexpr uint32_t kRateHz = 48000;
constexpr uint32_t kSeconds = 900;
constexpr int kRuns = 5;

// Two voices that come and go, with a little noise: one minute again and again.
bool WriteWav(const std::string& path) {
  constexpr uint32_t kFrames = kRateHz * 60;
  std::vector<uint8_t> minute(kFrames * 4);
  uint32_t state = 1;
  for (uint32_t frame = 0; frame < kFrames; ++frame) {
    const double seconds = static_cast<double>(frame) / kRateHz;
    for (uint32_t channel = 0; channel < 2; ++channel) {
      state = state * 1664525u + 1013904223u;
      const double noise = static_cast<double>(state >> 16) / 65536 - 0.5;
      const double voice = std::sin(2 * 3.14159265358979 * (150 + 90 * channel) * seconds) *
                           std::max(0.0, std::sin(seconds * (1.3 + channel)));
      vr::PutLe(&minute[(frame * 2 + channel) * 2],
                static_cast<uint16_t>(static_cast<int16_t>(9000 * voice + 200 * noise)), 2);
    }
  }
  uint8_t header[44];
  const uint32_t data_bytes = kSeconds * kRateHz * 4;
  std::memcpy(header, "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0", 24);
  vr::PutLe(header + 4, 36 + data_bytes, 4);
  vr::PutLe(vr::PutLe(header + 24, kRateHz, 4), kRateHz * 4, 4);
  std::memcpy(header + 32, "\x04\0\x10\0data", 8);
  vr::PutLe(header + 40, data_bytes, 4);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(header), sizeof header);
  for (uint32_t i = 0; i < kSeconds / 60; ++i) {
    file.write(reinterpret_cast<const char*>(minute.data()), static_cast<std::streamsize>(minute.size()));
  }
  file.close();
  return static_cast<bool>(file);
}

// The highest resident memory of this process. What its parent had when it was born is not in it, unlike in rusage.
double PeakMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

int Measure(const std::string& measure, const char* path) {
  if (measure == "nothing") return 0;
  vra_capture* capture = nullptr;
  if (vra_open(path, nullptr, &capture) != VRA_OK) return 3;
  vra_buffer result{};
  const vra_result measured = measure == "envelope" ? vra_envelope(capture, 2, nullptr, &result)
                              : measure == "map"    ? vra_map(capture, 2, nullptr, &result)
                                                    : vra_loudness(capture, 2, nullptr, &result);
  const bool good = measured == VRA_OK && result.size_bytes > 50;
  vra_free(&result);
  vra_close(capture);
  return good ? 0 : 3;
}

// What a child process does: one measure of the file's mix, which is the last of its three lanes. Its memory is told in
// a file beside that.
int Pass(const std::string& measure, const std::string& path) {
  const int result = Measure(measure, path.c_str());
  std::ofstream(path + ".peak") << PeakMegabytes();
  return result;
}

void Compare(const std::string& self, const std::string& wav, JsonReport* report) {
  const auto own = [&](const char* measure, int runs) {
    std::optional<ChildUse> use = FastestRun({self, "--pass", measure, wav}, runs);
    std::ifstream peak(wav + ".peak");
    if (use && !(peak >> use->peak_mb)) use.reset();
    return use;
  };
  const std::optional<ChildUse> nothing = own("nothing", kRuns);
  const std::optional<ChildUse> envelope = own("envelope", kRuns);
  const std::optional<ChildUse> map = own("map", kRuns);
  const std::optional<ChildUse> loudness = own("loudness", 1);
  if (!nothing || !envelope || !map || !loudness) {
    std::fprintf(stderr, "a pass failed\n");
    std::exit(4);
  }
  const std::map<std::string, std::vector<std::string>> peers = {
      {"ffmpeg, decoding alone", {"ffmpeg", "-v", "error", "-nostdin", "-i", wav, "-f", "null", "-"}},
      {"ffmpeg astats", {"ffmpeg", "-v", "error", "-nostdin", "-i", wav, "-af", "astats", "-f", "null", "-"}},
      {"sox stats", {"sox", wav, "-n", "stats"}}};
  std::string fastest;
  double fastest_s = 0;
  const std::string name = "envelope of 15 min of 48 kHz stereo WAV";
  for (const auto& [peer, args] : peers) {
    const std::optional<ChildUse> use = FastestRun(args, kRuns);
    if (!use) {
      report->Note(peer + " did not run: is it installed?");
      continue;
    }
    report->AddBeside(name, envelope->wall_s, "s", peer, use->wall_s);
    if (fastest.empty() || use->wall_s < fastest_s) {
      fastest = peer;
      fastest_s = use->wall_s;
    }
  }
  if (!fastest.empty()) report->AddBeside(name, envelope->wall_s, "s", "the fastest: " + fastest, fastest_s, "<= 1");
  report->Add("memory of that above an empty process", envelope->peak_mb - nothing->peak_mb, "MB", "<= 64");
  report->Add("map of it, from the audio", map->wall_s, "s");
  const std::optional<ChildUse> ebur128 =
      FastestRun({"ffmpeg", "-v", "error", "-nostdin", "-i", wav, "-af", "ebur128=peak=true", "-f", "null", "-"}, 1);
  if (ebur128) {
    report->AddBeside("loudness and true peak of it", loudness->wall_s, "s", "ffmpeg ebur128", ebur128->wall_s);
  } else {
    report->Add("loudness and true peak of it", loudness->wall_s, "s");
  }
  report->Add("memory of that above an empty process", loudness->peak_mb - nothing->peak_mb, "MB", "<= 64");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--pass") == 0) return Pass(argv[2], argv[3]);
  const std::string json = vr::bench::TakeJsonPath(&argc, argv);
  vr::bench::BenchFolder folder;
  const std::string wav = folder.path() + "/peaks.wav";
  if (!WriteWav(wav)) {
    std::fprintf(stderr, "cannot write %s, which takes 173 MB\n", wav.c_str());
    return 2;
  }
  JsonReport report;
  Compare(argv[0], wav, &report);
  return report.Finish(json);
}
