// A recovery that a disk stops at any operation, once or for good, that is killed there, or whose machine loses its
// power there, is finished by the next one: nothing is lost, nothing is there twice.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/sealing.h"
#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"
#include "support/long_form.h"
#include "support/power_cut_file_system.h"

namespace vr_test {
namespace {

using vr::SourceKind;

// Of the operations every one in the long form, otherwise every third.
const uint64_t kStep = vr::test::IsLongForm() ? 1 : 3;

const std::vector<uint8_t> kKey(vr::kSealKeyBytes, 7);

enum class Fault { kOnce, kForGood, kKill, kPowerCut, kPowerCutWithNames };

struct Case {
  const char* name;
  int cycle_time_s;
  Fault fault;
  bool encrypted;
  std::vector<std::string> files;  // in the end
};

void PrintTo(const Case& at, std::ostream* os) {
  *os << at.name;
}

class RecoveryFaults : public ::testing::TestWithParam<Case> {
 protected:
  void Die(const std::string& folder) {
    vr::RecorderOptions options = Options(folder);
    LiveAndBeKilled(options, [&](Harness& harness) {
      harness.recorder().EnterRoom("room", "me");
      harness.Open(SourceKind::kLocal, "me", kRate, Counting);
      const std::string path = folder + "/captures/a.wav";
      vr::TaskRequest request;
      request.file_path = path.c_str();
      request.sample_rate_hz = kRate;
      request.cycle_time_s = static_cast<uint32_t>(GetParam().cycle_time_s);
      request.tracks = 1;
      if (GetParam().encrypted) request.encryption_key = kKey.data();
      EXPECT_TRUE(harness.Start(request).ok());
      harness.Run(3.0);
      if (GetParam().cycle_time_s == 0) return;
      vr::DumpRequest dump;
      dump.last_s = 2;
      dump.after_s = 9;
      dump.path = folder + "/captures/d.wav";
      uint64_t id = 0;
      EXPECT_TRUE(harness.recorder().Dump(dump, &id).ok());
      harness.Run(1.0);
    });
  }
  // What a life leaves behind in `folder`. That of a cycle is kept in `left` and comes from there the next time, a copy
  // at the same paths; a recording in real time must be the very file that the ring knows.
  void Leave(const std::string& folder, const std::string& left) {
    namespace fs = std::filesystem;
    fs::remove_all(folder);
    if (!fs::is_empty(left)) return fs::copy(left, folder, fs::copy_options::recursive);
    fs::create_directories(folder + "/rings");
    fs::create_directory(folder + "/captures");
    Die(folder);
    if (GetParam().cycle_time_s > 0) fs::copy(folder, left, fs::copy_options::recursive);
  }
  static vr::RecorderOptions Options(const std::string& folder) {
    vr::RecorderOptions options;
    options.recovery_folder = folder + "/rings";
    options.captures_folder = folder + "/captures";
    options.name_template = "{reason}";
    options.min_free_bytes = 0;
    return options;
  }
  static void Recover(const std::string& folder, vr::FileSystem& files) {
    Harness next(Options(folder), files);
    EXPECT_TRUE(next.recorder().Recover(GetParam().encrypted ? kKey.data() : nullptr).ok());
    next.RunSilent(0.05);
  }
  // Whether a recovery comes as far as its n-th operation, where it is stopped.
  static bool Stop(const std::string& folder, uint64_t n, std::string* operation) {
    vr::test::PowerCutFileSystem power(vr::PlatformFileSystem());
    vr::test::FaultyFileSystem disk(power);
    const Fault fault = GetParam().fault;
    if (fault == Fault::kOnce || fault == Fault::kForGood) {
      disk.FailAt(n, vr::ErrorCode::kIoError, fault == Fault::kForGood);
      Recover(folder, disk);
      *operation = disk.failed_operation();
      return !operation->empty();
    }
    const pid_t child = ::fork();
    if (child == 0) {
      uint64_t operations = 0;
      disk.SetHook([&](const std::string&) {
        if (++operations != n) return;
        if (fault != Fault::kKill) power.Cut(fault == Fault::kPowerCutWithNames);
        ::_exit(9);
      });
      Recover(folder, disk);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 9;
  }
  static std::vector<std::string> NamesIn(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  static void ExpectVoice(const std::string& path) {
    const WavFile wav = ReadWav(path);
    ASSERT_GE(wav.samples.size(), static_cast<size_t>(2.5 * kRate)) << path;
    ASSERT_EQ(BreakInCounting(wav.samples, wav.samples[0] - 1), "") << path;
  }
};

TEST_P(RecoveryFaults, TheNextOneFinishesIt) {
  const Case& at = GetParam();
  if (at.encrypted && !vr::CanSeal()) GTEST_SKIP() << "SKIPPED: this build cannot encrypt";
  const TemporaryFolder folder;
  const TemporaryFolder left;
  bool more = true;
  for (uint64_t n = 1; more; n += kStep) {
    SCOPED_TRACE("operation " + std::to_string(n));
    Leave(folder.path(), left.path());
    std::string operation;
    more = Stop(folder.path(), n, &operation);
    vr::test::PowerCutFileSystem whole(vr::PlatformFileSystem());
    Recover(folder.path(), whole);
    ASSERT_EQ(NamesIn(folder / "captures"), at.files) << operation;
    ASSERT_EQ(NamesIn(folder / "rings"), std::vector<std::string>()) << operation;
    for (const std::string& name : at.files) {
      if (at.encrypted) break;
      if (std::filesystem::path(name).extension() == ".wav") ExpectVoice(folder / ("captures/" + name));
    }
    ASSERT_FALSE(HasFatalFailure());
    ASSERT_LT(n, 2000u);
  }
}

// A dump in the living process; the machine loses its power at any operation from the call on. The audio of a dump that
// was told as done is there, under the dump's name.
TEST(PowerCut, TakesNoDumpThatWasTold) {
  bool more = true;
  for (uint64_t n = 1; more; ++n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    TemporaryFolder rings;
    TemporaryFolder captures;
    vr::RecorderOptions options;
    options.recovery_folder = rings.path();
    options.captures_folder = captures.path();
    options.min_free_bytes = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      vr::test::PowerCutFileSystem power(vr::PlatformFileSystem());
      vr::test::FaultyFileSystem disk(power);
      Harness harness(options, disk);
      harness.recorder().EnterRoom("room", "me");
      harness.Open(SourceKind::kLocal, "me", kRate, Counting);
      harness.Start(captures / "a.wav", 10, kRate);
      harness.Run(3.0);
      harness.TakeEvents();
      uint64_t operations = 0;
      disk.SetHook([&](const std::string&) {
        if (++operations != n) return;
        const bool told = FindEvent(harness.TakeEvents(), vr::EventKind::kDumpDone) != nullptr;
        power.Cut(n % 2 == 0);
        ::_exit(told ? 8 : 9);
      });
      harness.Dump(2.0, captures / "d.wav");
      harness.Run(0.5);
      ::_exit(FindEvent(harness.TakeEvents(), vr::EventKind::kDumpDone) != nullptr ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) != 1);
    more = WEXITSTATUS(status) != 0;
    vr::test::PowerCutFileSystem whole(vr::PlatformFileSystem());
    Harness next(options, whole);
    EXPECT_TRUE(next.recorder().Recover(nullptr).ok());
    next.RunSilent(0.05);
    if (WEXITSTATUS(status) != 9) {
      ASSERT_EQ(ReadWav(captures / "d.wav").samples.size(), size_t{2 * kRate});
    }
    for (const std::string& name : captures.names()) {
      if (std::filesystem::path(name).extension() != ".wav") continue;
      const WavFile wav = ReadWav(captures / name);
      // What a dump had not heard when the process ended is missing at its end.
      ASSERT_GE(wav.samples.size(), static_cast<size_t>(1.5 * kRate)) << name;
      ASSERT_EQ(BreakInCounting(wav.samples, wav.samples[0] - 1), "") << name;
    }
    ASSERT_LT(n, 2000u);
  }
}

// The last file of a task, and what stands beside it.
TEST(PowerCut, TakesNoFileWhoseRingIsGone) {
  for (const uint32_t cycle_time_s : {10u, 0u}) {
    TemporaryFolder rings;
    vr::RecorderOptions options;
    options.recovery_folder = rings.path();
    options.min_free_bytes = 0;
    vr::test::PowerCutFileSystem power(vr::PlatformFileSystem());
    std::vector<std::string> at_risk;
    int removed = 0;
    power.SetRemoveHook([&](const std::string& path) {
      if (path.compare(0, rings.path().size(), rings.path()) != 0) return;
      ++removed;
      for (const std::string& file : power.AtRisk()) {
        if (file.compare(0, rings.path().size(), rings.path()) != 0) at_risk.push_back(file);
      }
    });
    Harness harness(options, power);
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", static_cast<int>(cycle_time_s), kRate).ok());
    harness.Run(3.0);
    removed = 0;
    harness.recorder().Stop();
    harness.Settle();
    EXPECT_GT(removed, 0);
    EXPECT_EQ(rings.names(), std::vector<std::string>());
    EXPECT_EQ(at_risk, std::vector<std::string>()) << cycle_time_s;
  }
}

// "what is held is brought to the disk": of a recording in real time, too.
TEST(PowerCut, FindsARecordingInRealTimeOnTheDiskWhileTheAppIsAway) {
  vr::test::PowerCutFileSystem power(vr::PlatformFileSystem());
  vr::test::FaultyFileSystem disk(power);
  int syncs = 0;
  Harness harness({}, disk);
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Counting);
  ASSERT_TRUE(harness.Start(harness.folder() / "a.wav", 0, kRate).ok());
  harness.Run(2.0);
  disk.SetHook([&](const std::string& operation) { syncs += operation == "sync" ? 1 : 0; });
  ASSERT_TRUE(harness.recorder().Notify(vr::Notice::kBackground, "").ok());
  harness.Run(3.0);
  EXPECT_GE(syncs, 3);
  ASSERT_TRUE(harness.recorder().Notify(vr::Notice::kForeground, "").ok());
  syncs = 0;
  harness.Run(3.0);
  EXPECT_EQ(syncs, 0);
}

const std::vector<std::string> kOfACycle = {
    "d.local.wav",         "d.wav",         "d.wav.features",         "d.wav.json",
    "recovered.local.wav", "recovered.wav", "recovered.wav.features", "recovered.wav.json"};
const std::vector<std::string> kOfASealedCycle = kOfACycle;
const std::vector<std::string> kOfRealTime = {"a.local.wav", "a.wav", "a.wav.features", "a.wav.json"};

INSTANTIATE_TEST_SUITE_P(
    All, RecoveryFaults,
    ::testing::Values(Case{"cycle_once", 20, Fault::kOnce, false, kOfACycle},
                      Case{"cycle_for_good", 20, Fault::kForGood, false, kOfACycle},
                      Case{"cycle_kill", 20, Fault::kKill, false, kOfACycle},
                      Case{"cycle_power_cut", 20, Fault::kPowerCut, false, kOfACycle},
                      Case{"cycle_power_cut_with_names", 20, Fault::kPowerCutWithNames, false, kOfACycle},
                      Case{"sealed_cycle_power_cut", 20, Fault::kPowerCut, true, kOfASealedCycle},
                      Case{"sealed_cycle_kill", 20, Fault::kKill, true, kOfASealedCycle},
                      Case{"real_time_once", 0, Fault::kOnce, false, kOfRealTime},
                      Case{"real_time_for_good", 0, Fault::kForGood, false, kOfRealTime},
                      Case{"real_time_kill", 0, Fault::kKill, false, kOfRealTime},
                      Case{"real_time_power_cut", 0, Fault::kPowerCutWithNames, false, kOfRealTime},
                      Case{"sealed_real_time_kill", 0, Fault::kKill, true, kOfRealTime}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace vr_test
