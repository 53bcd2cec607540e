// A ring tells of itself what the captures tell that a recovery makes of it.
#include <gtest/gtest.h>

#include <filesystem>

#include "analysis/list_rings.h"
#include "base/json_text.h"
#include "native/analysis/analysis_support.h"
#include "native/recorder/harness.h"
#include "writer/capture_writer.h"

namespace vr_test {
namespace {

using vr::SourceKind;
using vr::test::InfoOf;
using vr::test::Json;
using vr::test::Opened;
using vr::test::ReadAll;

struct Way {
  std::string name;
  bool aac = false;
  bool tracks = false;
  bool sealed = false;
  bool split = false;
};

void PrintTo(const Way& way, std::ostream* stream) {
  *stream << way.name;
}

// What a capture tells and gives, without the names of its files.
struct Told {
  Json info;
  std::vector<std::vector<float>> samples;           // of each lane
  std::vector<std::vector<vr::FeatureWord>> levels;  // of each lane

  explicit Told(vr::Capture& capture) {
    const Json all = InfoOf(capture);
    for (const char* key : {"codec", "sampleRate", "channels", "layout", "fileFrames", "validStart", "validFrames",
                            "encrypted", "decodable", "lanes", "sidecar"}) {
      info[key] = all[key];
    }
    Json& sidecar = info["sidecar"];
    if (sidecar.is_object()) {
      for (const char* key : {"file", "fileBytes"}) sidecar.erase(key);
      if (sidecar["features"].is_object()) sidecar["features"].erase("file");
      for (Json& track : sidecar["tracks"]) {
        for (const char* key : {"file", "fileBytes"}) track.erase(key);
      }
    }
    for (size_t lane = 0; lane < capture.lanes().size(); ++lane) {
      samples.push_back(capture.lanes()[lane].file < 0 ? std::vector<float>() : ReadAll(capture, lane));
      levels.push_back(Levels(capture, lane));
    }
  }

 private:
  static std::vector<vr::FeatureWord> Levels(vr::Capture& capture, size_t lane) {
    const auto reader = capture.OpenFeatures(lane);
    if (!reader.ok()) return {};
    std::vector<vr::FeatureWord> words(reader.value()->cells() + 1);
    const auto got = reader.value()->Read(0, words.size(), words.data());
    EXPECT_TRUE(got.ok());
    words.resize(got.value());
    words.push_back(static_cast<vr::FeatureWord>(reader.value()->first_cell_offset_frames()));
    return words;
  }
};

void ExpectSame(const Told& ring, const Told& recovered) {
  EXPECT_EQ(recovered.info.dump(1), ring.info.dump(1));
  EXPECT_EQ(recovered.levels, ring.levels);
  ASSERT_EQ(recovered.samples.size(), ring.samples.size());
  for (size_t lane = 0; lane < ring.samples.size(); ++lane) {
    EXPECT_TRUE(recovered.samples[lane] == ring.samples[lane]) << "lane " << lane << " sounds other";
  }
}

class RingAsRecovered : public ::testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    if (GetParam().aac && !vr::test::HasAac()) GTEST_SKIP() << "SKIPPED: no AAC encoder, or no decoder";
    if (GetParam().sealed && !vr::CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  vr::RecorderOptions Options() const {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.captures_folder = captures_.path();
    options.name_template = "{reason}";
    options.min_free_bytes = 0;
    return options;
  }
  const vr::SealKey* key() const { return GetParam().sealed ? &key_ : nullptr; }
  std::string suffix() const { return GetParam().aac ? ".aac" : ".wav"; }

  // A room with everything that a capture can tell; it dies 9 s after its beginning.
  void Live(const std::function<void(Harness& harness, vr::SourceId you)>& rest) {
    const std::string path = captures_ / ("a" + suffix());
    LiveAndBeKilled(Options(), [&](Harness& harness) {
      harness.recorder().SetAbout("{\"build\": \"1.2.3\"}");
      harness.recorder().EnterRoom("room", "me");
      harness.Open(SourceKind::kLocal, "me", kRate, Mine);
      const vr::SourceId you = harness.Open(SourceKind::kRemote, "you", kRate, Theirs);
      vr::TaskRequest request;
      request.file_path = path.c_str();
      request.sample_rate_hz = kRate;
      request.cycle_time_s = 6;
      request.tracks = GetParam().tracks ? 1 : 0;
      request.channels = GetParam().split ? 2 : 1;
      request.layout = GetParam().split ? 1 : 0;
      request.encryption_key = GetParam().sealed ? key_bytes_.data() : nullptr;
      const vr::CallResult started = harness.Start(request);
      EXPECT_TRUE(started.ok()) << started.message;
      harness.Run(4.0);
      EXPECT_TRUE(harness.recorder().Mark("boss fight", "{\"wave\": 3}").ok());
      EXPECT_TRUE(harness.recorder().AddStatistics("{\"loss\": 0.25}").ok());
      harness.recorder().SetMuted(you, true);
      harness.Run(0.5);
      harness.recorder().SetMuted(you, false);
      harness.Pause(you, true);
      harness.Run(0.7);
      harness.Pause(you, false);
      harness.Run(1.8);
      rest(harness, you);
      harness.Run(2.0);
    });
  }
  std::string RingPath() const {
    const auto list = vr::ListRings(vr::PlatformFileSystem(), rings_.path(), key());
    EXPECT_TRUE(list.ok()) << list.status().message();
    return vr::ParseOrderedJson(list.value())[0]["path"];
  }
  Told Read(const std::string& path) const {
    const auto capture = Opened(vr::PlatformFileSystem(), path, key());
    return Told(*capture);
  }
  Told Recovered(const std::string& name) { return Read(captures_ / (name + suffix())); }
  void Recover() {
    const auto events = RecoverLeft(Options(), GetParam().sealed ? key_bytes_.data() : nullptr);
    for (const vr::Event& event : events) {
      EXPECT_NE(vr::EventKind::kRecoveryProblem, event.kind) << event.text;
    }
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  const std::vector<uint8_t> key_bytes_ = std::vector<uint8_t>(vr::kSealKeyBytes, 7);
  const vr::SealKey key_ = vr::SealKey(key_bytes_.data());
};

TEST_P(RingAsRecovered, ItsNewestAudioIsToldOfAsTheRecoveredCapture) {
  Live([](Harness&, vr::SourceId) {});
  const Told ring = Read(RingPath());
  Recover();
  const Told recovered = Recovered("recovered");
  EXPECT_FALSE(recovered.info["sidecar"]["markers"].empty());
  EXPECT_FALSE(recovered.levels.back().empty());
  bool has_gap = false;
  for (const Json& lane : recovered.info["lanes"]) has_gap = has_gap || !lane["gaps"].empty();
  EXPECT_TRUE(has_gap);
  ExpectSame(ring, recovered);
}

TEST_P(RingAsRecovered, ItsPinsAreToldOfAsTheCapturesThatTheyBecome) {
  const std::string dump = captures_ / ("nowhere/d" + suffix());
  Live([&](Harness& harness, vr::SourceId) {
    vr::DumpRequest request;
    request.last_s = 3;
    request.after_s = 0.5;
    request.path = dump;
    request.reason = "lag";
    uint64_t id = 0;
    EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
  });
  const Json list = vr::ParseOrderedJson(vr::ListRings(vr::PlatformFileSystem(), rings_.path(), key()).value());
  ASSERT_EQ(1u, list[0]["pins"].size());
  const Told pin = Read(RingPath() + "#" + list[0]["pins"][0].get<std::string>());
  const Told rest = Read(RingPath());
  std::filesystem::create_directory(captures_ / "nowhere");
  Recover();
  ExpectSame(pin, Recovered("nowhere/d"));
  ExpectSame(rest, Recovered("recovered"));
}

TEST_P(RingAsRecovered, WhoWasLeftOutIsNeitherToldNorHeard) {
  Live([](Harness& harness, vr::SourceId) {
    EXPECT_TRUE(harness.recorder().Exclude("you", true).ok());
    harness.Run(0.2);
  });
  const Told ring = Read(RingPath());
  Recover();
  ExpectSame(ring, Recovered("recovered"));
}

TEST_P(RingAsRecovered, WhatAClearForgotIsNotThere) {
  const std::string dump = captures_ / ("d" + suffix());
  Live([&](Harness& harness, vr::SourceId) {
    vr::DumpRequest request;
    request.path = dump;
    request.clear = true;
    uint64_t id = 0;
    EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
  });
  const Told ring = Read(RingPath());
  EXPECT_LT(ring.info["validFrames"].get<int64_t>(), 3 * kRate);
  Recover();
  ExpectSame(ring, Recovered("recovered"));
}

INSTANTIATE_TEST_SUITE_P(Ways, RingAsRecovered,
                         ::testing::Values(Way{"Wav"}, Way{"WavTracks", false, true},
                                           Way{"WavSplit", false, false, false, true},
                                           Way{"WavSealed", false, false, true},
                                           Way{"WavTracksSealed", false, true, true}, Way{"Aac", true},
                                           Way{"AacTracks", true, true}, Way{"AacTracksSealed", true, true, true}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace vr_test
