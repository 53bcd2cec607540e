/* Writes what the library gives of a file, one result per file of a folder: dump_measures FILE FOLDER. What the build
 * for WebAssembly gives is held against it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "voice_recorder_analysis.h"

static int failed(const char* what) {
  fprintf(stderr, "%s: %s\n", what, vra_last_error());
  return 0;
}

static int write_file(const char* folder, const char* name, unsigned lane, const void* data, size_t size_bytes) {
  char path[1200];
  FILE* file;
  snprintf(path, sizeof path, "%s/%s-%u", folder, name, lane);
  file = fopen(path, "wb");
  if (file == NULL) return failed(path);
  fwrite(data, 1, size_bytes, file);
  return fclose(file) == 0;
}

static int write_buffer(const char* folder, const char* name, unsigned lane, vra_result result, vra_buffer* buffer) {
  int done;
  if (result != VRA_OK) return failed(name);
  done = write_file(folder, name, lane, buffer->data, buffer->size_bytes);
  vra_free(buffer);
  return done;
}

static int write_picture(const char* folder, vra_capture* capture, unsigned lane) {
  const size_t size_bytes = 200 * 513;
  uint8_t* picture = malloc(size_bytes);
  vra_spectrogram_request request;
  int done;
  vra_spectrogram_request_init(&request);
  request.lane = lane;
  request.first_frame = -1000;
  request.hop_frames = 333.25;
  request.columns = 200;
  request.fft_frames = 1024;
  done = vra_spectrogram(capture, &request, NULL, picture, size_bytes) == VRA_OK &&
         write_file(folder, "spectrogram", lane, picture, size_bytes);
  free(picture);
  return done ? 1 : failed("spectrogram");
}

int main(int argc, char** argv) {
  vra_capture* capture = NULL;
  vra_buffer buffer = {0};
  int done = 1;
  if (argc != 3) return 2;
  if (vra_open(argv[1], NULL, &capture) != VRA_OK) return failed(argv[1]) + 1;
  done = write_buffer(argv[2], "info", 0, vra_info(capture, &buffer), &buffer) &&
         write_buffer(argv[2], "diagnosis", 0, vra_diagnose(capture, NULL, &buffer), &buffer);
  for (unsigned lane = 0; done && lane < 3; ++lane) {
    done = write_buffer(argv[2], "envelope", lane, vra_envelope(capture, lane, NULL, &buffer), &buffer) &&
           write_buffer(argv[2], "map", lane, vra_map(capture, lane, NULL, &buffer), &buffer) &&
           write_buffer(argv[2], "loudness", lane, vra_loudness(capture, lane, NULL, &buffer), &buffer) &&
           write_picture(argv[2], capture, lane);
  }
  vra_close(capture);
  return done ? 0 : 1;
}
