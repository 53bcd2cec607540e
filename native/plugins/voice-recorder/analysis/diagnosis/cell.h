// 10 ms of one lane, as detectors hear them. All lanes of a capture have the same cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr {

constexpr double kCellSeconds = 0.01;

struct Cell {
  int64_t index = 0;        // from 0
  int64_t first_frame = 0;  // of the capture's valid frames; the first cell may begin before frame 0
  double start_s = 0;       // first_frame in seconds, never below 0
  double end_s = 0;
  bool muted = false;  // by the markers
  bool gap = false;    // no data for a part of it, by the features or the sidecar
  bool gone = false;   // the lane has neither audio nor levels here: what stands below is silence

  // Levels: from before encoding where there are features, otherwise from the audio; of all channels.
  bool has_levels = false;
  float min = 0;  // of full scale, -1 to 1
  float max = 0;
  float rms_dbfs = -120;  // 0 is a full-scale square wave; -120 is silence
  int full_scale_samples = 0;
  int zero_run_frames = 0;  // the longest run of frames whose samples are all exactly zero, within the cell

  // Samples: null where the lane has no audio, and for a cell before frame 0.
  const float* samples = nullptr;  // frames x channels, interleaved
  const float* mono = nullptr;     // frames: the mean of the channels
  size_t frames = 0;
  int channels = 1;

  // What follows is of lanes that are heard alone (LaneFacts::is_heard).

  // Power at each frequency of the window of mono audio that ends with this cell, low frequencies first, where 1 is a
  // full-scale sine in the middle of a bin; empty where there is no audio or nothing but zeros. Bin i is at i x bin_hz.
  // The window is the power of two at or above 20 ms.
  const std::vector<float>* powers = nullptr;
  double bin_hz = 0;

  // The mono audio at about 8 kHz, where there is audio: slow_audio.h.
  const float* slow = nullptr;
  size_t slow_frames = 0;
  double slow_rate_hz = 0;
};

}  // namespace vr
