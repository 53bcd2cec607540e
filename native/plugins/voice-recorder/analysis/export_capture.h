// Writes a range of a capture to a file of its own.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "analysis/capture.h"
#include "analysis/progress.h"
#include "base/audio_types.h"
#include "base/file_system.h"

namespace vr {

struct ExportRequest {
  double start_s = 0;
  double end_s = std::numeric_limits<double>::infinity();  // behind the end: the end
  std::vector<size_t> lanes;  // which are mixed; empty: the capture's audio as it is, all its channels
  Quality quality = Quality::kMedium;
  bool overwrite = false;
  bool with_sidecar = true;
};

struct ExportedFile {
  std::string path;
  int sample_rate_hz = 0;
  int channels = 0;
  double duration_s = 0;
  bool copied = false;  // samples or ADTS frames are those of the capture, bit for bit
  double gain_db = 0;   // at most 0: by which all of it was made quieter, so that a sum stays within full scale
  uint64_t clipped_samples = 0;  // of floats beyond full scale, which were cut there
};

// path: ends in .wav or .aac, and is none of the capture's own files. The file gets its name when it is complete; when
// it fails, or progress ends it, nothing is left behind, and what stood there stands there still; only where a sidecar
// cannot be written beside a file that was replaced, the new audio stays without it.
// .wav has 16 bits: samples of 16 bits are copied, others are rounded, and what is beyond full scale is cut there. .aac
// of AAC as it is copies whole ADTS frames. Lanes are added up, one of one channel to all channels; where the sum
// would go beyond full scale, all of it is made as much quieter as that takes.
// kInvalidArgument: a range, a lane or a path that is not allowed; kAlreadyExists; kNotSupported: no decoder or encoder
// for it, or more than 2 channels; kCancelled; otherwise what the file system says.
Result<ExportedFile> ExportCapture(FileSystem& files, Capture& capture, const std::string& path,
                                   const ExportRequest& request, const Progress& progress);

// { file, sampleRate, channels, durationSeconds, copied, gainDb, clippedSamples }
std::string ExportJson(const ExportedFile& exported);

}  // namespace vr
