// Hours of recording on the virtual clock.
//   folder=PATH   where to work
//   run=crowd|lone   people with clocks of their own; one source, sample by sample
//   minutes=N seed=N
#include <filesystem>

#include "hours/crowd_run.h"
#include "hours/lone_run.h"
#include "support/arguments.h"
#include "support/tell.h"

namespace vr_torture {
namespace {

void TellRun(const std::string& name, uint64_t seed, const LongRun& run) {
  for (const std::string& problem : run.problems()) TellWrong(seed, name + ": " + problem);
  TellCount(name + ": markers in their place", run.markers());
  TellMost(name + ": a marker off its place by, at most, in ms", run.worst_marker_ms());
  TellMost(name + ": memory grown after the first hour, in KiB", static_cast<double>(run.grown_kib()));
  TellMost(name + ": virtual seconds in a real one", run.speed());
}

int Main(const Arguments& arguments) {
  const std::string folder = arguments.Text("folder") + "/" + arguments.Text("run");
  const auto seed = static_cast<uint64_t>(arguments.Number("seed"));
  const double hours = static_cast<double>(arguments.Number("minutes", 20)) / 60;
  std::filesystem::create_directories(folder);
  if (arguments.Text("run") == "crowd") {
    CrowdRun run(folder, seed);
    run.Play(hours);
    TellRun("crowd", seed, run);
    TellCount("crowd: events heard in their place", run.bursts());
    TellMost("crowd: an event off its place by, at most, in ms", run.worst_burst_ms());
  } else {
    LoneRun run(folder, seed);
    run.Play(hours);
    TellRun("lone", seed, run);
    TellCount("lone: samples compared", run.samples());
    TellCount("lone: samples not in their place", run.wrong_samples());
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace vr_torture

int main(int argc, char** argv) {
  return vr_torture::Main(vr_torture::Arguments(argc, argv));
}
