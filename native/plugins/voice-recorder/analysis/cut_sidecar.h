// The sidecar of a file that was cut out of a capture: doc/capture-format.md, "Sidecar of a cut". Pure.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/export_samples.h"

namespace vr {

// What was written.
struct CutFile {
  std::string name;
  uint64_t bytes = 0;
  bool aac = false;
  std::string encoder;
  int bit_rate = 0;
  int sample_rate_hz = 0;
  int channels = 0;
  bool split = false;
  int64_t valid_start = 0;
  int64_t valid_frames = 0;
  int64_t file_frames = 0;
  double gain_db = 0;            // by which all of it was made quieter
  uint64_t clipped_samples = 0;  // that were beyond full scale, and cut there
  bool has_levels = false;
  ExportLevels levels;
};

// Where it was cut out.
struct CutPlace {
  std::string file;  // name of the capture's audio
  int64_t first_frame = 0;
  int64_t frames = 0;
  int64_t started_unix_ms = 0;  // of the capture, when its sidecar does not say
};

// sidecar_text: the capture's, which has been read once without an error; "": it has none.
std::string CutSidecar(const std::string& sidecar_text, const CutPlace& place, const CutFile& file);

}  // namespace vr
