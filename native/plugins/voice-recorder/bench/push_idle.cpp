// What a push of one block costs when nothing else goes on, beside a plain copy and beside known queues. Medians come
// from Google Benchmark (blocks back to back, the queue drained outside the measured time), p99.9 and worst from a
// paced real-time thread that pushes one block now and then, as an audio thread does.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "json_report.h"
#include "push_contenders.h"

namespace vr::bench {
namespace {

constexpr int kBurst = 100;  // blocks between two drains; a quarter of the ring
constexpr int kRepetitions = 15;
constexpr double kSecondsPerRepetition = 0.04;
constexpr Pace kIdlePace = {250'000, 4000, 3'000'000'000};

void MeasureBursts(benchmark::State& state, Contender* contender) {
  const Block& block = NoiseBlock();
  for (auto _ : state) {
    bool all_taken = true;
    const int64_t before = NowNs();
    for (int i = 0; i < kBurst; ++i) all_taken &= contender->Push(block);
    const int64_t after = NowNs();
    state.SetIterationTime(static_cast<double>(after - before) * 1e-9);
    contender->Drain();
    if (!all_taken) state.SkipWithError("a block was refused");
  }
}

// Keeps the median of each benchmark and prints nothing.
class MedianReporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Aggregate && run.aggregate_name == "median") {
        medians_ns_[run.run_name.function_name] = run.GetAdjustedRealTime() / kBurst;
      }
    }
  }
  double MedianNs(const std::string& name) const {
    const auto found = medians_ns_.find(name);
    return found == medians_ns_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, double> medians_ns_;
};

void MeasureMedians(const std::vector<ContenderEntry>& entries, MedianReporter* reporter) {
  for (const ContenderEntry& entry : entries) {
    if (entry.contender == nullptr) continue;
    benchmark::RegisterBenchmark(entry.name.c_str(), MeasureBursts, entry.contender.get())
        ->UseManualTime()
        ->MinTime(kSecondsPerRepetition)
        ->Repetitions(kRepetitions)
        ->ReportAggregatesOnly();
  }
  benchmark::RunSpecifiedBenchmarks(reporter);
}

void ReportMedians(const std::vector<ContenderEntry>& entries, const MedianReporter& medians, JsonReport* report) {
  const double floor_ns = medians.MedianNs(kMemcpyName);
  report->Add("push idle, median: " + std::string(kMemcpyName), floor_ns, "ns");
  for (const ContenderEntry& entry : entries) {
    if (entry.contender == nullptr) {
      report->Note(entry.name + ": not installed");
    } else if (entry.name != kMemcpyName) {
      report->AddBeside("push idle, median: " + entry.name, medians.MedianNs(entry.name), "ns", kMemcpyName, floor_ns,
                        entry.name == kTapTimedName ? "<= 1.5" : "");
    }
  }
}

void ReportTails(const std::vector<ContenderEntry>& entries, JsonReport* report) {
  std::optional<Percentiles> floor;
  for (const ContenderEntry& entry : entries) {
    Contender* const contender = entry.contender.get();
    if (contender == nullptr) continue;
    const Percentiles tail = PercentilesOf(
        PacedLatencies(kIdlePace, [contender] { contender->Push(NoiseBlock()); }, [contender] { contender->Drain(); }));
    if (!floor) floor = tail;
    report->AddBeside("push idle, paced p99.9: " + entry.name, tail.p99_9, "ns", kMemcpyName, floor->p99_9);
    report->AddBeside("push idle, paced worst: " + entry.name, tail.worst, "ns", kMemcpyName, floor->worst);
  }
}

int Run(int argc, char** argv) {
  const std::string json_path = TakeJsonPath(&argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const std::vector<ContenderEntry> entries = MakeContenders();
  JsonReport report;
  MedianReporter medians;
  MeasureMedians(entries, &medians);
  ReportMedians(entries, medians, &report);
  if (!MayBecomeRealtime()) report.Note("SCHED_FIFO is not permitted: p99.9 and worst are of an ordinary thread");
  ReportTails(entries, &report);
  return report.Finish(json_path);
}

}  // namespace
}  // namespace vr::bench

int main(int argc, char** argv) {
  return vr::bench::Run(argc, argv);
}
