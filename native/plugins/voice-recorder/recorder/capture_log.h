// What a task knows beside its audio: sources, feature tracks, gaps, markers and figures, kept for as long as the audio
// is. Any window of it becomes the CaptureInfo of a file. Everything that goes in can be listened to as records, and
// put in again from them (log_replay.h). Frames are on the task's count. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/feature_word.h"
#include "recorder/feature_batch.h"
#include "recorder/level_track.h"
#include "recorder/log_record.h"
#include "recorder/marker_log.h"
#include "recorder/source_record.h"
#include "writer/capture_info.h"

namespace vr {

struct CaptureLogConfig {
  int sample_rate_hz = 32000;
  int64_t keep_cells = 0;  // of kWindow
  int max_tracks = 8;      // sources with a feature track
  TrackStore store = TrackStore::kWindow;
};

struct SourceCounters {
  uint64_t taken = 0;
  uint64_t dropped = 0;
  uint64_t late = 0;
  double drift_ppm = 0;
};

class CaptureLog {
 public:
  // Of one task: the oldest go first. Gaps: of one source.
  static constexpr size_t kMaxStatisticsBytes = 4 << 20;
  static constexpr size_t kMaxGaps = 20000;

  explicit CaptureLog(const CaptureLogConfig& config);

  // Memory of the mix's track; false when it is not there.
  bool Allocate();
  // Gets everything that is put in from now on; null: nobody.
  void Listen(RecordSink* sink) { sink_ = sink; }
  // Bytes of one feature track that keeps keep_cells.
  static uint64_t TrackBytes(int64_t keep_cells) { return LevelTrack::WindowBytes(keep_cells); }
  // Makes the tracks long enough for so many cells, keeping what they hold; false: no memory, they stay as they are.
  bool KeepCells(int64_t cells);

  void AddSource(const SourceRecord& source, int64_t frame);
  void CloseSource(SourceId id, int64_t frame);
  // Nothing more is kept of this source; past: and what is known of it is forgotten.
  void ExcludeSource(SourceId id, int64_t frame, bool past);
  void OnFeature(SourceId source, int64_t cell, FeatureWord word);
  void OnLoudness(SourceId source, int64_t block, double lufs);
  void OnGap(SourceId source, const CaptureGap& gap);
  void OnFormat(SourceId source, int64_t frame, const StreamFormat& format);
  void SetCounters(SourceId source, const SourceCounters& counters);
  void AddMarker(CaptureMarker marker);
  void AddStatistics(CaptureStatistics statistics);
  void SetAbout(const std::string& about_json);

  // Forgets markers, gaps and closed sources that end before this frame.
  void ForgetBefore(int64_t frame);
  // Forgets everything before this frame, levels and features too.
  void ForgetAll(int64_t frame);

  // Everything that belongs to the frames [first, first + frames); the caller adds format, names and what the file is.
  void Describe(int64_t first_frame, int64_t frames, CaptureInfo* info) const;

  // Tells the listener what is known of every source, so that the log can be understood from here on.
  void TellSources();
  // Tells it again of all that has happened from this frame on; what it was not told of before is not told.
  void TellKept(int64_t frame);
  // Tells it what has been gathered and not told yet.
  void TellFeatures();

  // Level of the newest cells of a track (source 0: the mix) over 100 ms; false: no such track.
  bool RecentLevel(SourceId source, Levels* levels) const;
  // Of the newest block; null: none came.
  const StreamFormat* FormatOf(SourceId source) const;
  // It is known, and was not left out.
  bool IsKept(SourceId source) const;
  // How markers name it; "" when it is not known.
  std::string NameOf(SourceId source) const;
  std::vector<SourceId> sources() const;
  // Those of a user, who may have left, that have not been excluded.
  std::vector<SourceRecord> SourcesOf(const std::string& user_id) const;
  int64_t frames_per_cell() const { return frames_per_cell_; }
  uint64_t allocated_bytes() const;

 private:
  struct Track {
    SourceRecord source;
    LevelTrack levels;
    int64_t opened_frame = 0;
    int64_t closed_frame = -1;  // -1: open
    bool excluded = false;
    std::deque<CaptureGap> gaps;
    int64_t lost_gap_frame = -1;  // the end of the newest that went for want of room
    std::deque<CaptureSourceFormat> formats;
    StreamFormat format;  // the newest
    SourceCounters counters;
  };
  using Tracks = std::map<SourceId, Track>;

  Track* Find(SourceId id);
  const Track* Find(SourceId id) const;
  void DescribeSource(const Track& track, int64_t first_frame, int64_t frames, CaptureInfo* info) const;
  void AddOpenGap(const Track& track, const std::vector<FeatureWord>& words, int64_t first_frame, int64_t end_frame,
                  CaptureSource* source) const;
  void GiveTrack(Track* track);
  Tracks::iterator OldestClosed(bool with_features);
  void TellSource(const Track& track, bool again);
  void Tell(LogType type, std::string body);
  void DropOldestStatistics();

  CaptureLogConfig config_;
  int64_t frames_per_cell_;
  RecordSink* sink_ = nullptr;
  FeatureBatch batch_;
  LevelTrack mix_;
  Tracks sources_;
  MarkerLog markers_;
  std::deque<CaptureStatistics> statistics_;
  size_t statistics_bytes_ = 0;
  int64_t lost_statistics_frame_ = -1;  // of the newest that went for want of room
  std::string about_json_;
};

}  // namespace vr
