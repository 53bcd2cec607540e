// What is known of a capture: what its sidecar tells (doc/capture-format.md).
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/feature_word.h"
#include "writer/capture_file.h"

namespace vr {

// Of what is too quiet or too short to have a loudness.
constexpr double kNoLoudness = -std::numeric_limits<double>::infinity();

enum class CaptureOrigin : uint8_t { kTask = 0, kDump = 1, kRecovered = 2 };

struct CaptureGap {
  int64_t first_frame = 0;  // of the file's valid audio
  int64_t frames = 0;
};

// From this frame of the valid audio on a source delivered in this format.
struct CaptureSourceFormat {
  int64_t frame = 0;
  int sample_rate_hz = 0;
  int channels = 0;
};

struct CaptureSource {
  SourceId id = 0;
  SourceKind kind = SourceKind::kLocal;
  std::string user_id;
  std::string label;
  StreamFormat format;  // of its last block; sample_rate_hz 0: it never delivered
  uint64_t blocks_taken = 0;
  uint64_t blocks_dropped = 0;
  uint64_t blocks_late = 0;
  double drift_ppm = 0;
  double peak_dbfs = kSilenceDbfs;  // within the capture
  double rms_dbfs = kSilenceDbfs;
  double loudness_lufs = kNoLoudness;        // integrated over the capture
  std::vector<CaptureSourceFormat> formats;  // over time; the first one lies at or before frame 0
  std::vector<CaptureGap> gaps;              // within the capture

  // How markers and problems name it.
  const std::string& name() const { return user_id.empty() ? label : user_id; }
};

struct CaptureMarker {
  int64_t frame = 0;      // of the file's valid audio; may lie before 0 or after the end by a rounding
  std::string label;      // "mark" labels of the game as given; ours are listed in doc/capture-format.md
  std::string source;     // user id or label of the source it belongs to, or ""
  std::string data_json;  // one JSON value, or ""
  bool from_game = false;
};

// Figures of the RTC SDK at a moment, as the script gave them.
struct CaptureStatistics {
  int64_t frame = 0;      // of the file's valid audio
  std::string data_json;  // one JSON object
};

// A stretch of silence that stands for audio which could not be had.
struct CaptureMissing {
  int64_t first_frame = 0;  // of the file's valid audio
  int64_t frames = 0;
  std::string why;  // "disk", "pinned", "damaged", "excluded", "unreadable": doc/capture-format.md
};

// A file of its own for one user beside the mix, on the same time line.
struct CaptureTrack {
  SourceKind kind = SourceKind::kLocal;
  std::string user_id;
  int channels = 1;
};

// One track of the feature file. Tracks stand in the order: the mix, then the sources.
struct FeatureTrack {
  SourceId source = 0;  // 0: the mix
  std::vector<FeatureWord> words;
};

struct CaptureInfo {
  std::string id;  // no two captures have the same: 16 hexadecimal digits, '-', a number; "" in tests only
  CaptureFormat format;
  CaptureOrigin origin = CaptureOrigin::kTask;
  std::string reason;
  std::string room_id;
  std::string user_id;
  int64_t valid_start = 0;  // decoded frame of the file at which the valid audio begins
  int64_t valid_frames = 0;
  int64_t file_frames = 0;  // decoded frames in the file
  int64_t start_ns = 0;     // recorder's clock, of the first valid frame
  int64_t start_unix_ms = 0;
  int bit_rate = 0;
  std::string encoder;  // "pcm16" or the name of the AAC encoder
  Position position = Position::kMixedRecordingAndPlayback;
  Layout layout = Layout::kMix;
  double mix_delay_ms = 0;
  double peak_dbfs = kSilenceDbfs;  // of the mix within the capture
  double rms_dbfs = kSilenceDbfs;
  double loudness_lufs = kNoLoudness;
  std::string durability = "memory";     // or "process"
  std::string about_json;                // what the script said of game, build and device: one JSON object, or ""
  int64_t first_cell_offset_frames = 0;  // frames by which the first feature cell begins before the first valid frame
  std::vector<CaptureSource> sources;
  std::vector<CaptureMarker> markers;
  std::vector<CaptureStatistics> statistics;
  std::vector<CaptureMissing> missing;
  std::vector<std::string> problems;  // of a recovered capture: what else could not be had, in words
  std::vector<CaptureTrack> tracks;   // in the order in which their audio is given
  std::vector<FeatureTrack> features;
};

}  // namespace vr
