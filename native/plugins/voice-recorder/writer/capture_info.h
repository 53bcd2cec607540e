// What is known of a capture, and its sidecar (doc/capture-format.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/feature_word.h"
#include "writer/capture_file.h"

namespace vr {

enum class CaptureOrigin : uint8_t { kTask = 0, kDump = 1, kRecovered = 2 };

struct CaptureGap {
  int64_t first_frame = 0;  // of the file's valid audio
  int64_t frames = 0;
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
  std::vector<CaptureGap> gaps;  // within the capture
};

struct CaptureMarker {
  int64_t frame = 0;      // of the file's valid audio; may lie before 0 or after the end by a rounding
  std::string label;      // "mark" labels of the game as given; ours: "source-opened", "source-closed", "muted",
                          // "unmuted", "steered", "format-changed", "realigned", "reconnecting", "dump"
  std::string source;     // user id or label of the source it belongs to, or ""
  std::string data_json;  // one JSON value, or ""
  bool from_game = false;
};

// One track of the feature file. Tracks stand in the order: the mix, then the sources.
struct FeatureTrack {
  SourceId source = 0;  // 0: the mix
  std::vector<FeatureWord> words;
};

struct CaptureInfo {
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
  int64_t first_cell_offset_frames = 0;  // frames by which the first feature cell begins before the first valid frame
  std::vector<CaptureSource> sources;
  std::vector<CaptureMarker> markers;
  std::vector<FeatureTrack> features;
};

// The sidecar's text, UTF-8, indented, version 1. Invalid UTF-8 is replaced. file_name and features_name are names
// within the capture's folder.
std::string SidecarJson(const CaptureInfo& info, const std::string& file_name, uint64_t file_bytes,
                        const std::string& features_name);

// The feature file's bytes.
std::vector<uint8_t> FeatureFileBytes(const CaptureInfo& info);

}  // namespace vr
