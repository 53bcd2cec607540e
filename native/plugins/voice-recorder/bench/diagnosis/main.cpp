// How many of the faults that are put into talks a diagnosis finds, and how often it finds some where there are none:
// doc/diagnosis-benchmark.md.
#include <cstdio>
#include <string>
#include <vector>

#include "diagnosis/figures.h"
#include "diagnosis/options.h"
#include "diagnosis/run.h"
#include "diagnosis/speed.h"
#include "virtual_room.h"

namespace {

using vr::Result;
using vr::Status;
using vr::bench::DiagnosisOptions;

constexpr int kUsage = 2;
constexpr int kFailed = 4;

int Fail(const Status& status) {
  std::fprintf(stderr, "%s\n", status.message().c_str());
  return kFailed;
}

void List(const DiagnosisOptions& options) {
  for (const vr::bench::FaultKind* kind : options.kinds) {
    std::printf("%-24s clear %g, barely %g %s\n", kind->name, kind->clear, kind->barely, kind->unit);
  }
}

int Measure(const std::string& self, const DiagnosisOptions& options) {
  const double began_s = vr::bench::WallSeconds();
  const Result<vr::bench::Voices> voices =
      vr::bench::Voices::Speak(vr::bench::SpeakersOf(options.seeds), options.threads);
  if (!voices.ok()) return Fail(voices.status());
  std::fprintf(stderr, "%.0f s of speech by %zu voices, made in %.0f s\n", voices.value().seconds(),
               voices.value().size(), vr::bench::WallSeconds() - began_s);
  vr::bench::JsonReport report;
  // First, while nothing has heated up the machine.
  if (options.speed) {
    const Status measured = vr::bench::MeasureSpeed(self, voices.value(), options.seeds, &report);
    if (!measured.ok()) return Fail(measured);
  }
  const Result<vr::bench::RunTally> tally = vr::bench::RunAll(voices.value(), options);
  if (!tally.ok()) return Fail(tally.status());
  vr::bench::AddFigures(tally.value(), &report);
  vr::bench::PrintTables(tally.value());
  vr::bench::PrintMissed(report);
  std::fprintf(stderr, "%.0f s\n", vr::bench::WallSeconds() - began_s);
  if (!options.json.empty() && !report.WriteJson(options.json)) return kFailed;
  return report.AllGoalsMet() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 2 && words[0] == "--pass") return vr::bench::DiagnosePass(words[1]);
  const Result<DiagnosisOptions> options = vr::bench::ReadOptions(words);
  if (!options.ok()) {
    std::fprintf(stderr, "%s\n\n%s", options.status().message().c_str(), vr::bench::DiagnosisHelp());
    return kUsage;
  }
  if (options.value().help) {
    std::printf("%s", vr::bench::DiagnosisHelp());
    return 0;
  }
  if (options.value().list) {
    List(options.value());
    return 0;
  }
  return Measure(argv[0], options.value());
}
