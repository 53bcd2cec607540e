// The engine makes its script engine anew when the game restarts.
#include <atomic>
#include <thread>

#include "cocos_native/script.h"
#include "support/temp_folder.h"
#include "voice_recorder_cocos.h"

namespace vr::test {
namespace {

bool IsAlive(double recorder) {
  vr_stats stats{};
  stats.struct_size = sizeof stats;
  return vr_get_stats(static_cast<vr_recorder>(recorder), &stats) == VR_OK;
}

TEST(CocosRestart, EndsRecordersWithoutANameAndFinishesTheirFiles) {
  Script script;
  const TempFolder folder;
  const double recorder = script.CreateRecorder();
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav")), VR_OK);
  script.CleanUp();
  EXPECT_FALSE(IsAlive(recorder));
  EXPECT_EQ(folder.Get("task.wav").substr(0, 4), "RIFF");
}

TEST(CocosRestart, ARecorderWithANameLivesOnAndIsFound) {
  Script script;
  const double recorder = script.CreateRecorder("", true);
  EXPECT_EQ(vr_cocos_recorder("room"), 0u);
  ASSERT_EQ(script.Number("SetName", recorder, "room"), VR_OK);
  EXPECT_EQ(vr_cocos_recorder("room"), recorder);
  script.Restart();
  EXPECT_TRUE(IsAlive(recorder));
  EXPECT_EQ(vr_cocos_recorder("room"), recorder);
  EXPECT_EQ(script.Number("Adopt", "room"), VR_OK);
  EXPECT_EQ(script.LastId(), recorder);
  script.Call("Destroy", recorder);
  EXPECT_FALSE(IsAlive(recorder));
  EXPECT_EQ(script.Number("Adopt", "room"), VR_ERROR_INVALID_STATE);
  EXPECT_EQ(vr_cocos_recorder("room"), 0u);
}

TEST(CocosRestart, WhoTakesARecorderOverGetsItsSourcesBack) {
  Script script;
  const double recorder = script.CreateRecorder();
  script.Number("SetName", recorder, "room");
  script.Number("OpenSource", recorder, 0, "me", "microphone");
  const double mine = script.LastId();
  script.Number("OpenSource", recorder, 1, "you", "");
  const double yours = script.LastId();
  script.Number("OpenSource", recorder, 1, "left", "");
  EXPECT_EQ(script.Number("CloseSource", script.LastId()), VR_OK);
  script.Number("OpenSource", recorder, 1, "you", "");
  EXPECT_NE(script.LastId(), yours);  // nobody has left it
  script.Restart();
  script.Number("Adopt", "room");
  script.Number("OpenSource", recorder, 1, "you", "");
  EXPECT_EQ(script.LastId(), yours);
  script.Number("OpenSource", recorder, 0, "me", "microphone");
  EXPECT_EQ(script.LastId(), mine);
  script.Number("OpenSource", recorder, 0, "me", "microphone");
  EXPECT_NE(script.LastId(), mine);
  script.Call("Destroy", recorder);
}

TEST(CocosRestart, ANameBelongsToOneRecorder) {
  Script script;
  const double one = script.CreateRecorder("", true);
  const double other = script.CreateRecorder("", true);
  EXPECT_EQ(script.Number("SetName", one, ""), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(script.Number("SetName", one, std::string(257, 'x')), VR_ERROR_INVALID_PARAMETER);
  EXPECT_EQ(script.Number("SetName", one, std::string(256, 'x')), VR_OK);
  EXPECT_EQ(script.Number("SetName", one, "room"), VR_OK);
  EXPECT_EQ(script.Number("SetName", one, "room"), VR_OK);
  EXPECT_EQ(script.Number("SetName", other, "room"), VR_ERROR_INVALID_PARAMETER);
  EXPECT_NE(script.LastError().find("choose another name"), std::string::npos);
  EXPECT_EQ(vr_cocos_recorder("room"), one);
  EXPECT_EQ(script.Number("SetName", 12345678, "other"), VR_ERROR_INVALID_STATE);
  vr_recorder_destroy(static_cast<vr_recorder>(one));  // by C++ of the game
  EXPECT_EQ(vr_cocos_recorder("room"), 0u);
  EXPECT_EQ(script.Number("SetName", other, "room"), VR_OK);
  script.Call("Destroy", other);
}

TEST(CocosRestart, AScriptEndsOnlyWhatScriptsHaveMade) {
  Script script;
  vr_recorder of_game = 0;
  ASSERT_EQ(vr_recorder_create(nullptr, &of_game), VR_OK);
  EXPECT_TRUE(script.Call("Destroy", static_cast<double>(of_game)).is_fine);
  EXPECT_EQ(script.Number("SetName", static_cast<double>(of_game), "room"), VR_ERROR_INVALID_STATE);
  script.Restart();
  EXPECT_TRUE(IsAlive(static_cast<double>(of_game)));
  vr_recorder_destroy(of_game);
}

TEST(CocosRestart, TheGameEndsAllWhenItCloses) {
  Script script;
  const double named = script.CreateRecorder();
  script.Number("SetName", named, "room");
  const double unnamed = script.CreateRecorder();
  script.Number("OpenTestTone", named, 1, "tone", "", 440, -20);
  std::thread(vr_cocos_destroy_all).join();  // any thread
  vr_cocos_destroy_all();
  EXPECT_FALSE(IsAlive(named));
  EXPECT_FALSE(IsAlive(unnamed));
  EXPECT_EQ(vr_cocos_recorder(nullptr), 0u);
  EXPECT_EQ(vr_cocos_recorder(""), 0u);
}

// Restart after restart, while C++ of the game asks for the recorder and pushes.
TEST(CocosRestart, ManyTimesOverNothingIsLostAndNothingLeft) {
  Script script;
  const TempFolder folder;
  const double recorder = script.CreateRecorder(folder.path());
  script.Number("SetName", recorder, "room");
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav"), 5), VR_OK);
  std::atomic<bool> is_over{false};
  std::thread game([&] {
    vr_source source = 0;
    const std::vector<int16_t> samples(160, 4000);
    while (!is_over.load()) {
      if (source == 0) vr_open_source(vr_cocos_recorder("room"), VR_SOURCE_REMOTE, "sdk", "", &source);
      vr_source_push(source, samples.data(), 160, VR_SAMPLE_INT16, 16000, 1, VR_NO_CAPTURE_TIME);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  for (int i = 0; i < 30; ++i) {
    const double unnamed = script.CreateRecorder();
    script.Number("OpenTestTone", unnamed, 0, "tone", "", 440, -20);
    script.Restart();
    EXPECT_FALSE(IsAlive(unnamed));
    ASSERT_EQ(script.Number("Adopt", "room"), VR_OK);
    ASSERT_EQ(script.LastId(), recorder);
  }
  is_over.store(true);
  game.join();
  ScriptArray<double> stats(kStatsNumbers);
  ASSERT_EQ(script.Number("ReadStats", recorder, stats), VR_OK);
  EXPECT_EQ(stats.elements[1], VR_TASK_STATE_CYCLE);
  script.Call("Destroy", recorder);
}

}  // namespace
}  // namespace vr::test
