// The kernel as witness: a child process gives up every system call except leaving, then pushes. One call and it is
// killed. Page faults are no system calls, so they are counted apart.
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <functional>

#include "base/clock.h"
#include "native/tap/push_door.h"
#include "support/sanitized.h"

namespace vr {
namespace {

constexpr int kNoSeccomp = 77;
constexpr int kPassed = 0;
constexpr int kWrongTally = 1;
constexpr int kNotOpened = 2;

[[noreturn]] void Leave(int code) {
  for (;;) syscall(SYS_exit_group, code);
}

// From here on any system call of this thread but exit and exit_group kills the process.
void ForbidSystemCalls() {
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) Leave(kNoSeccomp);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) Leave(kNoSeccomp);
}

struct ChildEnd {
  bool was_killed = false;
  int exit_code = -1;
};

ChildEnd RunInChild(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    Leave(kPassed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

bool IsRight(const PushTally& tally) {
  return tally.invalid == kBadPushes && tally.closed == kBadPushes && tally.taken > 40000 &&
         tally.taken + tally.dropped == kPushesPerSource * kDoorSources;
}

ChildEnd PushWithoutSystemCalls(bool has_real_clock, bool has_capture_time) {
  return RunInChild([=] {
    const OpenSources sources = OpenDoorSources(has_real_clock);
    const uint64_t closed = DoorUnderTest().open(has_real_clock);
    if (!AllOpen(sources) || closed == 0) Leave(kNotOpened);
    DoorUnderTest().close(closed);
    ForbidSystemCalls();
    const PushTally tally = PushEveryWay(sources, closed, has_capture_time);
    const bool was_full = tally.dropped > 0 || has_real_clock;  // on the real clock somebody may be draining
    Leave(IsRight(tally) && was_full ? kPassed : kWrongTally);
  });
}

bool ReadingTheClockIsASystemCall() {
  return RunInChild([] {
           ForbidSystemCalls();
           MonotonicClock().NowNs();
         })
      .was_killed;
}

class VR_PUSH_SUITE : public ::testing::Test {
 protected:
  void SetUp() override {
#if VR_TEST_SANITIZED
    GTEST_SKIP() << "SKIPPED: the sanitizer in this build makes system calls of its own";
#endif
    if (RunInChild(ForbidSystemCalls).exit_code == kNoSeccomp) GTEST_SKIP() << "SKIPPED: no seccomp on this machine";
  }
};

TEST_F(VR_PUSH_SUITE, MakesNoSystemCallWhetherTakenFullClosedOrInvalid) {
  const ChildEnd end = PushWithoutSystemCalls(false, true);
  EXPECT_FALSE(end.was_killed);
  EXPECT_EQ(end.exit_code, kPassed);
}

TEST_F(VR_PUSH_SUITE, MakesNoSystemCallWithoutACaptureTime) {
  const ChildEnd end = PushWithoutSystemCalls(false, false);
  EXPECT_FALSE(end.was_killed);
  EXPECT_EQ(end.exit_code, kPassed);
}

TEST_F(VR_PUSH_SUITE, MakesNoSystemCallWhenItReadsTheMachinesClock) {
  if (ReadingTheClockIsASystemCall()) GTEST_SKIP() << "SKIPPED: this kernel has no clock in user space";
  const ChildEnd end = PushWithoutSystemCalls(true, false);
  EXPECT_FALSE(end.was_killed);
  EXPECT_EQ(end.exit_code, kPassed);
}

TEST_F(VR_PUSH_SUITE, TheCheckEndsWhoeverMakesASystemCall) {
  const ChildEnd end = RunInChild([] {
    ForbidSystemCalls();
    syscall(SYS_getpid);
  });
  EXPECT_TRUE(end.was_killed);
}

long MinorFaults() {
  rusage usage;
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_minflt;
}

// Opening touches all of the memory: 192 pages of 4 KiB would otherwise fault while the queue fills for the first time.
TEST_F(VR_PUSH_SUITE, TheFirstLapMeetsNoPageFault) {
  constexpr long kNoise = 20;  // pages of code and stack that happen to be needed for the first time
  static int16_t samples[960];
  const uint64_t source = DoorUnderTest().open(false);
  ASSERT_NE(source, 0u);
  DoorUnderTest().push(source, samples, 480, 2, true);
  const long before = MinorFaults();
  int taken = 0;
  while (DoorUnderTest().push(source, samples, 480, 2, true) == PushOutcome::kTaken) ++taken;
  const long faults = MinorFaults() - before;
  DoorUnderTest().close(source);
  EXPECT_GT(taken, 300);
  EXPECT_LT(faults, kNoise);
}

}  // namespace
}  // namespace vr
