// Events of many threads reach the script in order, on its thread, and none after the clean-up.
#include <atomic>
#include <map>
#include <thread>

#include "cocos_native/script.h"
#include "support/temp_folder.h"
#include "voice_recorder_cocos.h"

namespace vr::test {
namespace {

// Threads as those of an RTC SDK, each with a source of its own, that push until they are told to stop.
class Producers {
 public:
  Producers(vr_recorder recorder, int count) {
    for (int i = 0; i < count; ++i) {
      vr_source source = 0;
      const std::string user = "user " + std::to_string(i);
      EXPECT_EQ(vr_open_source(recorder, VR_SOURCE_REMOTE, user.c_str(), "", &source), VR_OK);
      threads_.emplace_back([this, source] { Run(source); });
    }
  }
  ~Producers() {
    is_over_.store(true);
    for (std::thread& each : threads_) each.join();
  }

 private:
  void Run(vr_source source) {
    const std::vector<int16_t> samples(160, 4000);
    while (!is_over_.load()) {
      vr_source_push(source, samples.data(), 160, VR_SAMPLE_INT16, 16000, 1, VR_NO_CAPTURE_TIME);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    vr_source_close(source);
  }

  std::atomic<bool> is_over_{false};
  std::vector<std::thread> threads_;
};

constexpr int kDumps = 20;

// Dumps by number: the kinds of their events, in the order in which the script got them.
std::map<double, std::vector<int>> StepsOfDumps(const std::vector<PolledEvent>& events) {
  std::map<double, std::vector<int>> steps;
  for (const PolledEvent& event : events) {
    const bool is_step = event.kind == VR_EVENT_DUMP_ACCEPTED || event.kind == VR_EVENT_DUMP_CAPTURED ||
                         event.kind == VR_EVENT_DUMP_DONE;
    if (is_step) steps[event.capture_id].push_back(event.kind);
  }
  return steps;
}

// Until so much has been recorded; whether it was.
bool WaitForBuffered(Script& script, double recorder, double seconds) {
  ScriptArray<double> stats(kStatsNumbers);
  for (int tries = 0; tries < 20000; ++tries) {
    script.Number("ReadStats", recorder, stats);
    if (stats.elements[6] >= seconds) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

TEST(CocosEvents, OfManyThreadsReachTheScriptInOrder) {
  Script script;
  const TempFolder folder;
  const double recorder = script.CreateRecorder(folder.path());
  ASSERT_EQ(script.Number("SetName", recorder, "room"), VR_OK);
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav"), 5), VR_OK);
  std::vector<PolledEvent> events;
  std::vector<double> dumps;
  {
    const Producers producers(vr_cocos_recorder("room"), 8);
    ASSERT_TRUE(WaitForBuffered(script, recorder, 0.2));
    PolledEvent done;
    for (int i = 0; i < kDumps; ++i) {
      ASSERT_EQ(script.Number("Dump", recorder, 0, 0, folder.File(std::to_string(i) + ".wav"), "", false, true, ""),
                VR_OK);
      dumps.push_back(script.LastId());
      if (i % 5 == 4) {
        ASSERT_TRUE(script.WaitFor(recorder, VR_EVENT_DUMP_DONE, &done, &events));
      }
    }
  }
  ASSERT_EQ(script.Number("Stop", recorder), VR_OK);
  PolledEvent finished;
  const auto steps_are_complete = [&] {
    size_t done = 0;
    for (const auto& [dump, steps] : StepsOfDumps(events)) done += steps.back() == VR_EVENT_DUMP_DONE ? 1 : 0;
    return done == dumps.size();
  };
  while (!steps_are_complete()) ASSERT_TRUE(script.WaitFor(recorder, VR_EVENT_DUMP_DONE, &finished, &events));
  const auto steps = StepsOfDumps(events);
  const std::vector<int> expected = {VR_EVENT_DUMP_ACCEPTED, VR_EVENT_DUMP_CAPTURED, VR_EVENT_DUMP_DONE};
  for (const double dump : dumps) EXPECT_EQ(steps.at(dump), expected);
  std::vector<double> accepted;
  for (const PolledEvent& event : events) {
    if (event.kind == VR_EVENT_DUMP_ACCEPTED) accepted.push_back(event.capture_id);
  }
  EXPECT_EQ(accepted, dumps);
  script.Call("Destroy", recorder);
}

std::string KindsOf(const std::vector<PolledEvent>& events) {
  std::string kinds;
  for (const PolledEvent& event : events) {
    kinds += std::to_string(event.kind) + " (" + std::to_string(event.code) + " " + event.text + ") ";
  }
  return kinds;
}

TEST(CocosEvents, NoneComesAfterTheCleanUpHasBegun) {
  Script script;
  const TempFolder folder;
  const double recorder = script.CreateRecorder(folder.path());
  ASSERT_EQ(script.Number("SetName", recorder, "room"), VR_OK);
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav"), 5), VR_OK);
  Outcome polled;
  Outcome number;
  // After ours, because hooks are called in the order in which they came.
  script.engine().addBeforeCleanupHook([&] {
    polled = script.Call("Poll", recorder);
    number = script.Call("LastId");
  });
  {
    const Producers producers(vr_cocos_recorder("room"), 4);
    ASSERT_TRUE(WaitForBuffered(script, recorder, 0.2));
    ASSERT_EQ(script.Number("Dump", recorder, 0, 0, "", "", false, false, ""), VR_OK);
    script.CleanUp();
    EXPECT_TRUE(polled.was_invoked);
    EXPECT_FALSE(polled.is_fine);
    EXPECT_TRUE(polled.value.isUndefined());
    EXPECT_EQ(polled.reported.size(), 1u);
    EXPECT_FALSE(number.is_fine);
    EXPECT_FALSE(script.Call("Poll", recorder).was_invoked);
  }
  script.Restart();
  // What came meanwhile is there for the script that takes the recorder over.
  ASSERT_EQ(script.Number("Adopt", "room"), VR_OK);
  ASSERT_EQ(script.LastId(), recorder);
  std::vector<PolledEvent> events;
  PolledEvent done;
  EXPECT_TRUE(script.WaitFor(recorder, VR_EVENT_DUMP_DONE, &done, &events)) << KindsOf(events);
  EXPECT_EQ(StepsOfDumps(events).size(), 1u) << KindsOf(events);
  script.Call("Destroy", recorder);
}

// The event that a script has polled is not that of the next one.
TEST(CocosEvents, ANewScriptEngineBeginsWithoutAnEvent) {
  Script script;
  const double recorder = script.CreateRecorder();
  const TempFolder folder;
  ASSERT_EQ(script.StartCycle(recorder, folder.File("task.wav"), 5), VR_OK);
  PolledEvent started;
  ASSERT_TRUE(script.WaitFor(recorder, VR_EVENT_TASK, &started));
  script.Call("Stop", "wrong");
  script.Restart();
  ScriptArray<double> numbers(kEventNumbers, -1);
  ASSERT_TRUE(script.Call("ReadEvent", numbers).is_fine);
  EXPECT_EQ(numbers.elements, std::vector<double>(kEventNumbers, 0));
  EXPECT_EQ(script.LastError(), "");
  EXPECT_EQ(script.LastId(), 0);
}

}  // namespace
}  // namespace vr::test
