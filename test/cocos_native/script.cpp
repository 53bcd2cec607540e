#include "cocos_native/script.h"

#include <chrono>
#include <thread>

#include "voice_recorder_cocos.h"

extern "C" void cc_load_plugin_voice_recorder_cocos();

namespace vr::test {

Script::Script() {
  cc_load_plugin_voice_recorder_cocos();  // the engine does so for each game that it starts in a process
  engine_ = std::make_unique<se::ScriptEngine>();
  EXPECT_TRUE(engine_->start());
}

Script::~Script() {
  engine_.reset();
  vr_cocos_destroy_all();
}

void Script::Restart() {
  engine_.reset();
  engine_ = std::make_unique<se::ScriptEngine>();
  EXPECT_TRUE(engine_->start());
}

se::ValueArray CreateArguments(const std::string& captures_folder, bool is_virtual) {
  se::ValueArray args = {se::Value(captures_folder), se::Value("")};
  for (const double number : {0.0, 0.0, 0.0, 0.0, 268435456.0, 32.0, 100.0}) args.push_back(se::Value(number));
  args.push_back(se::Value(false));
  args.push_back(se::Value(is_virtual));
  args.push_back(se::Value(0));
  args.push_back(se::Value(""));
  args.push_back(se::Value(1073741824.0));
  args.push_back(se::Value(8));
  return args;
}

double Script::CreateRecorder(const std::string& captures_folder, bool is_virtual) {
  const Outcome made = CallWith("Create", CreateArguments(captures_folder, is_virtual));
  EXPECT_TRUE(made.is_fine && made.value.isNumber() && made.value.toDouble() == VR_OK) << LastError();
  const double recorder = LastId();
  EXPECT_EQ(Number("EnterRoom", recorder, "room", "me"), VR_OK);
  return recorder;
}

double Script::StartCycle(double recorder, const std::string& path, int seconds) {
  ScriptArray<uint8_t> no_key(0);
  return Number("Start", recorder, path, 16000, 1, 0, seconds, 1, 0, true, 0, 0, no_key);
}

bool Script::Poll(double recorder, PolledEvent* event) {
  const Outcome polled = Call("Poll", recorder);
  if (!polled.is_fine || !polled.value.toBoolean()) return false;
  ScriptArray<double> numbers(kEventNumbers);
  EXPECT_TRUE(Call("ReadEvent", numbers).is_fine);
  *event = {static_cast<int>(numbers.elements[0]), static_cast<int>(numbers.elements[1]), numbers.elements[3],
            Text("EventText", 1), Text("EventText", 2)};
  return true;
}

bool Script::WaitFor(double recorder, vr_event_kind kind, PolledEvent* found, std::vector<PolledEvent>* all) {
  for (int tries = 0; tries < 20000; ++tries) {
    PolledEvent event;
    while (Poll(recorder, &event)) {
      if (all != nullptr) all->push_back(event);
      if (event.kind != kind) continue;
      *found = event;
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

}  // namespace vr::test
