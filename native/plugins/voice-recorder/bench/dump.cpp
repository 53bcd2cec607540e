// Saving 15 minutes while recording goes on: how long the caller is held, and how long the file takes beside dd and
// sox on the same bytes and the same disk.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "json_report.h"
#include "virtual_room.h"

namespace {

using vr::bench::BenchFolder;
using vr::bench::JsonReport;
using vr::bench::Median;
using vr::bench::VirtualRoom;
using vr::bench::WallSeconds;

constexpr int kRuns = 7;
constexpr double kMinutes15 = 900;

struct DumpTimes {
  std::vector<double> call_ms;
  std::vector<double> write_ms;
};

// From the call to the finished file; on the virtual clock the wait for the mix takes no time of its own.
void DumpOnce(VirtualRoom& room, const std::string& path, DumpTimes* times) {
  std::filesystem::remove(path);
  vr_dump_request request;
  vr_dump_request_init(&request);
  request.file_path = path.c_str();
  request.overwrite = 1;
  const double before = WallSeconds();
  if (vr_dump(room.recorder(), &request, nullptr) != VR_OK) {
    std::fprintf(stderr, "dump failed: %s\n", vr_last_error());
    std::exit(4);
  }
  const double called = WallSeconds();
  room.Run(0.4);
  const double done = WallSeconds();
  if (!room.Await(VR_EVENT_DUMP_DONE)) {
    std::fprintf(stderr, "the dump did not finish\n");
    std::exit(4);
  }
  times->call_ms.push_back((called - before) * 1e3);
  times->write_ms.push_back((done - called) * 1e3);
}

// Wall time of a command, or below 0 when it is not there.
double CommandMs(const std::string& command) {
  const double before = WallSeconds();
  const int result = std::system((command + " >/dev/null 2>&1").c_str());
  return result == 0 ? (WallSeconds() - before) * 1e3 : -1;
}

double Worst(const std::vector<double>& values) {
  double worst = 0;
  for (const double value : values) worst = std::max(worst, value);
  return worst;
}

std::string Quoted(const std::string& path) {
  return "'" + path + "'";
}

void MeasureAac(JsonReport* report) {
  BenchFolder folder;
  VirtualRoom room(folder.path());
  room.Add(VR_SOURCE_LOCAL, "me", 32000, 1);
  room.Add(VR_SOURCE_REMOTE, "you", 32000, 1);
  room.Start("a.aac", static_cast<uint32_t>(kMinutes15), 32000, 1);
  room.Run(kMinutes15 + 2);
  DumpTimes times;
  for (int run = 0; run < kRuns; ++run) DumpOnce(room, room.Path("d.aac"), &times);
  report->Add("dump of 15 min AAC: the caller is held, worst", Worst(times.call_ms), "ms", "<= 0.2");
  report->Add("dump of 15 min AAC: complete on disk after", Median(times.write_ms), "ms", "<= 50");
}

void MeasureWav(JsonReport* report) {
  BenchFolder folder;
  VirtualRoom room(folder.path());
  room.Add(VR_SOURCE_LOCAL, "me", 48000, 2);
  room.Start("a.wav", static_cast<uint32_t>(kMinutes15), 48000, 2);
  room.Run(kMinutes15 + 2);
  const std::string dump = room.Path("d.wav");
  DumpTimes times;
  std::vector<double> dd_ms;
  std::vector<double> sox_ms;
  DumpOnce(room, dump, &times);  // warm
  const std::string copy = room.Path("copy.wav");
  std::filesystem::copy_file(dump, copy);
  times = DumpTimes();
  for (int run = 0; run < kRuns; ++run) {
    const std::string target = room.Path("peer.wav");
    std::filesystem::remove(target);
    dd_ms.push_back(CommandMs("dd bs=1M if=" + Quoted(copy) + " of=" + Quoted(target)));
    std::filesystem::remove(target);
    sox_ms.push_back(CommandMs("sox " + Quoted(copy) + " " + Quoted(target)));
    std::filesystem::remove(target);
    DumpOnce(room, dump, &times);
  }
  report->Add("dump of 15 min WAV 48 kHz stereo: the caller is held, worst", Worst(times.call_ms), "ms", "<= 0.2");
  report->AddBeside("dump of 15 min WAV 48 kHz stereo: complete on disk after", Median(times.write_ms), "ms",
                    "dd bs=1M of the same bytes", Median(dd_ms), "<= 1");
  if (Median(sox_ms) < 0) return report->Note("sox is not installed: no comparison with it");
  report->AddBeside("sox writing the same bytes", Median(sox_ms), "ms", "the dump", Median(times.write_ms), ">= 4");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string json = vr::bench::TakeJsonPath(&argc, argv);
  JsonReport report;
  MeasureAac(&report);
  MeasureWav(&report);
  return report.Finish(json);
}
