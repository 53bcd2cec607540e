// Walks through every operation of writing a mix with its tracks, plain and encrypted, and lets it fail.
#include <gtest/gtest.h>

#include "native/writer/sealed_samples.h"
#include "support/faulty_file_system.h"
#include "writer/sidecar_facts.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Names = std::vector<std::string>;

constexpr const char* kAacMix = "/captures/a.aac";

struct Scenario {
  const char* name;
  ExistingTarget existing;
  bool has_older;
  bool sealed;
};

class GroupFaults : public testing::TestWithParam<Scenario> {
 protected:
  void SetUp() override {
    if (GetParam().sealed && !CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }

  static CaptureInfo Info() {
    CaptureInfo info = TrackedInfo();
    for (CaptureTrack& track : info.tracks) track.channels = 1;
    return info;
  }
  const SealKey* key() const { return GetParam().sealed ? &key_ : nullptr; }
  Names TracksOf() const {
    const std::string guest = GetParam().sealed ? "/captures/a.remote-1.aac" : "/captures/a.remote-guest.aac";
    return {"/captures/a.local.aac", guest, "/captures/a.remoteMix.aac"};
  }
  std::string PlainOf(MemoryFileSystem& files, const std::string& path) const {
    if (!GetParam().sealed) return files.Get(path);
    Status status;
    bool unfinished = true;
    const std::string plain = ReadSealed(files, path, key_, &status, &unfinished);
    return status.ok() && !unfinished ? plain : "not whole";
  }

  // An older capture of the same tracks, and one of a user who is not there any more.
  void PutOlder(MemoryFileSystem& files) const {
    if (!GetParam().has_older) return;
    CaptureInfo older = Info();
    older.tracks.push_back({SourceKind::kRemote, "left", 1});
    ASSERT_TRUE(WriteHeld(files, kAacMix, ExistingTarget::kRefuse, {"old", "old", "old", "old", "old"}, older).ok());
  }

  // Nothing of the new one; of the old one all but the tracks that had been replaced already.
  void ExpectFailed(MemoryFileSystem& files, const MemoryFileSystem& before, bool at_rename) const {
    size_t lost = 0;
    for (const std::string& path : before.Paths()) {
      if (!files.Exists(path)) ++lost;
      EXPECT_TRUE(!files.Exists(path) || files.Get(path) == before.Get(path)) << path;
    }
    for (const std::string& path : files.Paths()) EXPECT_FALSE(before.Get(path).empty()) << path << " is new";
    EXPECT_EQ(files.Get(kAacMix), before.Get(kAacMix));
    EXPECT_LE(lost, at_rename ? TracksOf().size() : 0);
  }

  void ExpectWritten(MemoryFileSystem& files, const WrittenCapture& written) const {
    EXPECT_EQ(written.track_paths, TracksOf());
    EXPECT_TRUE(PlainOf(files, kAacMix) == audio_[0]);
    for (size_t i = 0; i < TracksOf().size(); ++i) EXPECT_TRUE(PlainOf(files, TracksOf()[i]) == audio_[i + 1]);
    EXPECT_EQ(files.Exists(std::string(kAacMix) + ".features"), !written.features_path.empty());
    EXPECT_EQ(files.Exists(std::string(kAacMix) + ".json"), !written.sidecar_path.empty());
    if (written.sidecar_path.empty()) return;
    const auto facts = ReadSidecarFacts(files.Get(written.sidecar_path));
    ASSERT_TRUE(facts.ok());
    EXPECT_EQ(facts.value().tracks.size(), 3u) << "the new sidecar";
    EXPECT_EQ(facts.value().encrypted, GetParam().sealed);
  }

  const SealKey key_ = KeyOf(1);
  const std::vector<std::string> audio_ = {Adts(9'000, 120), Adts(30, 121), Adts(40, 122), Adts(50, 123)};
};

TEST_P(GroupFaults, NoFaultOfAnyOperationLeavesAHalf) {
  for (const bool for_ever : {false, true}) {
    int written_count = 0;
    for (uint64_t number = 1;; ++number) {
      MemoryFileSystem memory;
      MemoryFileSystem before;
      PutOlder(memory);
      for (const std::string& path : memory.Paths()) before.Put(path, memory.Get(path));
      FaultyFileSystem files(memory);
      files.FailAt(number, ErrorCode::kIoError, for_ever);
      const auto written = WriteHeld(files, kAacMix, GetParam().existing, audio_, Info(), key());
      SCOPED_TRACE("operation " + std::to_string(number) + " (" + files.failed_operation() + ")");
      if (written.ok()) {
        ExpectWritten(memory, written.value());
      } else {
        EXPECT_EQ(written.status().code(), ErrorCode::kIoError);
        ExpectFailed(memory, before, files.failed_operation() == "rename");
      }
      for (const std::string& path : memory.Paths()) {
        EXPECT_EQ(path.find(".part"), std::string::npos) << path;
        EXPECT_EQ(path.find(".tmp"), std::string::npos) << path;
      }
      written_count += written.ok() ? 1 : 0;
      if (files.failed_operation().empty()) break;
      ASSERT_LT(number, 200u);
    }
    EXPECT_GT(written_count, 4) << "those of the companions";
  }
}

TEST_P(GroupFaults, ADiskThatFillsAtAnyByteLeavesWhatWasThere) {
  for (uint64_t room = 0; room < 1'200'000; room += 97'331) {
    MemoryFileSystem memory;
    MemoryFileSystem before;
    PutOlder(memory);
    uint64_t used = 0;
    for (const std::string& path : memory.Paths()) {
      before.Put(path, memory.Get(path));
      used += memory.SizeOf(path);
    }
    memory.SetCanReserve(room % 2 == 0);
    memory.SetCapacity(used + room);
    const auto written = WriteHeld(memory, kAacMix, GetParam().existing, audio_, Info(), key());
    if (written.ok()) {
      ExpectWritten(memory, written.value());
    } else {
      EXPECT_EQ(written.status().code(), ErrorCode::kDiskFull);
      ExpectFailed(memory, before, false);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(CaptureWriter, GroupFaults,
                         testing::Values(Scenario{"Replaces", ExistingTarget::kReplace, true, false},
                                         Scenario{"ReplacesNothing", ExistingTarget::kReplace, false, false},
                                         Scenario{"Refuses", ExistingTarget::kRefuse, false, false},
                                         Scenario{"CountsUp", ExistingTarget::kCountUp, false, false},
                                         Scenario{"ReplacesSealed", ExistingTarget::kReplace, true, true},
                                         Scenario{"CountsUpSealed", ExistingTarget::kCountUp, false, true}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace vr
