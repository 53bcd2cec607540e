// Walks through every operation of writing a capture and lets it fail.
#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"
#include "support/faulty_file_system.h"
#include "support/memory_file_system.h"
#include "writer/capture_writer.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Names = std::vector<std::string>;

constexpr const char* kTarget = "/captures/a.aac";
constexpr const char* kOldSidecar = "/captures/a.aac.json";
constexpr const char* kOldFeatures = "/captures/a.aac.features";

struct Outcome {
  bool failed_anywhere = false;
  bool written = false;
};

void ExpectUntouched(const MemoryFileSystem& memory, const std::string& context) {
  EXPECT_EQ(memory.Paths(), (Names{kTarget, kOldFeatures, kOldSidecar})) << context;
  EXPECT_EQ(memory.Get(kTarget), "old audio") << context;
  EXPECT_EQ(memory.Get(kOldSidecar), "old sidecar") << context;
  EXPECT_EQ(memory.Get(kOldFeatures), "old features") << context;
}

// The audio is there; each companion is the new one, or absent.
void ExpectWritten(const MemoryFileSystem& memory, const WrittenCapture& written, const std::string& audio,
                   const std::string& context) {
  EXPECT_EQ(memory.Get(kTarget), audio) << context;
  Names expected = {kTarget};
  if (!written.features_path.empty()) expected.push_back(kOldFeatures);
  if (!written.sidecar_path.empty()) expected.push_back(kOldSidecar);
  EXPECT_EQ(memory.Paths(), expected) << context;
  EXPECT_EQ(memory.Get(kOldFeatures).substr(0, 4), written.features_path.empty() ? "" : "VRFT") << context;
  if (written.sidecar_path.empty()) return;
  EXPECT_EQ(memory.Get(kOldSidecar).back(), '\n') << context;
  const bool names_features = memory.Get(kOldSidecar).find("a.aac.features") != std::string::npos;
  EXPECT_EQ(names_features, !written.features_path.empty()) << context;
}

Outcome WriteWithFault(uint64_t number, ErrorCode code, bool for_ever) {
  MemoryFileSystem memory;
  memory.Put(kTarget, "old audio");
  memory.Put(kOldSidecar, "old sidecar");
  memory.Put(kOldFeatures, "old features");
  FaultyFileSystem files(memory);
  files.FailAt(number, code, for_ever);
  const std::string audio = Adts(20'000, 120);
  const auto written = WriteHeld(files, kTarget, ExistingTarget::kReplace, {audio}, FullInfo());
  const std::string context = "operation " + std::to_string(number) + " (" + files.failed_operation() + ")" +
                              (for_ever ? " and all later ones" : "");
  if (written.ok()) {
    ExpectWritten(memory, written.value(), audio, context);
  } else {
    EXPECT_EQ(written.status().code(), code) << context;
    EXPECT_FALSE(written.status().message().empty()) << context;
    ExpectUntouched(memory, context);
  }
  return {!files.failed_operation().empty(), written.ok()};
}

class WriterFaults : public testing::TestWithParam<ErrorCode> {};

// "When it fails, neither the target nor the part file is left behind, and what stood at the target stands there
// still."
TEST_P(WriterFaults, NoFaultOfAnyOperationDamagesAnything) {
  for (const bool for_ever : {false, true}) {
    int failed = 0;
    uint64_t number = 1;
    for (;; ++number) {
      const Outcome outcome = WriteWithFault(number, GetParam(), for_ever);
      if (!outcome.failed_anywhere) break;
      if (!outcome.written) ++failed;
      ASSERT_LT(number, 100u);
    }
    // Check, open, reserve, three appends, a look into the old sidecar and the rename of the audio, then open, append
    // and rename of two companions.
    EXPECT_EQ(number, 15u) << "each operation was reached";
    EXPECT_EQ(failed, for_ever ? 8 : 7) << "all up to the rename of the audio must fail the whole, but for the look";
  }
}

INSTANTIATE_TEST_SUITE_P(CaptureWriter, WriterFaults,
                         testing::Values(ErrorCode::kDiskFull, ErrorCode::kIoError, ErrorCode::kPermissionDenied));

TEST(WriterFullDisk, ADiskThatFillsAtAnyByteLeavesTheOldCapture) {
  const std::string audio = Adts(10, 120);
  for (const bool can_reserve : {false, true}) {
    for (uint64_t room = 0; room < audio.size(); room += 37) {
      MemoryFileSystem memory;
      memory.Put(kTarget, "old audio");
      memory.SetCanReserve(can_reserve);
      memory.SetCapacity(9 + room);
      const auto written = WriteHeld(memory, kTarget, ExistingTarget::kReplace, {audio}, AacInfo());
      EXPECT_EQ(written.status().code(), ErrorCode::kDiskFull);
      EXPECT_EQ(memory.Paths(), Names{kTarget});
      EXPECT_EQ(memory.Get(kTarget), "old audio");
    }
  }
}

TEST(WriterFullDisk, AudioThatFitsIsKeptWhenItsCompanionsDoNot) {
  const std::string audio = Adts(10, 120);
  MemoryFileSystem memory;
  memory.SetCapacity(audio.size() + 100);
  const auto written = WriteHeld(memory, kTarget, ExistingTarget::kRefuse, {audio}, FullInfo());
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written.value().sidecar_path, "");
  EXPECT_EQ(written.value().features_path, "");
  EXPECT_EQ(memory.Paths(), Names{kTarget});
}

}  // namespace
}  // namespace vr
