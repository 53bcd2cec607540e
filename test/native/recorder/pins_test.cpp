// Captures that a ring holds because they are not written yet, after their process was killed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/feature_word.h"
#include "cycle/ring_pins.h"
#include "native/recorder/harness.h"
#include "recorder/pin_table.h"
#include "support/faulty_file_system.h"

namespace vr_test {
namespace {

using vr::EventKind;
using vr::SourceKind;

int16_t Both(int64_t frame) {
  return static_cast<int16_t>(Mine(frame) + Theirs(frame));
}

class RecorderPins : public ::testing::Test {
 protected:
  RecorderPins() {
    options_.captures_folder = captures_.path();
    options_.recovery_folder = rings_.path();
    options_.name_template = "{reason}";
    options_.min_free_bytes = 0;
  }
  void Begin(Harness& harness, const std::string& name, int cycle_time_s, bool tracks) const {
    harness.recorder().EnterRoom("room", "me");
    harness.Open(SourceKind::kLocal, "me", kRate, Mine);
    harness.Open(SourceKind::kRemote, "x", kRate, Theirs);
    const std::string path = captures_ / name;
    vr::TaskRequest request;
    request.file_path = path.c_str();
    request.sample_rate_hz = kRate;
    request.cycle_time_s = static_cast<uint32_t>(cycle_time_s);
    request.tracks = tracks ? 1 : 0;
    ASSERT_TRUE(harness.Start(request).ok());
  }
  std::string Missing(const std::string& name) const { return captures_ / ("missing/" + name); }
  void MakeMissing() const { std::filesystem::create_directory(captures_ / "missing"); }

  // Frame n of the file is frame first + n of the voice.
  static void ExpectVoice(const std::string& path, int16_t (*voice)(int64_t), int64_t first, int64_t frames) {
    const WavFile wav = ReadWav(path);
    ASSERT_EQ(static_cast<int64_t>(wav.samples.size()), frames) << path;
    for (int64_t i = 0; i < frames; ++i) {
      ASSERT_EQ(wav.samples[static_cast<size_t>(i)], voice(first + i)) << path << " frame " << i;
    }
  }
  // The mix's cells in the feature file of a capture.
  static std::vector<vr::FeatureWord> CellsOf(const std::string& path) {
    const std::vector<uint8_t> bytes = ReadBytes(path + ".features");
    uint64_t cells = 0;
    uint64_t first = 0;
    std::memcpy(&cells, &bytes.at(16), 8);
    std::memcpy(&first, &bytes.at(48), 8);
    std::vector<vr::FeatureWord> words(cells);
    if (cells > 0) std::memcpy(words.data(), &bytes.at(first), 8 * cells);
    return words;
  }
  static bool HasGap(const std::vector<vr::FeatureWord>& words) {
    for (const vr::FeatureWord word : words) {
      if (vr::UnpackFeature(word).gap) return true;
    }
    return words.empty();
  }

  TemporaryFolder rings_;
  TemporaryFolder captures_;
  vr::RecorderOptions options_;
};

// "Captures whose audio is complete by then are not touched."
TEST_F(RecorderPins, WhatWasCompleteBeforeAnExclusionIsWhole) {
  MakeMissing();
  for (const std::string suffix : {".wav", ".aac"}) {
    std::filesystem::remove(captures_ / "missing");
    LiveAndBeKilled(options_, [&](Harness& harness) {
      Begin(harness, "a" + suffix, 10, true);
      harness.Run(8.0);
      EXPECT_TRUE(harness.Dump(4, Missing("d" + suffix)).ok());
      harness.Run(2.0);
      EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
      harness.Run(3.0);
    });
    MakeMissing();
    RecoverLeft(options_);
    const std::string dump = Missing("d" + suffix);
    const std::string sidecar = ReadText(dump + ".json");
    EXPECT_NE(sidecar.find("\"missing\": []"), std::string::npos) << sidecar;
    EXPECT_NE(sidecar.find("\"user\": \"x\""), std::string::npos) << sidecar;
    EXPECT_FALSE(HasGap(CellsOf(dump)));
    EXPECT_TRUE(std::filesystem::exists(Missing("d.remote-x" + suffix)));
    if (suffix == ".wav") {
      ExpectVoice(dump, Both, 4 * kRate, 4 * kRate);
      ExpectVoice(Missing("d.remote-x.wav"), Theirs, 4 * kRate, 4 * kRate);
      const WavFile rest = ReadWav(captures_ / "recovered.wav");
      ExpectVoice(captures_ / "recovered.wav", Mine, rest.samples.at(0) - 1, static_cast<int64_t>(rest.samples.size()));
    }
    EXPECT_EQ(rings_.names(), std::vector<std::string>());
    std::filesystem::rename(captures_ / "missing", captures_ / ("missing" + suffix));
  }
}

// The segment in which the log tells of it has been written anew; one from before is still there.
TEST_F(RecorderPins, WhoWasLeftOutDoesNotComeBackWithAnOldSegment) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, "a.wav", 10, true);
    harness.Run(8.0);
    EXPECT_TRUE(harness.Dump(4, Missing("d.wav")).ok());
    harness.Run(27.0);
    EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
    harness.Run(150.0);
  });
  MakeMissing();
  RecoverLeft(options_);
  ExpectVoice(Missing("d.wav"), Both, 4 * kRate, 4 * kRate);
  EXPECT_TRUE(std::filesystem::exists(captures_ / "recovered.local.wav"));
  EXPECT_FALSE(std::filesystem::exists(captures_ / "recovered.remote-x.wav"));
  const std::string sidecar = ReadText(captures_ / "recovered.wav.json");
  EXPECT_EQ(sidecar.find("\"x\""), std::string::npos) << sidecar;
}

// Killed while it is written, or when it is and its ring still holds it.
TEST_F(RecorderPins, ARetryToAnotherFolderIsWhereARecoveryWrites) {
  for (const bool written : {false, true}) {
    TemporaryFolder other;
    vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
    LiveAndBeKilled(
        options_,
        [&](Harness& harness) {
          Begin(harness, "a.wav", 10, false);
          harness.Run(8.0);
          uint64_t id = 0;
          EXPECT_TRUE(harness.Dump(4, Missing("d.wav"), &id).ok());
          harness.Run(2.0);
          bool renamed = false;
          disk.SetHook([&](const std::string& operation) {
            renamed = renamed || operation == "rename";
            if (written && renamed && operation == "sync") {
              disk.FailAt(disk.operations() + 1, vr::ErrorCode::kIoError, false);
            }
            if (!written && operation == "append") Die(harness);
          });
          EXPECT_TRUE(harness.recorder().Retry(id, other / "e.wav").ok());
          harness.Run(0.1);
          EXPECT_TRUE(written) << "it should have been killed";
          EXPECT_NE(FindEvent(harness.TakeEvents(), EventKind::kDumpDone, id), nullptr);
        },
        disk);
    MakeMissing();
    const auto events = RecoverLeft(options_);
    EXPECT_EQ(FindEvent(events, EventKind::kRecoveryProblem), nullptr);
    EXPECT_EQ(other.names(), (std::vector<std::string>{"e.wav", "e.wav.features", "e.wav.json"})) << written;
    ExpectVoice(other / "e.wav", Both, 4 * kRate, 4 * kRate);
    EXPECT_TRUE(std::filesystem::is_empty(captures_ / "missing")) << written;
    EXPECT_EQ(rings_.names(), std::vector<std::string>());
    std::filesystem::remove(captures_ / "missing");
  }
}

// Killed anywhere after the call: it is in the old place or in the new one, whole, and in no other.
TEST_F(RecorderPins, ARetryThatIsKilledIsThereOnce) {
  MakeMissing();
  bool more = true;
  for (uint64_t n = 1; more; ++n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    TemporaryFolder old_place;
    TemporaryFolder new_place;
    const std::string late = old_place / "late";  // is there later
    vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
    LiveAndBeKilled(
        options_,
        [&](Harness& harness) {
          Begin(harness, "a.wav", 5, false);
          harness.Run(3.0);
          uint64_t id = 0;
          EXPECT_TRUE(harness.Dump(2, late + "/d.wav", &id).ok());
          harness.Run(1.0);
          uint64_t operations = 0;
          disk.SetHook([&](const std::string&) {
            if (++operations >= n) Die(harness);
          });
          EXPECT_TRUE(harness.recorder().Retry(id, new_place / "e.wav").ok());
          harness.Run(0.02);
          disk.SetHook(nullptr);
          std::ofstream(old_place / "survived") << "";
        },
        disk);
    more = !std::filesystem::exists(old_place / "survived");
    std::filesystem::create_directory(late);
    RecoverLeft(options_);
    const bool moved = std::filesystem::exists(new_place / "e.wav");
    ExpectVoice(moved ? new_place / "e.wav" : late + "/d.wav", Both, kRate, 2 * kRate);
    EXPECT_EQ(new_place.names().size(), moved ? 3u : 0u);
    EXPECT_EQ(std::filesystem::is_empty(late), moved);
    EXPECT_EQ(rings_.names(), std::vector<std::string>());
    ASSERT_FALSE(HasFailure());
    ASSERT_LT(n, 500u);
  }
}

// The text that was torn may have been another's, too.
TEST(PinTable, HasTheTextBeforeWhereTheNewestIsTorn) {
  constexpr uint64_t kEpoch = 7;
  const auto entry = [](uint64_t number, const std::string& path) {
    vr::PinnedCapture pin;
    pin.target.capture_id = 3;
    pin.target.path = path;
    pin.to_frame = 100;
    return vr::PinEntryBytes({kEpoch, number, vr::PinJson(pin)}, nullptr);
  };
  std::vector<uint8_t> bytes = entry(9, "/new/e.wav");
  const std::vector<uint8_t> old = entry(8, "/old/d.wav");
  bytes.insert(bytes.end(), old.begin(), old.end());
  vr::PinTable table = vr::ReadPinTable(bytes, kEpoch, nullptr);
  ASSERT_EQ(table.captures.size(), 1u);
  EXPECT_EQ(table.captures.at(3).target.path, "/new/e.wav");
  EXPECT_EQ(table.damaged, 0u);
  bytes[80] ^= 1;
  table = vr::ReadPinTable(bytes, kEpoch, nullptr);
  ASSERT_EQ(table.captures.size(), 1u);
  EXPECT_EQ(table.captures.at(3).target.path, "/old/d.wav");
  EXPECT_EQ(table.damaged, 1u);
}

// However long ago it was, and however long it listened.
TEST_F(RecorderPins, ArePutDownWithTheirOwnFeaturesAndLevels) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, "a.wav", 10, false);
    harness.Run(8.0);
    EXPECT_TRUE(harness.Dump(4, Missing("d.wav")).ok());
    harness.Run(180.0);
    vr::DumpRequest request;
    request.path = Missing("e.wav");
    request.after_s = 300;
    uint64_t id = 0;
    EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
    harness.Run(290.0);
  });
  MakeMissing();
  RecoverLeft(options_);
  ExpectVoice(Missing("d.wav"), Both, 4 * kRate, 4 * kRate);
  for (const char* name : {"d.wav", "e.wav"}) {
    std::vector<vr::FeatureWord> cells = CellsOf(Missing(name));
    cells.resize(cells.size() - 30);  // the newest may not have come to the disk
    EXPECT_FALSE(HasGap(cells)) << name;
    const std::string sidecar = ReadText(Missing(name) + ".json");
    EXPECT_EQ(sidecar.find("Dbfs\": -120"), std::string::npos) << sidecar;
    EXPECT_NE(sidecar.find("\"gaps\": []"), std::string::npos) << sidecar;
    EXPECT_EQ(sidecar.find("\"gaps\": [{"), std::string::npos) << sidecar;
  }
}

// For longer than memory lasts dumps held all that the ring may have.
TEST_F(RecorderPins, TellWhyTheyHaveHoles) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, "a.wav", 30, false);
    std::vector<uint64_t> ids(8);
    for (uint64_t& id : ids) {
      harness.Run(30.0);
      EXPECT_TRUE(harness.Dump(30, Missing("a.wav"), &id).ok());
    }
    vr::DumpRequest request;
    request.path = Missing("d.wav");
    request.last_s = 10;
    request.after_s = 130;
    uint64_t id = 0;
    EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
    harness.Run(110.0);
    for (const uint64_t each : ids) EXPECT_TRUE(harness.recorder().Discard(each).ok());
    harness.Run(30.0);
  });
  MakeMissing();
  RecoverLeft(options_);
  const std::string sidecar = ReadText(Missing("d.wav.json"));
  EXPECT_NE(sidecar.find("\"why\": \"pinned\""), std::string::npos) << sidecar;
  EXPECT_EQ(sidecar.find("\"why\": \"disk\""), std::string::npos) << sidecar;
}

// The mix's name is free, and a track's is not.
TEST_F(RecorderPins, WhatWasWrittenIsFoundBehindANameThatIsFree) {
  std::ofstream(captures_ / "d.local.wav") << "precious";
  vr::test::FaultyFileSystem disk{vr::PlatformFileSystem()};
  LiveAndBeKilled(
      options_,
      [&](Harness& harness) {
        Begin(harness, "a.wav", 10, true);
        harness.Run(8.0);
        bool renamed = false;
        disk.SetHook([&](const std::string& operation) {
          renamed = renamed || operation == "rename";
          if (renamed && operation == "sync") disk.FailAt(disk.operations() + 1, vr::ErrorCode::kIoError, false);
        });
        vr::DumpRequest request;
        request.last_s = 4;
        request.reason = "d";  // which is its name, counting up
        uint64_t id = 0;
        EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
        harness.Run(1.0);
        EXPECT_TRUE(std::filesystem::exists(captures_ / "d-2.wav"));
      },
      disk);
  RecoverLeft(options_);
  EXPECT_TRUE(std::filesystem::exists(captures_ / "d-2.wav"));
  EXPECT_FALSE(std::filesystem::exists(captures_ / "d-3.wav"));
  EXPECT_FALSE(std::filesystem::exists(captures_ / "d.wav"));
  EXPECT_EQ(ReadText(captures_ / "d.local.wav"), "precious");
  EXPECT_EQ(rings_.names(), std::vector<std::string>());
}

// The mix is overwritten a moment after the call; until it goes on, all that there is of it is in the tracks.
TEST_F(RecorderPins, AKillWhileTheMixIsOverwrittenLosesNoDump) {
  for (const double later_s : {0.06, 0.1, 0.12, 0.14, 0.18, 0.24}) {
    TemporaryFolder captures;
    LiveAndBeKilled(options_, [&](Harness& harness) {
      Begin(harness, "a.wav", 60, true);
      harness.Run(3.0);
      EXPECT_TRUE(harness.recorder().Exclude("x", false).ok());
      harness.Run(later_s);
      vr::DumpRequest request;
      request.path = captures / "d.wav";
      request.clear = true;
      uint64_t id = 0;
      EXPECT_TRUE(harness.recorder().Dump(request, &id).ok());
      harness.Run(0.02);
    });
    RecoverLeft(options_);
    ASSERT_TRUE(std::filesystem::exists(captures / "d.wav")) << later_s;
    const auto frames = static_cast<int64_t>(ReadWav(captures / "d.wav").samples.size());
    EXPECT_GE(frames, static_cast<int64_t>(2.5 * kRate)) << later_s;
    ExpectVoice(captures / "d.wav", Mine, 0, frames);
  }
}

// As many as the table holds; the task's end finds room in it all the same.
TEST_F(RecorderPins, OfATaskThatHasEndedAreAllThatIsRecovered) {
  LiveAndBeKilled(options_, [&](Harness& harness) {
    Begin(harness, "a.wav", 5, false);
    harness.Run(3.0);
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(harness.Dump(1, Missing(std::to_string(i) + ".wav")).ok());
      harness.Run(0.3);
    }
    harness.recorder().Stop();
    harness.Settle();
  });
  MakeMissing();
  RecoverLeft(options_);
  EXPECT_TRUE(std::filesystem::exists(Missing("0.wav")));
  EXPECT_FALSE(std::filesystem::exists(captures_ / "recovered.wav"));
}

}  // namespace
}  // namespace vr_test
