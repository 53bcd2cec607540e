// The test tone: what it sounds like, and its end in every order of ends.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

#include "cocos/tone_pump.h"
#include "cocos_native/script.h"
#include "support/temp_folder.h"
#include "voice_recorder_cocos.h"

namespace vr::test {
namespace {

class CocosTone : public ::testing::Test {
 protected:
  double Open(double recorder, const char* user = "tone", double frequency_hz = 1000, double level_dbfs = -20) {
    EXPECT_EQ(script_.Number("OpenTestTone", recorder, 1, user, "test", frequency_hz, level_dbfs), VR_OK);
    return script_.LastId();
  }

  // Until so many blocks of the recorder have been taken; whether they were.
  bool WaitForBlocks(double recorder, double blocks) {
    ScriptArray<double> stats(kStatsNumbers);
    for (int tries = 0; tries < 20000; ++tries) {
      script_.Number("ReadStats", recorder, stats);
      if (stats.elements[10] >= blocks) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
  }

  // Until the thread has seen that nothing is left for it.
  bool WaitForSilence() {
    for (int tries = 0; tries < 20000 && vr_cocos::TheTones().IsRunning(); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return !vr_cocos::TheTones().IsRunning();
  }

  Script script_;
};

std::vector<int16_t> SamplesOf(const std::string& wav) {
  const size_t data = wav.find("data");
  if (data == std::string::npos) return {};
  std::vector<int16_t> samples((wav.size() - data - 8) / 2);
  std::memcpy(samples.data(), wav.data() + data + 8, samples.size() * 2);
  return samples;
}

// The level of one frequency, in dB of a full-scale sine (Goertzel's sum).
double LevelAt(const std::vector<int16_t>& samples, size_t begin, size_t count, double frequency_hz, double rate_hz) {
  double real = 0;
  double imaginary = 0;
  for (size_t i = 0; i < count; ++i) {
    const double angle = 6.283185307179586 * frequency_hz / rate_hz * static_cast<double>(i);
    real += samples[begin + i] / 32768.0 * std::cos(angle);
    imaginary += samples[begin + i] / 32768.0 * std::sin(angle);
  }
  return 20 * std::log10(2 * std::hypot(real, imaginary) / static_cast<double>(count) + 1e-9);
}

TEST_F(CocosTone, IsASineOfItsFrequencyAndLevel) {
  const TempFolder folder;
  const double recorder = script_.CreateRecorder();
  ASSERT_EQ(script_.StartCycle(recorder, folder.File("task.wav")), VR_OK);
  Open(recorder, "tone", 1000, -12);
  ASSERT_TRUE(WaitForBlocks(recorder, 120));
  ASSERT_EQ(script_.Number("Stop", recorder), VR_OK);
  PolledEvent event;
  do {
    ASSERT_TRUE(script_.WaitFor(recorder, VR_EVENT_TASK, &event));
  } while (event.code == VR_TASK_START);
  const std::vector<int16_t> samples = SamplesOf(folder.Get("task.wav"));
  ASSERT_GT(samples.size(), 14000u);
  // A stretch of 100 ms that is all tone is there, however the machine was loaded.
  double best = -200;
  for (size_t begin = 0; begin + 1600 <= samples.size(); begin += 160) {
    best = std::max(best, LevelAt(samples, begin, 1600, 1000, 16000));
  }
  EXPECT_NEAR(best, -12, 0.5);
  script_.Call("Destroy", recorder);
}

TEST_F(CocosTone, RefusesWhatIsNoTone) {
  const double recorder = script_.CreateRecorder();
  const auto open = [&](double frequency_hz, double level_dbfs) {
    return script_.Number("OpenTestTone", recorder, 0, "me", "", frequency_hz, level_dbfs);
  };
  EXPECT_EQ(open(0, -20), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(open(-1, -20), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(open(24000, -20), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(open(440, 0.1), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(open(440, -121), VR_ERROR_INVALID_PARAMETER);
  EXPECT_NE(script_.LastError(), "");
  EXPECT_EQ(script_.Number("OpenTestTone", recorder, 7, "me", "", 440, -20), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(script_.Number("OpenTestTone", 99999999, 0, "me", "", 440, -20), VR_ERROR_INVALID_STATE);
  EXPECT_FALSE(vr_cocos::TheTones().IsRunning());
  script_.Call("Destroy", recorder);
}

TEST_F(CocosTone, ItsThreadIsThereOnlyWhileThereAreTones) {
  const double recorder = script_.CreateRecorder();
  const double one = Open(recorder, "one");
  const double other = Open(recorder, "other");
  EXPECT_TRUE(vr_cocos::TheTones().IsRunning());
  EXPECT_EQ(script_.Number("CloseSource", one), VR_OK);
  EXPECT_TRUE(vr_cocos::TheTones().IsRunning());
  EXPECT_EQ(script_.Number("CloseSource", other), VR_OK);
  EXPECT_FALSE(vr_cocos::TheTones().IsRunning());
  Open(recorder, "third");
  ASSERT_TRUE(WaitForBlocks(recorder, 3));
  script_.Call("Destroy", recorder);
  EXPECT_FALSE(vr_cocos::TheTones().IsRunning());
}

TEST_F(CocosTone, EndsInEveryOrderOfEnds) {
  enum End { kSource, kRecorder, kSourceByGame, kRecorderByGame, kEngine };
  const std::vector<std::vector<End>> orders = {{kSource, kRecorder},
                                                {kRecorder, kSource},
                                                {kSource, kSource},
                                                {kRecorder, kRecorder},
                                                {kSourceByGame, kSource},
                                                {kSourceByGame, kRecorder},
                                                {kRecorderByGame},
                                                {kRecorderByGame, kRecorder},
                                                {kRecorderByGame, kSource},
                                                {kEngine},
                                                {kSource, kEngine},
                                                {kRecorder, kEngine},
                                                {kSourceByGame, kEngine},
                                                {kRecorderByGame, kEngine},
                                                {kEngine, kSourceByGame},
                                                {kEngine, kRecorderByGame},
                                                {kSourceByGame, kRecorderByGame}};
  for (size_t order = 0; order < orders.size(); ++order) {
    SCOPED_TRACE(order);
    const double recorder = script_.CreateRecorder();
    const double source = Open(recorder);
    if (order % 2 == 0) {
      ASSERT_TRUE(WaitForBlocks(recorder, 1));  // odd ones end before the first block
    }
    for (const End end : orders[order]) {
      if (end == kSource) script_.Call("CloseSource", source);
      if (end == kRecorder) script_.Call("Destroy", recorder);
      if (end == kSourceByGame) vr_source_close(static_cast<vr_source>(source));
      if (end == kRecorderByGame) vr_recorder_destroy(static_cast<vr_recorder>(recorder));
      if (end == kEngine) script_.Restart();
    }
    EXPECT_TRUE(WaitForSilence());
    script_.Call("Destroy", recorder);
  }
}

TEST_F(CocosTone, OfARecorderWithANamePlaysOnOverARestart) {
  const double recorder = script_.CreateRecorder();
  script_.Number("SetName", recorder, "room");
  const double tone = Open(recorder);
  script_.Number("OpenSource", recorder, 1, "tone", "test");
  const double silent = script_.LastId();
  script_.Restart();
  EXPECT_TRUE(vr_cocos::TheTones().IsRunning());
  ASSERT_EQ(script_.Number("Adopt", "room"), VR_OK);
  EXPECT_EQ(Open(recorder), tone);  // the same wish: nobody plays twice
  EXPECT_NE(Open(recorder, "tone", 500), tone);
  script_.Number("OpenSource", recorder, 1, "tone", "test");
  EXPECT_EQ(script_.LastId(), silent);
  script_.Call("Destroy", recorder);
  EXPECT_FALSE(vr_cocos::TheTones().IsRunning());
}

}  // namespace
}  // namespace vr::test
