/* A WAV file whose samples are known: a sine of half full scale on the left, silence on the right. */
#ifndef TEST_WAV_H
#define TEST_WAV_H

#define TEST_RATE_HZ 48000
#define TEST_SECONDS 5
#define TEST_TONE_HZ 3000.0

/* 1: it was written. */
int write_test_wav(const char* path);

#endif
