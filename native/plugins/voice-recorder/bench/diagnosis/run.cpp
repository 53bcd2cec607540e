#include "diagnosis/run.h"

#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>
#include <thread>

#include "diagnosis/job.h"
#include "diagnosis/time_left.h"
#include "virtual_room.h"

namespace vr::bench {
namespace {

// A scene with too little speech for an instance is left out; so many in a row mean that there is never one.
constexpr size_t kMostCapturesOfAnInstance = 5;

// Shares out what is to be done. The first failure ends all of it.
class Pool {
 public:
  using Job = std::function<Status(const Workshop&)>;

  Status Run(const std::vector<Job>& jobs, const Workshop& shop, int threads) {
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        const BenchFolder folder;
        Workshop own = shop;
        own.folder = folder.path();
        for (size_t next = next_++; next < jobs.size() && !failed_; next = next_++) Note(jobs[next](own));
      });
    }
    for (std::thread& worker : workers) worker.join();
    return failure_;
  }

  bool failed() const { return failed_; }

 private:
  void Note(const Status& status) {
    if (status.ok()) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    failure_ = status;
    failed_ = true;
  }

  std::atomic<size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  Status failure_;
};

void Add(const CleanTally& one, CleanTally* all) {
  all->seconds += one.seconds;
  for (const auto& [id, count] : one.wrong) all->wrong[id] += count;
  for (const auto& [id, count] : one.checked) all->checked[id] += count;
}

}  // namespace

Result<RunTally> RunAll(const Voices& voices, const DiagnosisOptions& options) {
  RunTally tally;
  if (options.instances > 0) {
    for (const FaultKind* kind : options.kinds) {
      for (const Strength strength : {Strength::kClear, Strength::kBarely}) {
        FaultTally fault;
        fault.kind = kind;
        fault.strength = strength;
        tally.faults.push_back(fault);
      }
    }
  }
  const auto clean_count = static_cast<size_t>(std::ceil(options.clean_hours * 3600 / kCleanSeconds));
  std::vector<CleanTally> clean(clean_count);
  TimeLeft left(static_cast<double>(tally.faults.size() * options.instances) * 10 +
                static_cast<double>(clean_count) * kCleanSeconds);
  Pool pool;
  std::vector<Pool::Job> jobs;
  for (FaultTally& fault : tally.faults) {
    jobs.push_back([&](const Workshop& shop) {
      for (size_t i = 0; fault.instances < options.instances && !pool.failed(); ++i) {
        if (i > kMostCapturesOfAnInstance * options.instances) {
          return Status(ErrorCode::kInternal, "no scene has room for " + Title(*fault.kind, fault.strength));
        }
        const size_t before = fault.instances;
        const Status ran = RunFault(shop, i, &fault);
        if (!ran.ok()) return ran;
        left.Advance(static_cast<double>(fault.instances - before) * 10);
      }
      return Status::Ok();
    });
  }
  for (size_t i = 0; i < clean_count; ++i) {
    jobs.push_back([&, i](const Workshop& shop) {
      const Status ran = RunClean(shop, i, &clean[i]);
      left.Advance(kCleanSeconds);
      return ran;
    });
  }
  const Keeper keeper(options.keep);
  Workshop shop;
  shop.voices = &voices;
  shop.seeds = options.seeds;
  shop.keeper = &keeper;
  const Status done = pool.Run(jobs, shop, options.threads);
  left.End();
  if (!done.ok()) return done;
  for (const CleanTally& one : clean) Add(one, &tally.clean);
  return tally;
}

}  // namespace vr::bench
