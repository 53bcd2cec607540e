// What is left of a recording whose process was killed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/sealing.h"
#include "native/recorder/harness.h"
#include "support/faulty_file_system.h"
#include "writer/sealed_reader.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

class Survival : public ::testing::Test {
 protected:
  vr::RecorderOptions Options() const {
    vr::RecorderOptions options;
    options.recovery_folder = rings_.path();
    options.captures_folder = captures_.path();
    options.name_template = "{reason}";
    options.min_free_bytes = 0;
    return options;
  }

  // Enters the room and talks; the task begins at the moment of the first frame.
  void Talk(Harness& harness, const vr::TaskRequest& request) const {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Counting);
    const vr::CallResult started = harness.Start(request);
    ASSERT_TRUE(started.ok()) << started.message;
  }
  static vr::TaskRequest Request(const std::string& path, int cycle_time_s) {
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    return request;
  }

  std::vector<vr::Event> Recover(const uint8_t* key = nullptr) { return RecoverLeft(Options(), key); }

  // The samples of a WAV of the counting voice, which must be without a hole; returns the frame of the first one.
  static int64_t FirstFrameOf(const WavFile& wav, int64_t near_frame) {
    if (wav.samples.empty()) {
      ADD_FAILURE() << "no samples";
      return -1;
    }
    const int64_t value = wav.samples[0] - 1;
    const int64_t first = value + (near_frame - value + kCountingPeriod / 2) / kCountingPeriod * kCountingPeriod;
    EXPECT_EQ(BreakInCounting(wav.samples, first), "");
    return first;
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
};

constexpr int64_t kMixDelayFrames = kRate / 5;
constexpr int64_t kMostLost = kMixDelayFrames + kRate / 4;

TEST_F(Survival, OfACycleTaskTheNewestAudioIsRecovered) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(12.0);
  });
  const auto events = Recover();
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(recovered->text, "");
  EXPECT_EQ(recovered->capture->origin, vr::CaptureOrigin::kRecovered);
  EXPECT_EQ(recovered->capture->file_path, captures_ / "recovered.wav");
  EXPECT_EQ(FindEvent(events, EventKind::kRecoveryProblem), nullptr);
  const vr::Event* progress = FindEvent(events, EventKind::kRecoveryProgress);
  ASSERT_NE(progress, nullptr);
  EXPECT_GT(progress->progress, 0);
  EXPECT_LE(progress->progress, 1);
  const vr::Event* done = FindEvent(events, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 1);
  const WavFile wav = ReadWav(captures_ / "recovered.wav");
  ASSERT_EQ(wav.samples.size(), 5u * kRate);
  const int64_t end = FirstFrameOf(wav, 7 * kRate) + 5 * kRate;
  EXPECT_LE(end, 12 * kRate);
  EXPECT_GE(end, 12 * kRate - kMostLost);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

TEST_F(Survival, TheSecondRecoveryFindsNothing) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(3.0);
  });
  Recover();
  const auto names = captures_.names();
  const auto events = Recover();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, EventKind::kRecoveryDone);
  EXPECT_EQ(events[0].code, 0);
  EXPECT_EQ(captures_.names(), names);
}

TEST_F(Survival, ARecoveryThatIsStoppedEndsBehindTheRingItIsAtAndTheNextDoesTheRest) {
  for (const char* name : {"a.wav", "b.wav", "c.wav"}) {
    const std::string path = captures_ / name;
    LiveAndBeKilled(Options(), [&](Harness& harness) {
      Talk(harness, Request(path, 5));
      harness.Run(2.0);
    });
  }
  vr::test::FaultyFileSystem disk(vr::PlatformFileSystem());
  Harness next(Options(), disk);
  next.recorder().StopRecovery();  // of those that were asked for before, which are none
  disk.SetHook([&](const std::string& operation) {
    if (operation == "rename") next.recorder().StopRecovery();
  });
  EXPECT_TRUE(next.recorder().Recover(nullptr).ok());
  next.RunSilent(0.1);
  const auto events = next.TakeEvents();
  const vr::Event* done = FindEvent(events, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 1);
  EXPECT_EQ(captures_.names(),
            (std::vector<std::string>{"recovered.wav", "recovered.wav.features", "recovered.wav.json"}));
  disk.SetHook({});
  const auto rest = Recover();
  done = FindEvent(rest, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 2);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// What was said and done is in the sidecar, at the place in the file where it was.
TEST_F(Survival, TheSidecarKeepsWhatTheRoomWas) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    harness.recorder().SetAbout("{\"build\": \"1.2.3\"}");
    Talk(harness, Request(path, 5));
    harness.Run(9.0);
    EXPECT_TRUE(harness.recorder().Mark("boss fight", "{\"wave\": 3}").ok());
    EXPECT_TRUE(harness.recorder().AddStatistics("{\"loss\": 0.25}").ok());
    harness.Run(2.0);
  });
  Recover();
  const auto bytes = ReadBytes(captures_ / "recovered.wav.json");
  const std::string sidecar(bytes.begin(), bytes.end());
  for (const char* text : {"boss fight", "\"wave\"", "\"loss\"", "1.2.3", "\"me\"", "\"room\"", "\"recovered\""}) {
    EXPECT_NE(sidecar.find(text), std::string::npos) << text;
  }
  EXPECT_NE(FindEvent(Recover(), EventKind::kRecoveryDone), nullptr);
  EXPECT_EQ(captures_.names(),
            (std::vector<std::string>{"recovered.wav", "recovered.wav.features", "recovered.wav.json"}));
}

TEST_F(Survival, ADumpThatWasNotWrittenComesToItsOwnPath) {
  const std::string path = captures_ / "a.wav";
  const std::string dump = captures_ / "d.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 10));
    harness.Run(8.0);
    vr::DumpRequest request;
    request.last_s = 4;
    request.after_s = 30;  // it is still listening when the process dies
    request.path = dump;
    uint64_t id = 0;
    EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
    harness.Run(3.0);
    EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpCaptured, id), nullptr);
  });
  const auto events = Recover();
  const vr::Event* done = FindEvent(events, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 2);
  const WavFile wav = ReadWav(dump);
  EXPECT_EQ(FirstFrameOf(wav, 4 * kRate), 4 * kRate);
  EXPECT_GE(static_cast<int64_t>(wav.samples.size()), 7 * kRate - kMostLost);
  const WavFile rest = ReadWav(captures_ / "recovered.wav");
  EXPECT_EQ(rest.samples.size(), 10u * kRate);
  FirstFrameOf(rest, kRate);
}

TEST_F(Survival, ADumpThatIsCompleteIsExact) {
  const std::string path = captures_ / "a.wav";
  const std::string dump = captures_ / "nowhere/d.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 10));
    harness.Run(8.0);
    uint64_t id = 0;
    EXPECT_TRUE(harness.Dump(4, dump, &id).ok());
    harness.Run(30.0);
    EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpFailed, id), nullptr) << "its folder is missing";
  });
  std::filesystem::create_directory(captures_ / "nowhere");
  Recover();
  const WavFile wav = ReadWav(dump);
  EXPECT_EQ(wav.samples.size(), 4u * kRate);
  EXPECT_EQ(FirstFrameOf(wav, 4 * kRate), 4 * kRate);
}

TEST_F(Survival, WhatWasWrittenIsNotWrittenAgain) {
  const std::string path = captures_ / "a.wav";
  const std::string dump = captures_ / "d.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 10));
    harness.Run(8.0);
    EXPECT_TRUE(harness.Dump(4, dump).ok());
    harness.Run(2.0);
    EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpDone), nullptr);
  });
  const auto events = Recover();
  const vr::Event* done = FindEvent(events, EventKind::kRecoveryDone);
  ASSERT_NE(done, nullptr);
  EXPECT_EQ(done->code, 1);
  EXPECT_EQ(captures_.names(), (std::vector<std::string>{"d.wav", "d.wav.features", "d.wav.json", "recovered.wav",
                                                         "recovered.wav.features", "recovered.wav.json"}));
}

TEST_F(Survival, ALivingNeighbourIsLeftAlone) {
  const std::string path = captures_ / "a.wav";
  Harness living(Options());
  Talk(living, Request(path, 5));
  living.Run(3.0);
  const auto before = rings_.names();
  const auto events = Recover();
  ASSERT_EQ(events.size(), 2u) << "no capture, no problem";
  EXPECT_EQ(events[0].kind, EventKind::kRecoveryProgress);
  EXPECT_EQ(events[1].kind, EventKind::kRecoveryDone);
  EXPECT_EQ(events[1].code, 0);
  EXPECT_EQ(rings_.names(), before);
  living.Run(3.0);
  living.recorder().Stop();
  living.Settle();
  EXPECT_EQ(ReadWav(path).samples.size(), 5u * kRate);
}

TEST_F(Survival, OfAAcTaskTheEncodersFramesAreRecovered) {
  const std::string path = captures_ / "a.aac";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(12.0);
  });
  const auto events = Recover();
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(recovered->capture->file_path, captures_ / "recovered.aac");
  EXPECT_DOUBLE_EQ(recovered->capture->duration_s, 5.0);
  EXPECT_GE(AdtsFrames(captures_ / "recovered.aac"), 5 * kRate);
}

TEST_F(Survival, ARealTimeRecordingIsFinishedWhereItIs) {
  for (const char* name : {"a.wav", "a.aac"}) {
    const std::string path = captures_ / name;
    LiveAndBeKilled(Options(), [&](Harness& harness) {
      Talk(harness, Request(path, 0));
      harness.Run(7.0);
    });
    const auto events = Recover();
    const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
    ASSERT_NE(recovered, nullptr) << name;
    EXPECT_EQ(recovered->capture->file_path, path);
    EXPECT_EQ(recovered->capture->sidecar_path, path + ".json");
    EXPECT_GE(recovered->capture->duration_s, 6.0);
    EXPECT_LE(recovered->capture->duration_s, 7.0);
    EXPECT_EQ(rings_.names(), std::vector<std::string>());
  }
  const WavFile wav = ReadWav(captures_ / "a.wav");
  EXPECT_EQ(FirstFrameOf(wav, 0), 0);
}

TEST_F(Survival, ARecordingOfItsOwnNameIsNotTouchedWhenItIsAnotherFile) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 0));
    harness.Run(2.0);
  });
  std::filesystem::remove(path);
  std::ofstream(path) << "precious";
  const auto events = Recover();
  EXPECT_EQ(FindEvent(events, EventKind::kRecovered), nullptr);
  EXPECT_NE(FindEvent(events, EventKind::kRecoveryProblem), nullptr);
  const auto bytes = ReadBytes(path);
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()), "precious");
}

// Everything that a decoder needs is there: what was asked for, with the key; nothing without it.
TEST_F(Survival, WhatIsEncryptedNeedsItsKey) {
  if (!vr::CanSeal()) GTEST_SKIP() << "SKIPPED: this build cannot encrypt";
  const std::vector<uint8_t> key(vr::kSealKeyBytes, 7);
  const std::vector<uint8_t> other(vr::kSealKeyBytes, 8);
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    vr::TaskRequest request = Request(path, 5);
    request.encryption_key = key.data();
    Talk(harness, request);
    harness.Run(7.0);
  });
  const auto before = rings_.names();
  for (const uint8_t* wrong : {static_cast<const uint8_t*>(nullptr), other.data()}) {
    const auto events = Recover(wrong);
    EXPECT_EQ(FindEvent(events, EventKind::kRecovered), nullptr);
    const vr::Event* problem = FindEvent(events, EventKind::kRecoveryProblem);
    ASSERT_NE(problem, nullptr);
    EXPECT_NE(problem->text.find("key"), std::string::npos) << problem->text;
    EXPECT_EQ(rings_.names(), before);
  }
  const auto events = Recover(key.data());
  const vr::Event* recovered = FindEvent(events, EventKind::kRecovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
  vr::SealKey master;
  std::copy(key.begin(), key.end(), master.bytes());
  auto sealed = vr::OpenSealedFile(vr::PlatformFileSystem(), captures_ / "recovered.wav", master);
  ASSERT_TRUE(sealed.ok()) << sealed.status().message();
  WavFile wav;
  for (;;) {
    const auto piece = sealed.value()->Next();
    ASSERT_TRUE(piece.ok()) << piece.status().message();
    if (piece.value().size_bytes == 0) break;
    const size_t before = wav.samples.size();
    wav.samples.resize(before + piece.value().size_bytes / 2);
    std::memcpy(&wav.samples[before], piece.value().data, piece.value().size_bytes);
  }
  EXPECT_EQ(wav.samples.size(), 5u * kRate);
  FirstFrameOf(wav, 2 * kRate);
}

// A ring whose file with the pins is gone, as after a kill while its segments were being removed.
TEST_F(Survival, SegmentsWithoutTheirRingAreRead) {
  const std::string path = captures_ / "a.wav";
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    Talk(harness, Request(path, 5));
    harness.Run(7.0);
  });
  for (const std::string& name : rings_.names()) {
    if (name.size() > 5 && name.substr(name.size() - 5) == ".ring") std::filesystem::remove(rings_ / name);
  }
  const auto events = Recover();
  EXPECT_NE(FindEvent(events, EventKind::kRecovered), nullptr);
  EXPECT_EQ(ReadWav(captures_ / "recovered.wav").samples.size(), 5u * kRate);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// A pin table that says that the task is over, and no more what was to be saved of it.
TEST_F(Survival, ADamagedPinIsToldAndTheRingIsRecoveredWhole) {
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    const std::string path = captures_ / "a.wav";
    Talk(harness, Request(path, 5));
    harness.Run(8.0);
    harness.Dump(4, captures_ / "no/d.wav");  // cannot be written, so that it keeps its pin
    harness.Run(1.0);
    harness.recorder().Stop();
    harness.Settle();
  });
  std::filesystem::remove(captures_ / "a.wav");
  std::filesystem::remove(captures_ / "a.wav.json");
  std::filesystem::remove(captures_ / "a.wav.features");
  int rings = 0;
  for (const std::string& name : rings_.names()) {
    if (std::filesystem::path(name).extension() != ".ring") continue;
    ++rings;
    const size_t at = ReadText(rings_ / name).find("\"capture\"");
    ASSERT_NE(at, std::string::npos);
    std::fstream file(rings_ / name, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file.write("#", 1);
  }
  ASSERT_EQ(rings, 1);
  const auto events = Recover();
  EXPECT_NE(FindEvent(events, EventKind::kRecoveryProblem), nullptr);
  EXPECT_NE(FindEvent(events, EventKind::kRecovered), nullptr);
  const WavFile wav = ReadWav(captures_ / "recovered.wav");
  EXPECT_GE(wav.samples.size(), 8u * kRate);
  FirstFrameOf(wav, 0);
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// Slots that were written and that nothing can be made of are no empty ring.
TEST_F(Survival, ARingWhoseEverySlotIsDamagedStaysAndIsTold) {
  LiveAndBeKilled(Options(), [&](Harness& harness) {
    const std::string path = captures_ / "a.wav";
    Talk(harness, Request(path, 5));
    harness.Run(3.0);
  });
  for (const std::string& name : rings_.names()) {
    if (std::filesystem::path(name).extension() != ".seg") continue;
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(rings_ / name));
    std::fstream file(rings_ / name, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    const std::string damage(static_cast<size_t>(size - 8192), 'x');
    file.write(damage.data(), size - 8192);
  }
  const auto before = rings_.names();
  EXPECT_NE(FindEvent(Recover(), EventKind::kRecoveryProblem), nullptr);
  EXPECT_EQ(rings_.names(), before);
}

}  // namespace
}  // namespace vr_test
