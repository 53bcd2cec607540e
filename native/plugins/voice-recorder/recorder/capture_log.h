// What a task knows beside its audio: sources, feature tracks, gaps and markers, kept for as long as the audio is.
// Any window of it becomes the CaptureInfo of a file. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/feature_word.h"
#include "cycle/feature_ring.h"
#include "mix/mixer.h"
#include "recorder/source_record.h"
#include "writer/capture_info.h"

namespace vr {

constexpr int64_t kFeatureSlackCells = 4 * kCellsPerSecond;

struct CaptureLogConfig {
  int sample_rate_hz = 32000;
  int64_t start_ns = 0;
  int64_t keep_cells = 0;  // 0: everything is kept (real time)
  int max_tracks = 8;      // sources with a feature track
};

class CaptureLog {
 public:
  explicit CaptureLog(const CaptureLogConfig& config);

  // Memory of the mix's track; false when it is not there.
  bool Allocate();
  // Bytes of one feature track that keeps keep_cells.
  static uint64_t TrackBytes(int64_t keep_cells) {
    return static_cast<uint64_t>(keep_cells + kFeatureSlackCells) * sizeof(FeatureWord);
  }

  // Makes the tracks long enough for so many cells, keeping what they hold; false: no memory, they stay as they are.
  bool KeepCells(int64_t cells);

  void AddSource(const SourceRecord& source);
  void CloseSource(SourceId id, int64_t at_ns);
  void OnFeature(SourceId source, int64_t cell, FeatureWord word);
  void OnMixMarker(const MixMarker& marker);
  void AddMarker(CaptureMarker marker, int64_t at_ns);
  // Forgets markers, gaps and closed sources that end before this frame.
  void ForgetBefore(int64_t frame);

  // Everything that belongs to the frames [first, first + frames); the caller adds format, names and counters.
  void Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const;

  // Level of the newest cells of a track (source 0: the mix) over 100 ms.
  void RecentLevel(SourceId source, double* peak_dbfs, double* rms_dbfs) const;
  uint64_t allocated_bytes() const;

 private:
  struct Track {
    SourceRecord source;
    bool has_features = false;
    int64_t first_data_cell = -1;
    int64_t closed_frame = -1;          // -1: open
    std::unique_ptr<FeatureRing> ring;  // cycle
    std::vector<FeatureWord> words;     // real time, from cell 0 on
    std::deque<CaptureGap> gaps;        // on the task's count
    StreamFormat format;
    std::deque<FeatureWord> recent;  // at most 10
  };
  struct TimedMarker {
    int64_t frame = 0;  // on the task's count
    CaptureMarker marker;
  };

  int64_t FrameAt(int64_t at_ns) const;
  std::vector<FeatureWord> CopyCells(const Track& track, int64_t first_cell, int64_t end_cell) const;
  void AddOpenGap(const Track& track, const std::vector<FeatureWord>& words, int64_t first_frame, int64_t end_frame,
                  CaptureSource* source) const;
  void DescribeSource(const Track& track, int64_t first_frame, int64_t frames, CaptureInfo* info) const;
  bool MakeRing(Track* track) const;
  bool GrowRing(Track* track) const;
  void GiveTrack(Track* track);
  std::map<SourceId, Track>::iterator OldestClosed(bool with_features);
  void Keep(TimedMarker marker);
  void DropOldestMarker();

  CaptureLogConfig config_;
  int64_t frames_per_cell_;
  Track mix_;
  std::map<SourceId, Track> sources_;
  std::deque<TimedMarker> markers_;
  size_t marker_bytes_ = 0;
};

}  // namespace vr
