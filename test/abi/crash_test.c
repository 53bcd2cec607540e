/* What a killed process leaves is recovered by the next one, through the C interface alone, in plain C.
 *     crash_test FOLDER          makes a process of itself that records and is killed, then recovers in FOLDER
 *     crash_test FOLDER record   is that process */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(_WIN32)
#include <direct.h>
#include <windows.h>
#else
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "voice_recorder.h"

#define EXPECT(condition)                                                                            \
  do {                                                                                               \
    if (!(condition)) {                                                                              \
      fprintf(stderr, "%s:%d: expected %s (%s)\n", __FILE__, __LINE__, #condition, vr_last_error()); \
      exit(1);                                                                                       \
    }                                                                                                \
  } while (0)

enum { KILLED = 99, SECONDS = 3, SURVIVED = 88 };

/* As from outside: nothing is flushed, no destructor runs, no library is told. */
static void be_killed(void) {
#if defined(_WIN32)
  TerminateProcess(GetCurrentProcess(), KILLED);
#else
  kill(getpid(), SIGKILL);
#endif
}

static void make_folder(const char* path) {
#if defined(_WIN32)
  _mkdir(path);
#else
  mkdir(path, 0700);
#endif
}

static vr_recorder recorder_in(const char* folder) {
  char captures[1024], recovery[1024];
  vr_recorder_options options;
  vr_recorder recorder = 0;
  snprintf(captures, sizeof captures, "%s/captures", folder);
  snprintf(recovery, sizeof recovery, "%s/recovery", folder);
  vr_recorder_options_init(&options);
  options.captures_folder = captures;
  options.recovery_folder = recovery;
  options.virtual_clock = 1;
  options.min_free_bytes = 0;
  options.name_template = "left-{count}";
  EXPECT(vr_recorder_create(&options, &recorder) == VR_OK);
  return recorder;
}

static int record_and_be_killed(const char* folder) {
  char path[1024];
  int16_t block[480];
  int n = 0;
  vr_source mic = 0;
  vr_task_config task;
  const vr_recorder recorder = recorder_in(folder);
  snprintf(path, sizeof path, "%s/captures/room.wav", folder);
  EXPECT(vr_enter_room(recorder, "lobby", "me") == VR_OK);
  EXPECT(vr_open_source(recorder, VR_SOURCE_LOCAL, "me", "microphone", &mic) == VR_OK);
  vr_task_config_init(&task);
  task.file_path = path;
  task.cycle_time_s = 10;
  task.sample_rate_hz = 48000;
  EXPECT(vr_start_audio_recording_with_config(recorder, &task) == VR_OK);
  for (int b = 0; b < SECONDS * 100; ++b) {
    const int64_t begin_ns = vr_now_ns(recorder);
    for (int i = 0; i < 480; ++i, ++n) block[i] = (int16_t)(10000.0 * sin(n * 0.06));
    EXPECT(vr_advance(recorder, 10000000) == VR_OK);
    EXPECT(vr_source_push(mic, block, 480, VR_SAMPLE_INT16, 48000, 1, begin_ns) == VR_OK);
  }
  be_killed();
  return SURVIVED;
}

/* At most the newest 250 ms beyond the delay of the mix, 200 ms, are lost. */
static void recovers(const char* folder) {
  int recovered = 0, done = 0;
  vr_event event;
  const vr_recorder recorder = recorder_in(folder);
  EXPECT(vr_recover(recorder, NULL) == VR_OK);
  EXPECT(vr_advance(recorder, 1000000000) == VR_OK);
  event.struct_size = sizeof event;
  while (vr_poll_event(recorder, &event)) {
    if (event.kind == VR_EVENT_RECOVERY_PROBLEM) fprintf(stderr, "problem: %s\n", event.text ? event.text : "");
    if (event.kind == VR_EVENT_RECOVERY_DONE) done = 1;
    if (event.kind != VR_EVENT_RECOVERED) continue;
    ++recovered;
    EXPECT(event.capture->duration_s >= SECONDS - 0.45 && event.capture->duration_s <= SECONDS + 0.01);
    printf("recovered %.2f s\n", event.capture->duration_s);
    EXPECT(remove(event.path) == 0);
  }
  EXPECT(done && recovered == 1);
  vr_recorder_destroy(recorder);
}

int main(int argc, char** argv) {
  char command[4096], path[1024];
  if (argc == 3 && strcmp(argv[2], "record") == 0) return record_and_be_killed(argv[1]);
  EXPECT(argc == 2);
  make_folder(argv[1]);
  snprintf(path, sizeof path, "%s/captures", argv[1]);
  make_folder(path);
  snprintf(path, sizeof path, "%s/recovery", argv[1]);
  make_folder(path);
#if defined(_WIN32)
  snprintf(command, sizeof command, "\"\"%s\" \"%s\" record\"", argv[0], argv[1]); /* as cmd.exe takes it */
#else
  snprintf(command, sizeof command, "'%s' '%s' record", argv[0], argv[1]);
#endif
  const int ended = system(command);
  EXPECT(ended != 0 && ended != 1 && ended != 256 && ended != SURVIVED && ended != SURVIVED * 256);
  recovers(argv[1]);
  return 0;
}
