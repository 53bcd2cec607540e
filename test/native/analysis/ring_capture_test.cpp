// What a recorder holds in its recovery folder, also while it lives, read by the side.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "analysis/export_capture.h"
#include "analysis/export_pieces.h"
#include "analysis/list_rings.h"
#include "analysis/ring_capture.h"
#include "analysis/ring_stream_file.h"
#include "base/json_text.h"
#include "native/analysis/analysis_support.h"
#include "native/recorder/harness.h"

namespace vr_test {
namespace {

using vr::SourceKind;
using vr::test::InfoOf;
using vr::test::Json;
using vr::test::LaneOf;
using vr::test::Opened;
using vr::test::OpenStatus;
using vr::test::ProblemsOf;
using vr::test::ReadAll;
using vr::test::ReadLane;

class RingCapture : public ::testing::Test {
 protected:
  vr::RecorderOptions Options() const {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.captures_folder = captures_.path();
    options.min_free_bytes = 0;
    return options;
  }
  vr::TaskRequest Request(const std::string& path, int cycle_time_s) const {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    return request;
  }
  void Talk(Harness& harness, const vr::TaskRequest& request) const {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    const vr::CallResult started = harness.Start(request);
    ASSERT_TRUE(started.ok()) << started.message;
  }
  Json Listed() const {
    const auto list = vr::ListRings(vr::PlatformFileSystem(), rings_.path(), nullptr);
    EXPECT_TRUE(list.ok()) << list.status().message();
    return vr::ParseOrderedJson(list.value());
  }
  std::string RingPath() const {
    const Json list = Listed();
    EXPECT_EQ(1u, list.size());
    return list.empty() ? "" : list[0]["path"].get<std::string>();
  }
  static std::string SidecarProblemsOf(vr::Capture& capture) {
    std::string all;
    const Json info = InfoOf(capture);
    for (const Json& problem : info["sidecar"]["problems"]) {
      all += (all.empty() ? "" : "; ") + problem.get<std::string>();
    }
    return all;
  }
  // All samples are those of the counting voice, one after the other; the frame of the first, near this one.
  static int64_t FirstFrameOf(const std::vector<float>& samples, int64_t near_frame) {
    if (samples.empty()) return -1;
    const auto value = static_cast<int64_t>(samples[0] * 32768.0f) - 1;
    const int64_t first = value + (near_frame - value + kCountingPeriod / 2) / kCountingPeriod * kCountingPeriod;
    for (size_t i = 0; i < samples.size(); ++i) {
      if (samples[i] * 32768.0f == Counting(first + static_cast<int64_t>(i))) continue;
      ADD_FAILURE() << "another sample at frame " << i;
      break;
    }
    return first;
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
};

TEST_F(RingCapture, OfAProcessThatLivesIsReadWithoutTouchingIt) {
  Harness harness(Options());
  const std::string path = captures_ / "a.wav";
  Talk(harness, Request(path, 5));
  harness.Run(12.0);
  const Json list = Listed();
  ASSERT_EQ(1u, list.size());
  EXPECT_EQ(true, list[0]["live"]);
  EXPECT_EQ(false, list[0]["encrypted"]);
  EXPECT_EQ("[]", list[0]["pins"].dump());
  EXPECT_GT(list[0]["bytes"].get<uint64_t>(), 1000000u);
  EXPECT_NEAR(12.0, list[0]["seconds"].get<double>(), 0.5);
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ("ring", info["container"]);
  EXPECT_EQ("pcm16", info["codec"]);
  EXPECT_EQ(true, info["unfinished"]);
  EXPECT_EQ(false, info["files"][0]["plain"]);
  EXPECT_EQ("[]", vr::JsonText(info["problems"]));
  EXPECT_EQ(5 * kRate, capture->valid_frames());
  const int64_t first = FirstFrameOf(ReadAll(*capture, LaneOf(*capture, "mix")), 7 * kRate);
  harness.Run(2.0);
  const auto later = Opened(vr::PlatformFileSystem(), RingPath());
  EXPECT_GT(FirstFrameOf(ReadAll(*later, LaneOf(*later, "mix")), 9 * kRate), first);
}

TEST_F(RingCapture, OfAKilledProcessIsReadAtAnyPlaceAndExported) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 10));
    harness.Run(9.0);
  });
  const std::vector<std::string> before = rings_.names();
  EXPECT_EQ(false, Listed()[0]["live"]);
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  const size_t mix = LaneOf(*capture, "mix");
  auto reader = capture->OpenAudio(mix);
  ASSERT_TRUE(reader.ok());
  std::vector<float> part(700);
  for (const int64_t at : {60000L, 0L, 12345L, 100000L, 100700L, 5L}) {
    ASSERT_EQ(700u, reader.value()->Read(at, 700, part.data()).value());
    for (int64_t i = 0; i < 700; ++i) ASSERT_EQ(Counting(at + i), part[static_cast<size_t>(i)] * 32768.0f) << at;
  }
  vr::ExportRequest request;
  request.start_s = 2;
  request.end_s = 3;
  const std::string out = captures_ / "cut.wav";
  const auto done = vr::ExportCapture(vr::PlatformFileSystem(), *capture, out, request, nullptr);
  ASSERT_TRUE(done.ok()) << done.status().message();
  const WavFile wav = ReadWav(out);
  ASSERT_EQ(size_t{kRate}, wav.samples.size());
  EXPECT_EQ(Counting(2 * kRate), wav.samples[0]);
  EXPECT_EQ(before, rings_.names());
}

TEST_F(RingCapture, PinsAreCapturesOfTheirOwn) {
  const std::string path = captures_ / "a.wav";
  const std::string dump = captures_ / "nowhere/d.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 10));
    harness.Run(8.0);
    uint64_t id = 0;
    EXPECT_TRUE(harness.Dump(4, dump, &id).ok());
    harness.Run(30.0);
  });
  const Json pins = Listed()[0]["pins"];
  ASSERT_EQ(1u, pins.size());
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath() + "#" + pins[0].get<std::string>());
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(4 * kRate, capture->valid_frames());
  EXPECT_EQ(4 * kRate, FirstFrameOf(ReadAll(*capture, LaneOf(*capture, "mix")), 4 * kRate));
  EXPECT_EQ(vr::ErrorCode::kNotFound, OpenStatus(vr::PlatformFileSystem(), RingPath() + "#999").code());
}

TEST_F(RingCapture, WithTracksHasALaneForEachUser) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "you", kRate, Theirs);
    vr::TaskRequest request = Request(path, 10);
    request.tracks = 1;
    const vr::CallResult started = harness.Start(request);
    EXPECT_TRUE(started.ok()) << started.message;
    harness.Run(6.0);
  });
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  ASSERT_NE(nullptr, capture);
  ASSERT_EQ(3u, capture->lanes().size());
  EXPECT_EQ("local", capture->lanes()[0].kind);
  EXPECT_EQ("me", capture->lanes()[0].user);
  EXPECT_EQ("remote", capture->lanes()[1].kind);
  EXPECT_EQ("you", capture->lanes()[1].user);
  EXPECT_EQ("mix", capture->lanes()[2].kind);
  EXPECT_EQ(Mine(30000), ReadLane(*capture, 0, 30000, 1)[0] * 32768.0f);
  EXPECT_EQ(Theirs(30000), ReadLane(*capture, 1, 30000, 1)[0] * 32768.0f);
}

TEST_F(RingCapture, OfAacIsDecodedFromItsBlocks) {
  if (!vr::test::HasAac()) GTEST_SKIP() << "SKIPPED: no AAC encoder, or no decoder";
  const std::string path = captures_ / "a.aac";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate,
                 [](int64_t frame) { return static_cast<int16_t>(frame % 64 < 32 ? 8000 : -8000); });
    const vr::CallResult started = harness.Start(Request(path, 5));
    EXPECT_TRUE(started.ok()) << started.message;
    harness.Run(90.0);
  });
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  ASSERT_NE(nullptr, capture);
  const Json info = InfoOf(*capture);
  EXPECT_EQ("aac-lc", info["codec"]);
  EXPECT_EQ(5 * kRate, capture->valid_frames());
  const size_t mix = LaneOf(*capture, "mix");
  const std::vector<float> whole = ReadAll(*capture, mix);
  ASSERT_EQ(static_cast<size_t>(capture->valid_frames()), whole.size());
  double power = 0;
  for (const float sample : whole) power += double{sample} * sample;
  EXPECT_NEAR(8000.0 / 32768, std::sqrt(power / static_cast<double>(whole.size())), 0.02);
  for (const int64_t at : {70000L, 1L, 30000L}) {
    const std::vector<float> part = ReadLane(*capture, mix, at, 2000);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + at)) << at;
  }
  vr::ExportRequest request;
  request.start_s = 1;
  request.end_s = 2;
  const std::string out = captures_ / "cut.aac";
  const auto done = vr::ExportCapture(vr::PlatformFileSystem(), *capture, out, request, nullptr);
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_TRUE(done.value().copied);
  const auto cut = Opened(vr::PlatformFileSystem(), out);
  const std::vector<float> samples = ReadAll(*cut, LaneOf(*cut, "mix"));
  ASSERT_EQ(size_t{kRate}, samples.size());
  EXPECT_TRUE(std::equal(samples.begin(), samples.end(), whole.begin() + kRate));
}

TEST_F(RingCapture, ThatIsEncryptedNeedsItsKey) {
  if (!vr::CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  const std::string path = captures_ / "a.wav";
  const std::vector<uint8_t> key(vr::kSealKeyBytes, 5);
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    vr::TaskRequest request = Request(path, 10);
    request.encryption_key = key.data();
    Talk(harness, request);
    harness.Run(6.0);
  });
  const Json list = Listed();
  EXPECT_EQ(true, list[0]["encrypted"]);
  EXPECT_NEAR(6.0, list[0]["seconds"].get<double>(), 0.5);
  EXPECT_EQ(vr::ErrorCode::kWrongKey, OpenStatus(vr::PlatformFileSystem(), RingPath()).code());
  const vr::SealKey right(key.data());
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath(), &right);
  ASSERT_NE(nullptr, capture);
  EXPECT_EQ(true, InfoOf(*capture)["encrypted"]);
  EXPECT_EQ(0, FirstFrameOf(ReadAll(*capture, LaneOf(*capture, "mix")), 0));
  const vr::SealKey wrong = vr::test::KeyOf(9);
  EXPECT_EQ(vr::ErrorCode::kWrongKey, OpenStatus(vr::PlatformFileSystem(), RingPath(), &wrong).code());
}

// What is silent then would otherwise pass for what was recorded.
TEST_F(RingCapture, TellsWhatHasGoneSinceItWasOpened) {
  for (const bool is_aac : {false, true}) {
    if (is_aac && !vr::test::HasAac()) continue;
    const std::string path = captures_ / (is_aac ? "a.aac" : "a.wav");
    LiveAndBeKilled(Options(), [&](Harness& harness) {
      Talk(harness, Request(path, 5));
      harness.Run(8.0);
    });
    const std::string ring = RingPath();
    const auto capture = Opened(vr::PlatformFileSystem(), ring);
    const size_t mix = LaneOf(*capture, "mix");
    ReadAll(*capture, mix);
    EXPECT_EQ("[]", ProblemsOf(*capture));
    for (const std::string& name : rings_.names()) std::filesystem::remove(rings_ / name);
    for (const float sample : ReadAll(*capture, mix)) ASSERT_EQ(0.0f, sample);
    ReadAll(*capture, mix);
    const int64_t frames = InfoOf(*capture)["fileFrames"];
    EXPECT_EQ("[\"" + std::to_string(frames) + " frames of the mix in " +
                  std::filesystem::path(ring).filename().string() +
                  " have been overwritten or removed since it was opened; they are silence: open it anew\"]",
              ProblemsOf(*capture));
  }
}

TEST_F(RingCapture, OfAProcessThatLivesTellsWhatItHasOverwrittenSince) {
  Harness harness(Options());
  const std::string path = captures_ / "a.wav";
  Talk(harness, Request(path, 5));
  harness.Run(12.0);
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  harness.Run(300.0);
  ReadAll(*capture, LaneOf(*capture, "mix"));
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find(std::to_string(5 * kRate) + " frames of the mix"))
      << ProblemsOf(*capture);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("open it anew"));
}

// Its beginning is made of the tracks, which are not the lane that is read.
TEST_F(RingCapture, ThatIsMixedAnewTellsWhatHasGoneOfItsTracks) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "you", kRate, Theirs);
    vr::TaskRequest request = Request(path, 10);
    request.tracks = 1;
    EXPECT_TRUE(harness.Start(request).ok());
    harness.Run(6.0);
    EXPECT_TRUE(harness.recorder().Exclude("you", true).ok());
    harness.Run(1.0);
  });
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath());
  const size_t mix = LaneOf(*capture, "mix");
  ReadAll(*capture, mix);
  const std::string before = ProblemsOf(*capture);
  EXPECT_EQ(std::string::npos, before.find("since it was opened")) << before;
  for (const std::string& name : rings_.names()) std::filesystem::remove(rings_ / name);
  ReadLane(*capture, mix, kRate, 100);
  EXPECT_NE(std::string::npos, ProblemsOf(*capture).find("frames of the mix in")) << ProblemsOf(*capture);
}

TEST_F(RingCapture, APinThatIsStillBeingRecordedSaysSo) {
  Harness harness(Options());
  const std::string path = captures_ / "a.wav";
  Talk(harness, Request(path, 10));
  harness.Run(6.0);
  vr::DumpRequest request;
  request.last_s = 2;
  request.after_s = 10;
  request.path = captures_ / "d.wav";
  uint64_t id = 0;
  ASSERT_TRUE(harness.recorder().Dump(request, &id).ok());
  harness.Run(2.0);
  const Json pins = Listed()[0]["pins"];
  ASSERT_EQ(1u, pins.size());
  const auto capture = Opened(vr::PlatformFileSystem(), RingPath() + "#" + pins[0].get<std::string>());
  ASSERT_NE(nullptr, capture);
  EXPECT_LT(capture->valid_frames(), 5 * kRate);
  EXPECT_EQ("it is still being recorded: " + std::to_string(capture->valid_frames()) + " of " +
                std::to_string(12 * kRate) + " frames are there",
            SidecarProblemsOf(*capture));
}

// Of the mix in two channels slots are full sooner than those of the tracks.
TEST_F(RingCapture, OfAProcessThatLivesMissesNothingOfTheTracks) {
  Harness harness(Options());
  const std::string path = captures_ / "a.wav";
  harness.recorder().EnterRoom("room", "me");
  harness.Open(SourceKind::kLocal, "me", kRate, Mine);
  harness.Open(SourceKind::kRemote, "you", kRate, Theirs);
  vr::TaskRequest request = Request(path, 10);
  request.tracks = 1;
  request.channels = 2;
  request.layout = 1;
  ASSERT_TRUE(harness.Start(request).ok());
  harness.Run(6.0);
  for (int i = 0; i < 60; ++i) {
    harness.Run(0.01);
    EXPECT_EQ("", SidecarProblemsOf(*Opened(vr::PlatformFileSystem(), RingPath()))) << i;
  }
}

TEST_F(RingCapture, WithoutAudioSaysWhatToDo) {
  const std::string path = captures_ / "a.wav";
  {
    Harness harness(Options());
    Talk(harness, Request(path, 5));
    harness.Run(0.1);
    const vr::Status live = OpenStatus(vr::PlatformFileSystem(), RingPath());
    EXPECT_EQ(vr::ErrorCode::kUnreadable, live.code());
    EXPECT_NE(std::string::npos, live.message().find("open it again a moment later")) << live.message();
  }
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(0.1);
  });
  const vr::Status dead = OpenStatus(vr::PlatformFileSystem(), RingPath());
  EXPECT_EQ(vr::ErrorCode::kUnreadable, dead.code());
  EXPECT_NE(std::string::npos, dead.message().find("recover it")) << dead.message();
  EXPECT_EQ(std::string::npos, dead.message().find("a moment later")) << dead.message();
}

TEST_F(RingCapture, OfOneStreamTellsHowFarItsOpeningIs) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(8.0);
  });
  double highest = 0;
  const auto capture = vr::OpenCapture(vr::PlatformFileSystem(), RingPath(), nullptr, [&](double done) {
    highest = std::max(highest, done);
    return true;
  });
  ASSERT_TRUE(capture.ok());
  EXPECT_GT(highest, 0.9);
  EXPECT_LE(highest, 1.0);
}

// As in a build without an encoder, for which nothing of the stream can stand for what is missing.
TEST_F(RingCapture, StandInsForAacAreSilenceAndNotCopied) {
  if (!vr::test::HasAac()) GTEST_SKIP() << "SKIPPED: no AAC encoder, or no decoder";
  const std::string path = captures_ / "a.aac";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(8.0);
  });
  vr::RingPath place;
  ASSERT_TRUE(vr::ParseRingPath(RingPath(), &place));
  auto files = vr::RingFiles::ForReading(vr::PlatformFileSystem(), rings_.path(), place.epoch);
  auto opened = vr::LeftRing::Open(std::move(files.value()), nullptr, 8);
  ASSERT_TRUE(opened.ok());
  const std::shared_ptr<vr::LeftRing> ring = std::move(opened.value());
  const auto rest = ring->Rest(false);
  const auto content = std::make_shared<vr::RingContent>();
  content->ring = ring;
  content->held = ring->Hold(*rest, rest->to_frame, false);
  content->held.ring.when_unreadable = vr::WhenUnreadable::kSilence;
  content->holes.resize(1);
  content->silent_blocks = {vr::EmptyAacBlock(kRate, 1)};
  vr::RingStreamFile file({}, content, 0);
  const auto copy = [&file] {
    auto frames = file.OpenAdtsFrames();
    return vr::CopiedPieces(std::move(frames.value()), 4, 0).Next().status();
  };
  EXPECT_TRUE(copy().ok());
  for (const std::string& name : rings_.names()) std::filesystem::remove(rings_ / name);
  EXPECT_EQ(vr::ErrorCode::kNotSupported, copy().code());
  EXPECT_NE(std::string::npos, copy().message().find(".wav")) << copy().message();
  auto reader = file.OpenReader({0, kRate}, -1);
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  std::vector<float> samples(kRate, 1.0f);
  EXPECT_EQ(samples.size(), reader.value()->Read(0, samples.size(), samples.data()).value());
  EXPECT_EQ(std::vector<float>(kRate), samples);
  vr::Problems problems;
  file.TellFaults(&problems);
  ASSERT_EQ(1u, problems.texts().size());
  EXPECT_NE(std::string::npos, problems.texts()[0].find("since it was opened")) << problems.texts()[0];
}

// What is still in the ring behind them is not wanted any more.
TEST_F(RingCapture, OfATaskThatHasEndedIsItsPins) {
  const std::string path = captures_ / "nowhere/a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    std::filesystem::create_directory(captures_ / "nowhere");
    Talk(harness, Request(path, 5));
    harness.Run(8.0);
    std::filesystem::remove(captures_ / "nowhere");
    EXPECT_TRUE(harness.recorder().Stop().ok());
    harness.RunSilent(2.0);
  });
  const Json pins = Listed()[0]["pins"];
  ASSERT_EQ(1u, pins.size());
  const std::string pin = RingPath() + "#" + pins[0].get<std::string>();
  const vr::Status status = OpenStatus(vr::PlatformFileSystem(), RingPath());
  EXPECT_EQ(vr::ErrorCode::kNotFound, status.code());
  EXPECT_NE(std::string::npos, status.message().find("open " + pin)) << status.message();
  EXPECT_EQ(5 * kRate, Opened(vr::PlatformFileSystem(), pin)->valid_frames());
}

TEST_F(RingCapture, ThatIsNoneIsRefused) {
  EXPECT_EQ(vr::ErrorCode::kNotFound,
            vr::ListRings(vr::PlatformFileSystem(), rings_ / "nowhere", nullptr).status().code());
  EXPECT_EQ("[]", Listed().dump());
  const std::string path = rings_ / "vr-0123456789abcdef.ring";
  EXPECT_EQ(vr::ErrorCode::kNotFound, OpenStatus(vr::PlatformFileSystem(), path).code());
  vr::PlatformFileSystem()
      .Open(path, vr::OpenMode::kReplace)
      .value()
      ->Append({{reinterpret_cast<const uint8_t*>("nothing"), 7}});
  EXPECT_EQ(vr::ErrorCode::kUnreadable, OpenStatus(vr::PlatformFileSystem(), path).code());
  EXPECT_EQ("[]", Listed().dump());
}

}  // namespace
}  // namespace vr_test
