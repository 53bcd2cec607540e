// One 10 ms cell of a feature track, packed into 64 bits. Taken before any encoding, because a lossy codec destroys
// the evidence. The layout is part of the capture format: doc/capture-format.md.
#pragma once

#include <cstdint>

namespace vr {

struct Feature {
  int16_t min = 0;                // smallest sample, full scale is -32768
  int16_t max = 0;                // largest sample
  double rms_dbfs = -120.0;       // of all channels, 0 dBFS is a full-scale square wave; -120 is silence
  uint16_t full_scale_count = 0;  // samples at +-32767 or beyond, all channels, at most 1023
  uint16_t zero_run = 0;          // longest run of exactly zero frames within the cell, in frames, at most 511
  bool gap = false;               // no data for a part of the cell
};

using FeatureWord = uint64_t;

// bits 0-15 min, 16-31 max, 32-43 RMS code, 44-53 full-scale count, 54-62 zero run, 63 gap.
// RMS code 0 is silence; code c is (c - 4095) * 0.025 dBFS, -102.35 .. 0.
FeatureWord PackFeature(const Feature& feature);
Feature UnpackFeature(FeatureWord word);

// A cell of which there is no data at all.
FeatureWord GapFeature();

}  // namespace vr
