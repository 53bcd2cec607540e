// Whole captures that are encrypted.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "native/writer/sealed_samples.h"
#include "support/faulty_file_system.h"
#include "writer/retention.h"
#include "writer/sidecar.h"
#include "writer/sidecar_facts.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite
using Json = nlohmann::json;
using Names = std::vector<std::string>;

constexpr const char* kAacSidecar = "/captures/a.aac.json";

// Every text that tells of people or of the game is told by its first letters.
CaptureInfo SecretInfo(Codec codec) {
  CaptureInfo info = TrackedInfo();
  info.format = codec == Codec::kPcm16 ? CaptureFormat{codec, 48000, 1} : CaptureFormat{codec, 32000, 1};
  info.reason = "SECRET reason";
  info.room_id = "SECRET room";
  info.user_id = "SECRET user";
  info.about_json = R"({"game":"SECRET game"})";
  for (CaptureSource& source : info.sources) source.user_id = source.label = "SECRET source";
  info.markers = {{16, "SECRET label", "SECRET name", R"({"SECRET":1})", true}};
  info.statistics = {{0, R"({"SECRET":2})"}};
  info.problems = {"SECRET problem"};
  for (CaptureTrack& track : info.tracks) {
    track.user_id = "SECRET track";
    track.channels = 1;
  }
  return info;
}

class SealedCapture : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  Result<WrittenCapture> Write(FileSystem& files, const std::string& path, const std::vector<std::string>& audio,
                               const CaptureInfo& info, ExistingTarget existing = ExistingTarget::kRefuse) {
    return WriteHeld(files, path, existing, audio, info, &key_);
  }
  const SealKey key_ = KeyOf(1);
  MemoryFileSystem files_;
};

TEST_F(SealedCapture, ComesBackWithItsKey) {
  for (const Codec codec : {Codec::kPcm16, Codec::kAacLc}) {
    MemoryFileSystem files;
    const bool is_wav = codec == Codec::kPcm16;
    std::vector<std::string> audio;
    for (int i = 0; i < 4; ++i) audio.push_back(is_wav ? Pcm(100'000 + i, 1, 40'000 + i) : Adts(1'000, 200 + i));
    const std::string path = is_wav ? "/captures/a.wav" : kAac;
    const std::string suffix = is_wav ? ".wav" : ".aac";
    const auto written = Write(files, path, audio, SecretInfo(codec));
    ASSERT_TRUE(written.ok()) << written.status().message();
    EXPECT_EQ(written.value().track_paths,
              (Names{"/captures/a.local" + suffix, "/captures/a.remote-1" + suffix, "/captures/a.remoteMix" + suffix}));
    EXPECT_EQ(written.value().file_bytes, files.SizeOf(path));
    Names paths = written.value().track_paths;
    paths.insert(paths.begin(), path);
    for (size_t i = 0; i < paths.size(); ++i) {
      Status status;
      bool unfinished = true;
      EXPECT_TRUE(ReadSealed(files, paths[i], key_, &status, &unfinished) == audio[i]) << paths[i];
      EXPECT_TRUE(status.ok() && !unfinished);
    }
  }
}

TEST_F(SealedCapture, NoFileOfItTellsOfPeopleOrOfTheGame) {
  for (const Codec codec : {Codec::kPcm16, Codec::kAacLc}) {
    MemoryFileSystem files;
    const std::string audio = "SECRET audio";
    ASSERT_TRUE(
        Write(files, codec == Codec::kPcm16 ? "/captures/a.wav" : kAac, {audio, audio, audio, audio}, SecretInfo(codec))
            .ok());
    EXPECT_EQ(files.Paths().size(), 6u);
    for (const std::string& path : files.Paths()) {
      EXPECT_EQ(path.find("SECRET"), std::string::npos) << path;
      EXPECT_EQ(files.Get(path).find("SECRET"), std::string::npos) << path;
    }
  }
}

TEST_F(SealedCapture, ItsFeatureFileIsAContainer) {
  const CaptureInfo info = SecretInfo(Codec::kAacLc);
  ASSERT_TRUE(Write(files_, kAac, {"", "", "", ""}, info).ok());
  MemoryFileSystem plain;
  ASSERT_TRUE(WriteHeld(plain, kAac, ExistingTarget::kRefuse, {"", "", "", ""}, info).ok());
  Status status;
  const std::string features = ReadSealed(files_, "/captures/a.aac.features", key_, &status);
  EXPECT_TRUE(status.ok());
  EXPECT_TRUE(features == plain.Get("/captures/a.aac.features"));
  EXPECT_EQ(Le(files_.Get("/captures/a.aac.features"), 8, 1), 3u) << "its kind";
}

TEST_F(SealedCapture, ItsSidecarTellsOfTheFilesAndSealsTheRest) {
  ASSERT_TRUE(Write(files_, kAac, {"", "", "", ""}, SecretInfo(Codec::kAacLc)).ok());
  const Json sidecar = ParseJson(files_.Get(kAacSidecar));
  Names keys;
  for (const auto& [key, value] : sidecar.items()) keys.push_back(key);
  EXPECT_EQ(keys, (Names{"bitRate",     "channels",         "durability", "durationSeconds", "encoder",
                         "encrypted",   "features",         "file",       "fileBytes",       "fileFrames",
                         "format",      "generator",        "id",         "layout",          "origin",
                         "sampleRate",  "startMonotonicMs", "startedAt",  "startedAtUnixMs", "tracks",
                         "validFrames", "validStart",       "version"}));
  EXPECT_EQ(sidecar["tracks"][1]["file"], "a.remote-1.aac");
  EXPECT_EQ(sidecar["tracks"][1]["user"], "");
  EXPECT_EQ(sidecar["encrypted"]["algorithm"], "xchacha20poly1305");
  EXPECT_EQ(sidecar["encrypted"]["keyCheck"].get<std::string>().size(), 16u);
  EXPECT_EQ(sidecar["encrypted"]["salt"].get<std::string>().size(), 32u);
  EXPECT_TRUE(ReadSidecarFacts(files_.Get(kAacSidecar)).value().encrypted);
}

TEST_F(SealedCapture, ItsSidecarOpensToThePlainOne) {
  const CaptureInfo info = SecretInfo(Codec::kAacLc);
  ASSERT_TRUE(Write(files_, kAac, {"", "", "", ""}, info).ok());
  const auto opened = OpenSealedSidecar(files_.Get(kAacSidecar), key_);
  ASSERT_TRUE(opened.ok()) << opened.status().message();
  const Json plain = ParseJson(opened.value());
  EXPECT_EQ(plain["room"], "SECRET room");
  EXPECT_EQ(plain["tracks"][1]["user"], "SECRET track");
  EXPECT_EQ(plain["tracks"][1]["file"], "a.remote-1.aac");
  EXPECT_EQ(plain["fileBytes"], files_.SizeOf(kAac));
  EXPECT_TRUE(plain["encrypted"].is_null());
  EXPECT_EQ(plain["markers"][0]["data"], ParseJson(R"({"SECRET":1})"));
}

TEST_F(SealedCapture, ASidecarThatDoesNotOpenSaysWhy) {
  ASSERT_TRUE(Write(files_, kAac, {"", "", "", ""}, SecretInfo(Codec::kAacLc)).ok());
  const Json sidecar = ParseJson(files_.Get(kAacSidecar));
  const auto code = [&](const std::string& key, const Json& value) {
    Json changed = sidecar;
    changed["encrypted"][key] = value;
    return OpenSealedSidecar(JsonText(changed), key_).status().code();
  };
  std::string sealed = sidecar["encrypted"]["sealed"];
  sealed[10] = sealed[10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(code("sealed", sealed), ErrorCode::kDamaged);
  EXPECT_EQ(code("sealed", "no base64!"), ErrorCode::kDamaged);
  EXPECT_EQ(code("sealed", ""), ErrorCode::kDamaged);
  EXPECT_EQ(code("salt", "00"), ErrorCode::kDamaged);
  EXPECT_EQ(code("salt", 7), ErrorCode::kDamaged);
  EXPECT_EQ(code("keyCheck", "0000000000000000"), ErrorCode::kWrongKey);
  EXPECT_EQ(code("algorithm", "rot13"), ErrorCode::kNotSupported);
  Json other = sidecar;
  other["id"] = "of another capture";
  EXPECT_EQ(OpenSealedSidecar(JsonText(other), key_).status().code(), ErrorCode::kDamaged);
  EXPECT_EQ(OpenSealedSidecar(files_.Get(kAacSidecar), KeyOf(2)).status().code(), ErrorCode::kWrongKey);
  other["encrypted"] = nullptr;
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), JsonText(other), std::string(R"({"encrypted":[]})")}) {
    EXPECT_EQ(OpenSealedSidecar(text, key_).status().code(), ErrorCode::kInvalidArgument) << text;
  }
}

TEST_F(SealedCapture, RetentionRemovesItWithItsTracks) {
  const CaptureInfo info = SecretInfo(Codec::kAacLc);
  ASSERT_TRUE(Write(files_, kAac, {"", "", "", ""}, info).ok());
  RetentionLimits limits;
  limits.max_age_s = 1;
  EXPECT_EQ(ApplyRetention(files_, "/captures", limits, {}, info.start_unix_ms + 10'000), Names{kAac});
  EXPECT_TRUE(files_.Paths().empty());
}

TEST_F(SealedCapture, CompanionsOfARecordingAreSealedToo) {
  files_.Put(kAac, "audio");
  const WrittenCapture written = WriteCompanions(files_, {{kAac, 5}, {}}, SecretInfo(Codec::kAacLc), nullptr, &key_);
  EXPECT_EQ(written.sidecar_path, kAacSidecar);
  for (const std::string& path : files_.Paths()) {
    EXPECT_EQ(files_.Get(path).find("SECRET"), std::string::npos) << path;
  }
}

// The names that a plain capture would have are not looked at.
TEST_F(SealedCapture, RefusesAndCountsPastItsOwnNames) {
  const CaptureInfo info = SecretInfo(Codec::kAacLc);
  files_.Put("/captures/a.remote-1.aac", "old");
  EXPECT_EQ(Write(files_, kAac, {"", "", "", ""}, info).status().code(), ErrorCode::kAlreadyExists);
  const auto counted = Write(files_, kAac, {"", "", "", ""}, info, ExistingTarget::kCountUp);
  EXPECT_EQ(counted.value().track_paths[1], "/captures/a-2.remote-1.aac");
}

}  // namespace
}  // namespace vr
