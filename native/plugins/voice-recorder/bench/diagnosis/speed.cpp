#include "diagnosis/speed.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "child_process.h"
#include "diagnosis/listening.h"
#include "diagnosis/recording.h"
#include "virtual_room.h"

namespace vr::bench {
namespace {

constexpr double kSpeedSeconds = 900;
constexpr int kRuns = 3;

// The highest resident memory of this process. What its parent had when it was born is not in it, unlike in rusage.
double PeakMb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

Result<std::string> LongCapture(const Voices& voices, SeedSet seeds, const std::string& folder) {
  Dice dice = Dice::Of(SeedOf(seeds), 2);
  Scene scene = MakeScene(voices, kSpeedSeconds, &dice);
  scene.form = Form::kSplitWav;
  return Record(scene, folder, "long");
}

}  // namespace

int DiagnosePass(const std::string& path) {
  const Result<Heard> heard = Listen(path);
  std::ofstream(path + ".peak") << PeakMb();
  return heard.ok() ? 0 : 3;
}

Status MeasureSpeed(const std::string& self, const Voices& voices, SeedSet seeds, JsonReport* report) {
  const BenchFolder folder;
  const Result<std::string> recorded = LongCapture(voices, seeds, folder.path());
  if (!recorded.ok()) return recorded.status();
  const std::string& path = recorded.value();
  const std::string name = "diagnosis of 15 min of two sides at 48 kHz";
  const std::optional<ChildUse> ours = FastestRun({self, "--pass", path}, kRuns);
  double peak_mb = 0;
  if (!ours || !(std::ifstream(path + ".peak") >> peak_mb)) {
    return Status(ErrorCode::kInternal, "the diagnosis of 15 minutes failed");
  }
  const std::optional<ChildUse> ffmpeg =
      FastestRun({"ffmpeg", "-v", "error", "-nostdin", "-i", path, "-af", "astats,ebur128", "-f", "null", "-"}, kRuns);
  if (!ffmpeg) return Status(ErrorCode::kNotFound, "ffmpeg did not run: is it installed?");
  report->AddBeside(name, ours->wall_s, "s", "ffmpeg astats,ebur128", ffmpeg->wall_s, "<= 2");
  report->Add("memory of that", peak_mb, "MB", "<= 64");
  std::printf("\n%s: %.2f s (processor %.2f s), ffmpeg -af astats,ebur128 %.2f s (%.2f s), %.2f times; %.1f MB\n\n",
              name.c_str(), ours->wall_s, ours->cpu_s, ffmpeg->wall_s, ffmpeg->cpu_s, ours->wall_s / ffmpeg->wall_s,
              peak_mb);
  return Status::Ok();
}

}  // namespace vr::bench
