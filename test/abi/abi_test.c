/* The C interface, used as its header says, from plain C. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "voice_recorder.h"

static int failures = 0;
#define EXPECT(condition)                                                                            \
  do {                                                                                               \
    if (!(condition)) {                                                                              \
      ++failures;                                                                                    \
      fprintf(stderr, "%s:%d: expected %s (%s)\n", __FILE__, __LINE__, #condition, vr_last_error()); \
    }                                                                                                \
  } while (0)

static vr_recorder virtual_recorder(const char* folder) {
  vr_recorder_options options;
  vr_recorder recorder = 0;
  vr_recorder_options_init(&options);
  options.captures_folder = folder;
  options.virtual_clock = 1;
  options.name_template = "abi-{reason}";
  EXPECT(vr_recorder_create(&options, &recorder) == VR_OK);
  EXPECT(recorder != 0);
  return recorder;
}

static void push_tone(vr_recorder recorder, vr_source source, int blocks) {
  int16_t block[480];
  int n = 0;
  for (int b = 0; b < blocks; ++b) {
    const int64_t begin_ns = vr_now_ns(recorder);
    for (int i = 0; i < 480; ++i, ++n) block[i] = (int16_t)(10000.0 * sin(n * 0.06));
    EXPECT(vr_advance(recorder, 10000000) == VR_OK);
    EXPECT(vr_source_push(source, block, 480, VR_SAMPLE_INT16, 48000, 1, begin_ns) == VR_OK);
  }
}

/* "A call returns a vr_status; what happens later arrives as a vr_event." */
static void records_dumps_and_finishes(const char* folder) {
  char path[1024];
  vr_recorder recorder = virtual_recorder(folder);
  vr_task_config task;
  vr_source mic = 0;
  vr_event event;
  vr_stats stats;
  uint64_t dump = 0;
  int started = 0, finished = 0, dumped = 0;

  snprintf(path, sizeof path, "%s/abi.wav", folder);
  EXPECT(vr_enter_room(recorder, "lobby", "me") == VR_OK);
  EXPECT(vr_open_source(recorder, VR_SOURCE_LOCAL, "me", "microphone", &mic) == VR_OK);
  vr_task_config_init(&task);
  task.file_path = path;
  task.cycle_time_s = 10;
  EXPECT(vr_start_audio_recording_with_config(recorder, &task) == VR_OK);
  push_tone(recorder, mic, 300);
  EXPECT(vr_mark(recorder, "here", "{\"a\":1}") == VR_OK);
  EXPECT(vr_mark(recorder, "here", "{broken") == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_dump(recorder, NULL, &dump) == VR_OK);
  push_tone(recorder, mic, 100);
  stats.struct_size = sizeof stats;
  EXPECT(vr_get_stats(recorder, &stats) == VR_OK);
  EXPECT(stats.task_state == VR_TASK_STATE_CYCLE);
  EXPECT(stats.blocks_taken == 400 || stats.blocks_taken == 399);
  EXPECT(stats.source_count == 1 && stats.sources[0].source == mic);
  EXPECT(vr_stop_audio_recording(recorder) == VR_OK);
  EXPECT(vr_advance(recorder, 1000000000) == VR_OK);

  event.struct_size = sizeof event;
  while (vr_poll_event(recorder, &event)) {
    if (event.kind == VR_EVENT_TASK && event.code == VR_TASK_START) started = 1;
    if (event.kind == VR_EVENT_TASK && event.code == VR_TASK_FINISH) {
      finished = 1;
      EXPECT(strcmp(event.path, path) == 0);
      EXPECT(event.capture != NULL && fabs(event.capture->duration_s - 4.0) < 1e-9);
    }
    if (event.kind == VR_EVENT_DUMP_DONE && event.capture_id == dump) {
      dumped = 1;
      EXPECT(fabs(event.capture->duration_s - 3.0) < 1e-9);
      EXPECT(strstr(event.path, "abi-dump") != NULL);
      remove(event.path);
      remove(event.capture->sidecar_path);
    }
  }
  EXPECT(started && finished && dumped);
  vr_recorder_destroy(recorder);
}

/* "A stale or foreign handle is refused ... so things may be closed and destroyed in any order and twice." */
static void refuses_stale_handles(const char* folder) {
  int16_t block[160] = {0};
  vr_event event;
  vr_recorder recorder = virtual_recorder(folder);
  vr_source source = 0;
  EXPECT(vr_open_source(recorder, VR_SOURCE_REMOTE, NULL, NULL, &source) == VR_OK);
  vr_recorder_destroy(recorder);
  vr_recorder_destroy(recorder);
  EXPECT(vr_source_push(source, block, 160, VR_SAMPLE_INT16, 16000, 1, VR_NO_CAPTURE_TIME) == VR_ERROR_INVALID_STATE);
  EXPECT(vr_source_close(source) == VR_ERROR_INVALID_STATE);
  EXPECT(vr_source_set_muted(source, 1) == VR_ERROR_INVALID_STATE);
  EXPECT(vr_enter_room(recorder, "a", "b") == VR_ERROR_INVALID_STATE);
  EXPECT(strlen(vr_last_error()) > 0);
  event.struct_size = sizeof event;
  EXPECT(vr_poll_event(recorder, &event) == 0);
  EXPECT(vr_now_ns(recorder) == 0);
  EXPECT(vr_stop_audio_recording(12345) == VR_ERROR_INVALID_STATE);
  vr_recorder_destroy(0);
}

static void refuses_bad_arguments(const char* folder) {
  char wav[1024], aac[1024];
  vr_recorder recorder = virtual_recorder(folder);
  vr_recorder none = 1;
  vr_recorder_options options;
  vr_task_config task;
  vr_dump_request dump;
  vr_cost cost;
  vr_source source = 1;
  snprintf(wav, sizeof wav, "%s/a.wav", folder);
  snprintf(aac, sizeof aac, "%s/a.aac", folder);
  vr_recorder_options_init(&options);
  options.mix_delay_ms = 10;
  EXPECT(vr_recorder_create(&options, &none) == VR_ERROR_INVALID_PARAMETER && none == 0);
  options.mix_delay_ms = 200;
  options.captures_folder = "relative";
  EXPECT(vr_recorder_create(&options, &none) == VR_ERROR_INVALID_PARAMETER);
  options.captures_folder = NULL;
  options.struct_size = 0;
  EXPECT(vr_recorder_create(&options, &none) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_recorder_create(NULL, NULL) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_start_audio_recording_with_config(recorder, NULL) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_start_audio_recording(recorder, NULL, 32000, VR_QUALITY_LOW) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_start_audio_recording(recorder, wav, 32000, VR_QUALITY_LOW) == VR_ERROR_NOT_IN_ROOM);
  EXPECT(vr_open_source(recorder, (vr_source_kind)7, "a", "b", &source) == VR_ERROR_INVALID_PARAMETER && source == 0);
  EXPECT(vr_enter_room(recorder, NULL, NULL) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_leave_room(recorder) == VR_ERROR_NOT_IN_ROOM);
  EXPECT(vr_advance(recorder, -1) == VR_ERROR_INVALID_PARAMETER);
  vr_dump_request_init(&dump);
  dump.last_seconds = NAN;
  EXPECT(vr_dump(recorder, &dump, NULL) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_get_stats(recorder, NULL) == VR_ERROR_INVALID_PARAMETER);
  EXPECT(vr_capture_retry(recorder, 99, NULL) == VR_ERROR_INVALID_STATE);
  vr_task_config_init(&task);
  task.file_path = aac;
  task.cycle_time_s = 900;
  EXPECT(vr_estimate(0, &task, &cost) == VR_OK);
  EXPECT(cost.bytes_per_second == 6250 && cost.file_bytes == 5625000);
  EXPECT(cost.buffer_bytes > cost.file_bytes && cost.buffer_bytes < 16u << 20);
  vr_recorder_destroy(recorder);
}

/* "remote mix beside a remote user would count the same voice twice" */
static void refuses_a_remote_mix_beside_a_remote(const char* folder) {
  vr_recorder recorder = virtual_recorder(folder);
  vr_source a = 0, b = 0;
  EXPECT(vr_open_source(recorder, VR_SOURCE_REMOTE, "x", "", &a) == VR_OK);
  EXPECT(vr_open_source(recorder, VR_SOURCE_REMOTE_MIX, "", "", &b) == VR_ERROR_INVALID_STATE);
  EXPECT(vr_source_close(a) == VR_OK);
  EXPECT(vr_open_source(recorder, VR_SOURCE_REMOTE_MIX, "", "", &b) == VR_OK);
  EXPECT(vr_open_source(recorder, VR_SOURCE_REMOTE, "x", "", &a) == VR_ERROR_INVALID_STATE);
  vr_recorder_destroy(recorder);
}

int main(int argc, char** argv) {
  const char* folder = argc > 1 ? argv[1] : ".";
  EXPECT(vr_abi_version() == VR_ABI_VERSION);
  EXPECT(strlen(vr_version()) >= 5);
  EXPECT(strlen(vr_source_fingerprint()) == 16);
  EXPECT((vr_capabilities() & VR_CAPABILITY_WAV) != 0);
  records_dumps_and_finishes(folder);
  refuses_stale_handles(folder);
  refuses_bad_arguments(folder);
  refuses_a_remote_mix_beside_a_remote(folder);
  if (failures == 0) printf("all of the C interface holds\n");
  return failures == 0 ? 0 : 1;
}
