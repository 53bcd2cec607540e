// A recovery that a disk stops at any operation, once or for good, or that is killed there, is finished by the next
// one: nothing is lost, nothing is there twice.
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

namespace vr_test {
namespace {

using vr::SourceKind;

constexpr int kRate = 16000;

const std::vector<uint8_t> kKey(vr::kSealKeyBytes, 7);

enum class Fault { kOnce, kForGood, kKill };

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
    vr::test::FaultyFileSystem disk(vr::PlatformFileSystem());
    if (GetParam().fault != Fault::kKill) {
      disk.FailAt(n, vr::ErrorCode::kIoError, GetParam().fault == Fault::kForGood);
      Recover(folder, disk);
      *operation = disk.failed_operation();
      return !operation->empty();
    }
    const pid_t child = ::fork();
    if (child == 0) {
      uint64_t operations = 0;
      disk.SetHook([&operations, n](const std::string&) {
        if (++operations == n) ::_exit(9);
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
    const int64_t first = wav.samples[0] - 1;
    for (size_t i = 0; i < wav.samples.size(); ++i) {
      ASSERT_EQ(wav.samples[i], Counting(first + static_cast<int64_t>(i))) << path << " " << i;
    }
  }
};

TEST_P(RecoveryFaults, TheNextOneFinishesIt) {
  const Case& at = GetParam();
  if (at.encrypted && !vr::CanSeal()) GTEST_SKIP() << "SKIPPED: this build cannot encrypt";
  bool more = true;
  for (uint64_t n = 1; more; ++n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    TemporaryFolder folder;
    std::filesystem::create_directory(folder / "rings");
    std::filesystem::create_directory(folder / "captures");
    Die(folder.path());
    std::string operation;
    more = Stop(folder.path(), n, &operation);
    Recover(folder.path(), vr::PlatformFileSystem());
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

const std::vector<std::string> kOfACycle = {
    "d.local.wav",         "d.wav",         "d.wav.features",         "d.wav.json",
    "recovered.local.wav", "recovered.wav", "recovered.wav.features", "recovered.wav.json"};
const std::vector<std::string> kOfASealedCycle = kOfACycle;
const std::vector<std::string> kOfRealTime = {"a.local.wav", "a.wav", "a.wav.features", "a.wav.json"};

INSTANTIATE_TEST_SUITE_P(All, RecoveryFaults,
                         ::testing::Values(Case{"cycle_once", 20, Fault::kOnce, false, kOfACycle},
                                           Case{"cycle_for_good", 20, Fault::kForGood, false, kOfACycle},
                                           Case{"cycle_kill", 20, Fault::kKill, false, kOfACycle},
                                           Case{"sealed_cycle_kill", 20, Fault::kKill, true, kOfASealedCycle},
                                           Case{"real_time_once", 0, Fault::kOnce, false, kOfRealTime},
                                           Case{"real_time_for_good", 0, Fault::kForGood, false, kOfRealTime},
                                           Case{"real_time_kill", 0, Fault::kKill, false, kOfRealTime},
                                           Case{"sealed_real_time_kill", 0, Fault::kKill, true, kOfRealTime}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace vr_test
