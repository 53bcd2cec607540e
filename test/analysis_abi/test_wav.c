#include "test_wav.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint8_t* put(uint8_t* to, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) *to++ = (uint8_t)(value >> (8 * i));
  return to;
}

static uint8_t* put_text(uint8_t* to, const char* text) {
  memcpy(to, text, 4);
  return to + 4;
}

int write_test_wav(const char* path) {
  const uint32_t frames = TEST_RATE_HZ * TEST_SECONDS;
  uint8_t header[44];
  uint8_t* at = put_text(header, "RIFF");
  FILE* file = fopen(path, "wb");
  if (file == NULL) return 0;
  at = put(at, 36 + frames * 4, 4);
  at = put_text(put_text(at, "WAVE"), "fmt ");
  at = put(put(put(put(at, 16, 4), 1, 2), 2, 2), TEST_RATE_HZ, 4);
  at = put(put(put(at, TEST_RATE_HZ * 4, 4), 4, 2), 16, 2);
  put(put_text(at, "data"), frames * 4, 4);
  fwrite(header, 1, sizeof header, file);
  for (uint32_t i = 0; i < frames; ++i) {
    uint8_t frame[4] = {0};
    const double value = 16384.0 * sin(2 * 3.14159265358979323846 * TEST_TONE_HZ * i / TEST_RATE_HZ);
    put(frame, (uint32_t)(int32_t)floor(value + 0.5), 2);
    fwrite(frame, 1, sizeof frame, file);
  }
  return fclose(file) == 0;
}
