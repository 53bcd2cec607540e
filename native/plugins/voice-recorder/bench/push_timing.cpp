#include "push_timing.h"

#include <pthread.h>
#include <sched.h>
#include <time.h>

#include <algorithm>
#include <random>
#include <thread>

namespace vr::bench {
namespace {

constexpr int kPriority = 60;
constexpr int64_t kNsPerSecond = 1'000'000'000;

void SleepUntil(int64_t moment_ns) {
  const timespec moment = {moment_ns / kNsPerSecond, moment_ns % kNsPerSecond};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr);
}

}  // namespace

const Block& NoiseBlock() {
  static const Block block = [] {
    Block noise;
    std::mt19937 random(1);
    for (int16_t& sample : noise.samples) sample = static_cast<int16_t>(random());
    return noise;
  }();
  return block;
}

int64_t NowNs() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * kNsPerSecond + now.tv_nsec;
}

bool BecomeRealtime() {
  sched_param parameter = {};
  parameter.sched_priority = kPriority;
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameter) == 0;
}

bool MayBecomeRealtime() {
  bool may = false;
  std::thread([&may] { may = BecomeRealtime(); }).join();
  return may;
}

std::vector<int64_t> PacedLatencies(const Pace& pace, const std::function<void()>& push,
                                    const std::function<void()>& after_push) {
  std::vector<int64_t> latencies_ns(static_cast<size_t>(pace.pushes));
  size_t count = 0;
  std::thread writer([&] {
    BecomeRealtime();
    push();  // the first call finds its code and stack cold once in a life
    after_push();
    const int64_t start = NowNs();
    for (int64_t due = start + pace.period_ns; count < latencies_ns.size(); due += pace.period_ns) {
      SleepUntil(due);
      const int64_t before = NowNs();
      push();
      const int64_t after = NowNs();
      latencies_ns[count++] = after - before;
      after_push();
      if (after - start > pace.limit_ns) break;
    }
  });
  writer.join();
  latencies_ns.resize(count);
  return latencies_ns;
}

Percentiles PercentilesOf(std::vector<int64_t> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&values](double share) {
    const auto last = static_cast<double>(values.size() - 1);
    return static_cast<double>(values[static_cast<size_t>(share * last + 0.5)]);
  };
  return {at(0.5), at(0.999), static_cast<double>(values.back())};
}

double MedianOf(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace vr::bench
