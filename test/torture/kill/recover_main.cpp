// The next start of the game: recovers what is in a folder, and ends.
//   rings=FOLDER captures=FOLDER [key=HEX]
// Lines: begun; recovered PATH|WHAT LACKS; problem PATH|WHY; recovery-done COUNT
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "kill/key.h"
#include "kill/report.h"
#include "support/arguments.h"
#include "voice_recorder.h"

int main(int argc, char** argv) {
  using vr_torture::Tell;
  const vr_torture::Arguments arguments(argc, argv);
  const std::string rings = arguments.Text("rings");
  const std::string captures = arguments.Text("captures");
  const std::vector<uint8_t> key = vr_torture::KeyOf(arguments.Text("key"));
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.recovery_folder = rings.c_str();
  options.captures_folder = captures.c_str();
  options.name_template = "{room}";
  vr_recorder recorder = 0;
  if (vr_recorder_create(&options, &recorder) != VR_OK) return 1;
  Tell("begun");
  if (vr_recover(recorder, key.empty() ? nullptr : key.data()) != VR_OK) return 1;
  for (bool done = false; !done;) {
    vr_event event;
    event.struct_size = sizeof event;
    while (vr_poll_event(recorder, &event) == 1) {
      if (event.kind == VR_EVENT_RECOVERED) Tell("recovered %s|%s", event.path, event.text);
      if (event.kind == VR_EVENT_RECOVERY_PROBLEM) Tell("problem %s|%s", event.path, event.text);
      if (event.kind != VR_EVENT_RECOVERY_DONE) continue;
      Tell("recovery-done %d", event.code);
      done = true;
    }
    if (!done) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  vr_recorder_destroy(recorder);
  return 0;
}
