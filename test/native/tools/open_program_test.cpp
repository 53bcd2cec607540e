// The program itself, as a shell runs it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>

#include "native/writer/sealed_samples.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

struct Ran {
  int exit_code = -1;
  std::string output;
};

Ran RunOpen(const std::string& arguments) {
  Ran ran;
  FILE* pipe = popen(("'" VR_OPEN_PROGRAM "' " + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return ran;
  char piece[256];
  while (const size_t got = fread(piece, 1, sizeof piece, pipe)) ran.output.append(piece, got);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) ran.exit_code = WEXITSTATUS(status);
  return ran;
}

TEST(OpenProgram, TellsHowItIsUsed) {
  const Ran help = RunOpen("--help");
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.output.find("voice-recorder-open FILE"), std::string::npos);
  EXPECT_EQ(RunOpen("").exit_code, 2);
  EXPECT_EQ(RunOpen("--what").exit_code, 2);
}

TEST(OpenProgram, OpensACaptureIntoAFolder) {
  if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  const TempFolder folder;
  const SealKey key = KeyOf(1);
  const std::string audio = Pcm(1'000, 2);
  CaptureInfo info = WavInfo();
  info.id = "x-1";
  ASSERT_TRUE(
      WriteHeld(PlatformFileSystem(), folder.File("语音 1.wav"), ExistingTarget::kRefuse, {audio}, info, &key).ok());
  folder.Put("key", std::string(32, '\1'));
  const Ran ran = RunOpen("'" + folder.File("语音 1.wav") + "' --key-file '" + folder.File("key") + "' --out '" +
                          folder.path() + "'");
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_EQ(ran.output, folder.File("语音 1-2.wav") + "\n" + folder.File("语音 1-2.wav.json") + "\n");
  EXPECT_TRUE(folder.Get("语音 1-2.wav").substr(80) == audio);
}

}  // namespace
}  // namespace vr
