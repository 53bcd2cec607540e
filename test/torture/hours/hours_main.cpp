// Hours of recording on the virtual clock, twice: people with clocks of their own, and one source, sample by sample.
//   folder=PATH   where to work
//   minutes=N seed=N [jobs=N]
#include <filesystem>

#include "hours/crowd_run.h"
#include "hours/lone_run.h"
#include "support/arguments.h"
#include "support/child.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

enum RunKind : uint64_t { kCrowd, kLone, kRuns };

const char* NameOf(uint64_t run) {
  return run == kCrowd ? "crowd" : "lone source";
}

void TellRun(const std::string& name, uint64_t seed, const LongRun& run) {
  for (const std::string& problem : run.problems()) TellWrong(seed, name + ": " + problem);
  TellMost(name + ": virtual hours", run.hours());
  TellCount(name + ": dumps of ten minutes each", static_cast<uint64_t>(run.dumps()));
  TellCount(name + ": sleeps", run.sleeps());
  TellCount(name + ": clock jumps", run.jumps());
  TellCount(name + ": markers in their place", run.markers());
  TellMost(name + ": a marker off its place by, at most, ms", run.worst_marker_ms());
  TellMost(name + ": memory grown once all is full, KiB", static_cast<double>(run.grown_kib()));
  TellMost(name + ": virtual seconds in a real one", run.speed());
}

void PlayCrowd(const LongRun::Config& config) {
  CrowdRun run(config);
  run.Play();
  TellRun(NameOf(kCrowd), config.seed, run);
  TellCount("crowd: joins", run.joins());
  TellCount("crowd: leaves", run.leaves());
  TellCount("crowd: format changes", run.format_changes());
  TellCount("crowd: sounds heard in their place", run.bursts());
  TellMost("crowd: a sound off its place by, at most, ms", run.worst_burst_ms());
  TellCount("crowd: losses told as gaps in their place", run.gaps());
  TellMost("crowd: a gap off its place by, at most, ms", run.worst_gap_ms());
}

void PlayLone(const LongRun::Config& config) {
  LoneRun run(config);
  run.Play();
  TellRun(NameOf(kLone), config.seed, run);
  TellCount("lone source: samples compared", run.samples());
  TellCount("lone source: samples not in their place", run.wrong_samples());
}

int Main(const Arguments& arguments) {
  LongRun::Config config;
  config.seed = static_cast<uint64_t>(arguments.Number("seed"));
  config.hours = static_cast<double>(arguments.Number("minutes", 20)) / 60;
  RunInChildren(
      kRuns, static_cast<int>(arguments.Number("jobs", 2)),
      [&](uint64_t run) {
        config.folder = arguments.Text("folder") + "/" + std::to_string(run);
        config.tells_progress = run == kCrowd;
        std::filesystem::create_directories(config.folder);
        if (run == kCrowd) {
          PlayCrowd(config);
        } else {
          PlayLone(config);
        }
      },
      [&](uint64_t run, const std::string& how) {
        if (!how.empty()) TellWrong(config.seed, std::string(NameOf(run)) + ": " + how);
        std::filesystem::remove_all(arguments.Text("folder") + "/" + std::to_string(run));
      });
  return 0;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
