/* The C interface of the analysis, used as its header says, from plain C. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_wav.h"
#include "voice_recorder_analysis.h"

static int failures = 0;
#define EXPECT(condition)                                                                             \
  do {                                                                                                \
    if (!(condition)) {                                                                               \
      ++failures;                                                                                     \
      fprintf(stderr, "%s:%d: expected %s (%s)\n", __FILE__, __LINE__, #condition, vra_last_error()); \
    }                                                                                                 \
  } while (0)
/* Refused, with a reason. */
#define REFUSED(call)                        \
  do {                                       \
    EXPECT((call) == VRA_INVALID_PARAMETER); \
    EXPECT(strlen(vra_last_error()) > 10);   \
  } while (0)

static char audio_path[1024];
static char folder[900];

static vra_capture* open_audio(void) {
  vra_open_options options;
  vra_capture* capture = NULL;
  vra_open_options_init(&options);
  EXPECT(options.struct_size == sizeof options);
  EXPECT(vra_open(audio_path, &options, &capture) == VRA_OK);
  EXPECT(capture != NULL);
  EXPECT(strcmp(vra_last_error(), "") == 0);
  return capture;
}

static int contains(const vra_buffer* json, const char* text) {
  EXPECT(json->data != NULL && json->data[json->size_bytes] == '\0');
  return json->data != NULL && strstr((const char*)json->data, text) != NULL;
}

static int stop_at_once(void* user, double done) {
  ++*(int*)user;
  EXPECT(done >= 0 && done <= 1);
  return 1;
}

/* "What takes a vra_progress ... when it returns other than 0 the call ends with VRA_CANCELLED". */
static vra_progress cancels(int* calls) {
  vra_progress progress;
  progress.call = stop_at_once;
  progress.user = calls;
  *calls = 0;
  return progress;
}

static void tells_what_it_is(void) {
  vra_buffer json = {0};
  EXPECT(vra_abi_version() == VRA_ABI_VERSION);
  EXPECT(strlen(vra_version()) >= 5);
  EXPECT(vra_capabilities(&json) == VRA_OK);
  EXPECT(contains(&json, "\"abiVersion\":4"));
  EXPECT(contains(&json, "\"detectors\":"));
  EXPECT(contains(&json, "\"aacDecoder\":{\"name\":"));
  EXPECT(contains(&json, "\"encryption\":"));
  vra_free(&json);
  EXPECT(json.data == NULL && json.size_bytes == 0);
  vra_free(&json);
  vra_free(NULL);
  REFUSED(vra_capabilities(NULL));
}

static void opens_and_closes(void) {
  vra_capture* capture = (vra_capture*)&failures;
  vra_capture* const untouched = capture;
  vra_open_options options = {0};
  vra_buffer json = {0};
  char path[1024];
  FILE* file;
  REFUSED(vra_open(NULL, NULL, &capture));
  REFUSED(vra_open("", NULL, &capture));
  REFUSED(vra_open(audio_path, NULL, NULL));
  REFUSED(vra_open(audio_path, &options, &capture)); /* struct_size is 0 */
  snprintf(path, sizeof path, "%s/nothing.wav", folder);
  EXPECT(vra_open(path, NULL, &capture) == VRA_NOT_FOUND);
  EXPECT(strstr(vra_last_error(), "nothing.wav") != NULL);
  snprintf(path, sizeof path, "%s/garbage.wav", folder);
  file = fopen(path, "wb");
  fputs("this is no audio, whatever its name says, and it is long enough to be one of a kind", file);
  fclose(file);
  EXPECT(vra_open(path, NULL, &capture) == VRA_UNREADABLE);
  EXPECT(capture == untouched);
  vra_open_options_init(NULL);
  vra_close(NULL);
  EXPECT(vra_open(audio_path, NULL, &capture) == VRA_OK);
  EXPECT(vra_info(capture, &json) == VRA_OK);
  EXPECT(contains(&json, "\"codec\":\"pcm16\""));
  EXPECT(contains(&json, "\"sampleRate\":48000"));
  EXPECT(contains(&json, "\"durationSeconds\":5"));
  vra_free(&json);
  REFUSED(vra_info(NULL, &json));
  REFUSED(vra_info(capture, NULL));
  vra_close(capture);
}

static uint64_t number(const uint8_t* at, int bytes) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; ++i) value |= (uint64_t)at[i] << (8 * i);
  return value;
}

static void measures_an_envelope(vra_capture* capture, uint32_t mix) {
  vra_buffer envelope = {0};
  int calls;
  vra_progress progress = cancels(&calls);
  REFUSED(vra_envelope(NULL, mix, NULL, &envelope));
  REFUSED(vra_envelope(capture, mix, NULL, NULL));
  REFUSED(vra_envelope(capture, 99, NULL, &envelope));
  EXPECT(strstr(vra_last_error(), "99") != NULL);
  EXPECT(vra_envelope(capture, mix, &progress, &envelope) == VRA_CANCELLED);
  EXPECT(calls == 1 && envelope.data == NULL);
  EXPECT(vra_envelope(capture, mix, NULL, &envelope) == VRA_OK);
  EXPECT(envelope.size_bytes > 64 && memcmp(envelope.data, "VREN", 4) == 0);
  EXPECT(number(envelope.data + 16, 8) == TEST_RATE_HZ * TEST_SECONDS);
  EXPECT(number(envelope.data + 12, 2) == 2);
  if (envelope.data != NULL) {
    /* The second cell of level 0: minimum, maximum and RMS of the left, then of the right channel. */
    const uint8_t* cell = envelope.data + number(envelope.data + 48, 8) + 12;
    EXPECT(abs((int16_t)number(cell, 2) + 16384) <= 1);
    EXPECT(abs((int16_t)number(cell + 2, 2) - 16384) <= 1);
    EXPECT(fabs((double)number(cell + 4, 2) / 65535 - 0.5 / sqrt(2.0)) < 0.001);
    EXPECT(number(cell + 6, 6) == 0);
  }
  vra_free(&envelope);
}

static void measures_map_and_loudness(vra_capture* capture, uint32_t mix) {
  vra_buffer json = {0};
  int calls;
  vra_progress progress = cancels(&calls);
  REFUSED(vra_map(NULL, mix, NULL, &json));
  REFUSED(vra_map(capture, mix, NULL, NULL));
  REFUSED(vra_map(capture, 99, NULL, &json));
  EXPECT(vra_map(capture, mix, &progress, &json) == VRA_CANCELLED);
  EXPECT(vra_map(capture, mix, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "\"basis\":\"audio\""));
  EXPECT(contains(&json, "\"clippedSamples\":0"));
  vra_free(&json);
  REFUSED(vra_loudness(NULL, mix, NULL, &json));
  REFUSED(vra_loudness(capture, mix, NULL, NULL));
  REFUSED(vra_loudness(capture, 99, NULL, &json));
  EXPECT(vra_loudness(capture, mix, &progress, &json) == VRA_CANCELLED);
  EXPECT(vra_loudness(capture, mix, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "\"integratedLufs\":-"));
  EXPECT(contains(&json, "\"stepSeconds\":0.1"));
  vra_free(&json);
}

static void diagnoses(vra_capture* capture) {
  vra_buffer json = {0};
  int calls;
  vra_progress progress = cancels(&calls);
  REFUSED(vra_diagnose(NULL, NULL, &json));
  REFUSED(vra_diagnose(capture, NULL, NULL));
  EXPECT(vra_diagnose(capture, &progress, &json) == VRA_CANCELLED);
  EXPECT(calls == 1 && json.data == NULL);
  EXPECT(vra_diagnose(capture, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "{\"version\":1,\"detectors\":"));
  EXPECT(contains(&json, "\"durationSeconds\":5.0"));
  EXPECT(contains(&json, "\"checks\":[{\"id\":"));
  vra_free(&json);
}

static void holds_against_expectations(vra_capture* capture) {
  const char* request =
      "{\"expectations\":[{\"expect\":\"lasts\",\"seconds\":5},{\"expect\":\"silent\",\"not\":true}]}";
  vra_buffer json = {0};
  int calls;
  vra_progress progress = cancels(&calls);
  REFUSED(vra_expect(NULL, request, NULL, &json));
  REFUSED(vra_expect(capture, NULL, NULL, &json));
  REFUSED(vra_expect(capture, request, NULL, NULL));
  REFUSED(vra_expect(capture, "{\"expectations\":[{\"expect\":\"quiet\"}]}", NULL, &json));
  EXPECT(strstr(vra_last_error(), "expectations[0]") != NULL);
  EXPECT(vra_expect(capture, request, &progress, &json) == VRA_CANCELLED);
  EXPECT(calls == 1 && json.data == NULL);
  EXPECT(vra_expect(capture, request, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "{\"version\":1,\"durationSeconds\":5.0,\"pass\":true,\"results\":[{\"expect\":\"lasts\""));
  EXPECT(contains(&json, "the capture lasts 5.00 s"));
  vra_free(&json);
}

static void makes_spectrograms(vra_capture* capture, uint32_t mix) {
  static uint8_t picture[4 * 513];
  static float samples[2 * 4096];
  vra_spectrogram_request request;
  int calls;
  vra_progress progress = cancels(&calls);
  vra_spectrogram_request_init(NULL);
  vra_spectrogram_request_init(&request);
  EXPECT(request.struct_size == sizeof request);
  request.lane = mix;
  request.first_frame = TEST_RATE_HZ;
  request.hop_frames = 1000.5;
  request.columns = 4;
  request.fft_frames = 1024;
  REFUSED(vra_spectrogram(NULL, &request, NULL, picture, sizeof picture));
  REFUSED(vra_spectrogram(capture, NULL, NULL, picture, sizeof picture));
  REFUSED(vra_spectrogram(capture, &request, NULL, NULL, sizeof picture));
  REFUSED(vra_spectrogram(capture, &request, NULL, picture, sizeof picture - 1));
  EXPECT(strstr(vra_last_error(), "2052") != NULL);
  request.columns = 0;
  REFUSED(vra_spectrogram(capture, &request, NULL, picture, sizeof picture));
  request.columns = 4;
  request.fft_frames = 1000;
  REFUSED(vra_spectrogram(capture, &request, NULL, picture, sizeof picture));
  request.fft_frames = 1024;
  request.hop_frames = NAN;
  REFUSED(vra_spectrogram(capture, &request, NULL, picture, sizeof picture));
  request.hop_frames = 1000.5;
  request.lane = 99;
  REFUSED(vra_spectrogram(capture, &request, NULL, picture, sizeof picture));
  request.lane = mix;
  EXPECT(vra_spectrogram(capture, &request, &progress, picture, sizeof picture) == VRA_CANCELLED);
  EXPECT(vra_spectrogram(capture, &request, NULL, picture, sizeof picture) == VRA_OK);
  /* -6 dB on one of two channels: -9 dB. The tone is in bin 64. */
  for (int column = 0; column < 4; ++column) EXPECT(abs(picture[column * 513 + 64] - (255 - 18)) <= 1);

  request.first_frame = 2048;
  request.columns = 1;
  for (int i = 0; i < 4096; ++i) {
    samples[2 * i] = (float)sin(2 * 3.14159265358979323846 * i * 64 / 1024);
    samples[2 * i + 1] = samples[2 * i];
  }
  REFUSED(vra_spectrogram_of_samples(NULL, 4096, 2, &request, picture, 513));
  REFUSED(vra_spectrogram_of_samples(samples, 4096, 0, &request, picture, 513));
  REFUSED(vra_spectrogram_of_samples(samples, 4096, 65, &request, picture, 513));
  REFUSED(vra_spectrogram_of_samples(samples, UINT64_MAX, 2, &request, picture, 513));
  REFUSED(vra_spectrogram_of_samples(samples, 4096, 2, NULL, picture, 513));
  REFUSED(vra_spectrogram_of_samples(samples, 4096, 2, &request, NULL, 513));
  REFUSED(vra_spectrogram_of_samples(samples, 4096, 2, &request, picture, 512));
  EXPECT(vra_spectrogram_of_samples(samples, 4096, 2, &request, picture, 513) == VRA_OK);
  EXPECT(picture[64] >= 254);
  EXPECT(vra_spectrogram_of_samples(NULL, 0, 1, &request, picture, 513) == VRA_OK);
  EXPECT(picture[64] == 0);
}

static void reads_frames(vra_capture* capture, uint32_t mix) {
  static float frames[2 * 1000];
  uint64_t count = 77;
  REFUSED(vra_read(NULL, mix, 0, 1000, frames, &count));
  REFUSED(vra_read(capture, mix, 0, 1000, NULL, &count));
  REFUSED(vra_read(capture, mix, 0, 1000, frames, NULL));
  REFUSED(vra_read(capture, mix, -1, 1000, frames, &count));
  REFUSED(vra_read(capture, mix, 0, (1u << 22) + 1, frames, &count));
  REFUSED(vra_read(capture, 99, 0, 1000, frames, &count));
  EXPECT(count == 77);
  EXPECT(vra_read(capture, mix, 1012, 1000, frames, &count) == VRA_OK && count == 1000);
  EXPECT(fabs((double)frames[0] - 0.5) < 0.001 && frames[1] == 0); /* 63 1/4 periods of the tone */
  EXPECT(vra_read(capture, mix, TEST_RATE_HZ * TEST_SECONDS - 10, 1000, frames, &count) == VRA_OK && count == 10);
  EXPECT(vra_read(capture, mix, TEST_RATE_HZ * TEST_SECONDS, 1000, frames, &count) == VRA_OK && count == 0);
  EXPECT(vra_read(capture, mix, INT64_MAX, 1000, frames, &count) == VRA_OK && count == 0);
  EXPECT(vra_read(capture, mix, 0, 0, NULL, &count) == VRA_OK && count == 0);
}

static void has_no_adts(vra_capture* capture) {
  vra_buffer index = {0};
  REFUSED(vra_adts_index(NULL, 0, &index));
  REFUSED(vra_adts_index(capture, 0, NULL));
  REFUSED(vra_adts_index(capture, 9, &index));
  EXPECT(vra_adts_index(capture, 0, &index) == VRA_NOT_SUPPORTED);
  EXPECT(index.data == NULL);
}

static void exports_ranges(vra_capture* capture) {
  const uint32_t lanes[] = {0, 99};
  vra_export_options options;
  vra_buffer json = {0};
  vra_capture* cut = NULL;
  char path[1024];
  char sidecar[1100];
  int calls;
  vra_progress progress = cancels(&calls);
  snprintf(path, sizeof path, "%s/analysis-abi-cut.wav", folder);
  snprintf(sidecar, sizeof sidecar, "%s.json", path);
  remove(path);
  remove(sidecar);
  vra_export_options_init(NULL);
  vra_export_options_init(&options);
  EXPECT(options.struct_size == sizeof options && options.quality == 1 && options.with_sidecar == 1);
  REFUSED(vra_export(NULL, path, &options, NULL, &json));
  REFUSED(vra_export(capture, NULL, &options, NULL, &json));
  REFUSED(vra_export(capture, "", &options, NULL, &json));
  REFUSED(vra_export(capture, path, &options, NULL, NULL));
  options.quality = 3;
  REFUSED(vra_export(capture, path, &options, NULL, &json));
  options.quality = 1;
  options.lanes = lanes;
  REFUSED(vra_export(capture, path, &options, NULL, &json)); /* lane_count is 0 */
  options.lane_count = 2;
  REFUSED(vra_export(capture, path, &options, NULL, &json)); /* no lane 99 */
  options.lanes = NULL;
  options.start_seconds = NAN;
  REFUSED(vra_export(capture, path, &options, NULL, &json));
  options.start_seconds = 3;
  options.end_seconds = 2;
  REFUSED(vra_export(capture, path, &options, NULL, &json));
  REFUSED(vra_export(capture, audio_path, &options, NULL, &json));
  options.end_seconds = 4;
  EXPECT(vra_export(capture, path, &options, &progress, &json) == VRA_CANCELLED);
  EXPECT(vra_open(path, NULL, &cut) == VRA_NOT_FOUND);
  EXPECT(vra_export(capture, path, &options, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "\"durationSeconds\":1"));
  EXPECT(contains(&json, "\"copied\":true"));
  vra_free(&json);
  EXPECT(vra_export(capture, path, &options, NULL, &json) == VRA_IO); /* it is there */
  options.overwrite = 1;
  EXPECT(vra_export(capture, path, &options, NULL, &json) == VRA_OK);
  vra_free(&json);
  EXPECT(vra_open(path, NULL, &cut) == VRA_OK);
  vra_close(cut);
}

static void lists_rings(void) {
  vra_buffer json = {0};
  char path[1024];
  snprintf(path, sizeof path, "%s/no-such-folder", folder);
  REFUSED(vra_list_rings(NULL, NULL, &json));
  REFUSED(vra_list_rings("", NULL, &json));
  REFUSED(vra_list_rings(folder, NULL, NULL));
  EXPECT(vra_list_rings(path, NULL, &json) == VRA_NOT_FOUND);
  EXPECT(vra_list_rings(folder, NULL, &json) == VRA_OK);
  EXPECT(contains(&json, "[]"));
  vra_free(&json);
}

int main(int argc, char** argv) {
  vra_capture* capture;
  const uint32_t mix = 2; /* the order is: the channels, the mix */
  if (argc != 2) return 2;
  snprintf(folder, sizeof folder, "%s", argv[1]);
  snprintf(audio_path, sizeof audio_path, "%s/analysis-abi.wav", folder);
  if (!write_test_wav(audio_path)) return 2;
  tells_what_it_is();
  opens_and_closes();
  lists_rings();
  capture = open_audio();
  if (capture != NULL) {
    measures_an_envelope(capture, mix);
    measures_map_and_loudness(capture, mix);
    diagnoses(capture);
    holds_against_expectations(capture);
    makes_spectrograms(capture, mix);
    reads_frames(capture, mix);
    has_no_adts(capture);
    exports_ranges(capture);
  }
  vra_close(capture);
  if (failures != 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures == 0 ? 0 : 1;
}
