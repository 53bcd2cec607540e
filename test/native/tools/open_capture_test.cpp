#include "tools/open_capture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "native/writer/sealed_samples.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Names = std::vector<std::string>;

class OpenCaptureTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
    folder_.Put("key", std::string(32, '\1'));
    out_ = folder_.File("out");
    std::filesystem::create_directory(out_);
  }

  CaptureInfo Info(Codec codec) const {
    CaptureInfo info = TrackedInfo();
    if (codec == Codec::kPcm16) info.format = {codec, 48000, 1};
    for (CaptureTrack& track : info.tracks) track.channels = 1;
    return info;
  }
  // A capture of the mix and three tracks.
  void Write(const std::string& path, const CaptureInfo& info, bool sealed) const {
    const SealKey key = KeyOf(1);
    ASSERT_TRUE(WriteHeld(PlatformFileSystem(), path, ExistingTarget::kRefuse, Audio(info.format.codec), info,
                          sealed ? &key : nullptr)
                    .ok());
  }
  static std::vector<std::string> Audio(Codec codec) {
    std::vector<std::string> audio;
    for (int i = 0; i < 4; ++i)
      audio.push_back(codec == Codec::kPcm16 ? Pcm(90'000, 1, 40'000 + i) : Adts(99, 200 + i));
    return audio;
  }

  int Open(const std::string& file, const std::string& key = "key", const std::string& out = "out") {
    OpenArguments arguments;
    arguments.file = folder_.File(file);
    arguments.key_file = key.empty() ? "" : folder_.File(key);
    arguments.out = folder_.File(out);
    said_.str("");
    complained_.str("");
    Console console{said_, complained_};
    return OpenCapture(PlatformFileSystem(), arguments, console);
  }
  Names Out() const {
    Names names;
    for (const auto& entry : std::filesystem::directory_iterator(out_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string Got(const std::string& name) const { return folder_.Get("out/" + name); }
  bool Complained(const std::string& what) const { return complained_.str().find(what) != std::string::npos; }

  const TempFolder folder_;
  std::string out_;
  std::ostringstream said_;
  std::ostringstream complained_;
};

// What comes out is what would have been written without a key.
TEST_F(OpenCaptureTest, GivesTheFilesThatAPlainCaptureHas) {
  for (const Codec codec : {Codec::kPcm16, Codec::kAacLc}) {
    const std::string suffix = codec == Codec::kPcm16 ? ".wav" : ".aac";
    const TempFolder plain;
    Write(folder_.File("a" + suffix), Info(codec), true);
    Write(plain.File("a" + suffix), Info(codec), false);
    EXPECT_EQ(Open("a" + suffix), kExitFine) << complained_.str();
    EXPECT_EQ(complained_.str(), "");
    EXPECT_EQ(Out(), plain.Names());
    for (const std::string& name : plain.Names()) {
      EXPECT_TRUE(Got(name) == plain.Get(name)) << name;
      EXPECT_NE(said_.str().find(out_ + "/" + name + "\n"), std::string::npos) << name;
      std::filesystem::remove(out_ + "/" + name);
    }
  }
}

TEST_F(OpenCaptureTest, NothingIsEverReplaced) {
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  EXPECT_EQ(Open("a.aac"), kExitFine);
  EXPECT_EQ(Open("a.aac"), kExitFine);
  EXPECT_EQ(Out(), (Names{"a-2.aac", "a-2.aac.features", "a-2.aac.json", "a-2.local.aac", "a-2.remote-guest.aac",
                          "a-2.remoteMix.aac", "a.aac", "a.aac.features", "a.aac.json", "a.local.aac",
                          "a.remote-guest.aac", "a.remoteMix.aac"}));
  EXPECT_NE(Got("a-2.aac.json").find("a-2.remote-guest.aac"), std::string::npos) << "the sidecar names its own files";
  folder_.Put("out/a-3.aac.json", "somebody's");
  EXPECT_EQ(Open("a.aac"), kExitFine);
  EXPECT_EQ(Got("a-3.aac.json"), "somebody's");
  EXPECT_NE(Got("a-4.aac"), "");
}

TEST_F(OpenCaptureTest, TheSidecarStandsForItsCapture) {
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  EXPECT_EQ(Open("a.aac.json"), kExitFine) << complained_.str();
  EXPECT_EQ(Out().size(), 6u);
}

TEST_F(OpenCaptureTest, ATrackOrAFeatureFileOpensAlone) {
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  EXPECT_EQ(Open("a.remote-1.aac"), kExitFine);
  EXPECT_TRUE(Complained("there is no sidecar"));
  EXPECT_TRUE(Got("a.remote-1.aac") == Audio(Codec::kAacLc)[2]);
  EXPECT_EQ(Open("a.aac.features"), kExitFine);
  EXPECT_EQ(Got("a.aac.features").substr(0, 4), "VRFT");
}

TEST_F(OpenCaptureTest, AWrongOrMissingKeyIsTold) {
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  folder_.Put("other", std::string(32, '\2'));
  folder_.Put("short", "abc");
  EXPECT_EQ(Open("a.aac", "other"), kExitUnreadable);
  EXPECT_TRUE(Complained("encrypted with another key"));
  EXPECT_EQ(Open("a.aac", "short"), kExitUnreadable);
  EXPECT_TRUE(Complained("is no key"));
  EXPECT_EQ(Open("a.aac", "none"), kExitUnreadable);
  EXPECT_EQ(Open("a.aac", ""), kExitUsage);
  EXPECT_TRUE(Complained("--key-file KEY is expected"));
  EXPECT_TRUE(Out().empty());
}

TEST_F(OpenCaptureTest, WhatIsDamagedIsOpenedUpToThere) {
  Write(folder_.File("a.wav"), Info(Codec::kPcm16), true);
  std::string bytes = folder_.Get("a.wav");
  bytes[128 + 65'556 + 1'000] ^= 1;
  folder_.Put("a.wav", bytes);
  EXPECT_EQ(Open("a.wav"), kExitUnreadable);
  EXPECT_TRUE(Complained("chunk 1 is not as it was written")) << complained_.str();
  EXPECT_TRUE(Got("a.wav").substr(80) == Audio(Codec::kPcm16)[0].substr(0, 65'536));
  EXPECT_EQ(Out().size(), 6u) << "all else is there";
}

TEST_F(OpenCaptureTest, AFileThatWasNotFinishedIsOpenedAndTold) {
  Write(folder_.File("a.wav"), Info(Codec::kPcm16), true);
  const std::string bytes = folder_.Get("a.wav");
  folder_.Put("a.wav", bytes.substr(0, bytes.size() - 20));
  EXPECT_EQ(Open("a.wav"), kExitFine);
  EXPECT_TRUE(Complained("was not finished"));
  EXPECT_TRUE(Got("a.wav").substr(80) == Audio(Codec::kPcm16)[0]);
}

TEST_F(OpenCaptureTest, PartsThatDoNotOpenAreToldAndLeftOut) {
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  Write(
      folder_.File("b.aac"),
      [this] {
        CaptureInfo other = Info(Codec::kAacLc);
        other.id = "another";
        return other;
      }(),
      true);
  folder_.Put("a.aac.features", folder_.Get("b.aac.features"));
  folder_.Put("a.remote-1.aac", "no container");
  std::filesystem::remove(folder_.File("a.local.aac"));
  EXPECT_EQ(Open("a.aac"), kExitUnreadable);
  EXPECT_TRUE(Complained("a.aac.features belongs to another capture"));
  EXPECT_TRUE(Complained("a.remote-1.aac: this is no encrypted file"));
  EXPECT_TRUE(Complained("a.local.aac"));
  EXPECT_EQ(Out(), (Names{"a.aac", "a.aac.json", "a.remoteMix.aac"}));
  EXPECT_EQ(Got("a.aac.json").find("guest\","), Got("a.aac.json").rfind("guest\","))
      << "no track of the guest is listed";
  folder_.Put("a.aac.json", folder_.Get("b.aac.json"));
  EXPECT_EQ(Open("a.aac"), kExitUnreadable);
  EXPECT_TRUE(Complained("a.aac.json belongs to another capture"));
}

TEST_F(OpenCaptureTest, WhatIsNotThereOrNotEncryptedIsTold) {
  folder_.Put("plain.wav", "RIFF");
  EXPECT_EQ(Open("plain.wav"), kExitUnreadable);
  EXPECT_TRUE(Complained("is not encrypted"));
  EXPECT_EQ(Open("none.wav"), kExitUnreadable);
  EXPECT_TRUE(Complained("none.wav"));
  Write(folder_.File("a.aac"), Info(Codec::kAacLc), true);
  EXPECT_EQ(Open("a.aac", "key", "no-folder"), kExitEnvironment);
  EXPECT_TRUE(Complained("no-folder"));
}

}  // namespace
}  // namespace vr
