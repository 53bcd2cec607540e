// Places the blocks of one source on the output's time line: keeps a run of blocks contiguous, sees where blocks are
// missing, follows the source's clock, and resamples. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "mix/block_queue.h"
#include "mix/clock_line.h"
#include "mix/feature_meter.h"
#include "mix/mixer.h"
#include "mix/output_line.h"
#include "mix/resampler.h"

namespace vr {

struct LineConfig {
  int64_t start_ns = 0;
  int sample_rate_hz = 32000;  // of the output
  int channels = 1;            // of this line: 1 or 2
  bool audible = true;         // false: features only
  int64_t first_frame = 0;     // where the mix is when the source joins
  int64_t first_cell = 0;
};

class SourceLine {
 public:
  SourceLine(SourceId id, SourceKind kind, const LineConfig& config);

  void Deliver(const SourceBlock& block);
  void SetMuted(bool muted, int64_t at_ns);
  void Close();
  // Places every block that begins before this room time (seconds since the task began). everything: the task ends, so
  // that none waits for what might follow.
  void PlaceUntil(double room_s, bool everything, MixSink& sink);
  // Makes samples the frames [first, first + frames), with the line's channels; true when any is not zero. Counts gaps.
  bool Take(int64_t first, int frames, std::vector<float>* samples, MixSink& sink);
  void EmitCell(int64_t cell, MixSink& sink);
  // A gap that is open ends at this frame at the latest.
  void EndGap(int64_t frame, MixSink& sink);

  SourceKind kind() const { return kind_; }
  bool audible() const { return config_.audible; }
  // Closed, and all of it lies before this frame, up to which it was taken.
  bool IsOverBy(int64_t frame) const { return closed_ && queue_.empty() && !in_run_ && output_.written_end() <= frame; }
  MixSourceStats stats() const;

 private:
  struct MuteChange {
    double at_s = 0;
    bool muted = false;
  };

  // How much later than predicted each waiting block is, in seconds.
  std::vector<double> Lags() const;
  bool MustWait(double room_s) const;
  double JumpOfCaptured(const std::vector<double>& lags) const;
  double JumpOfArrived(const std::vector<double>& lags) const;
  void BeginStream();
  void FindJump(MixSink& sink);
  void Follow(const WaitingBlock& block, double stream_s, double lag_s);
  void Steer(const WaitingBlock& block, MixSink& sink);

  void Place(WaitingBlock* block, MixSink& sink);
  void BeginRun();
  void EndRun();
  double Ratio() const;
  void Convert(const WaitingBlock& block);
  void Render(int frames);
  void WriteResampled();
  void FadeOut();

  bool IsMutedAt(double room_s) const;
  void MuteWithin(WaitingBlock* block) const;
  void CountGaps(int64_t first, int64_t end, MixSink& sink);
  void Miss(int64_t first, int64_t end, MixSink& sink);
  bool IsLongEnough(int64_t frames) const;
  void Tell(MixMarkerKind kind, int64_t frame, int64_t frames, MixSink& sink) const;
  int64_t FrameAt(double room_s) const;

  SourceId id_;
  SourceKind kind_;
  LineConfig config_;
  BlockQueue queue_;
  ClockLine clock_;
  Resampler resampler_;
  OutputLine output_;
  FeatureMeter meter_;

  // The stream: seconds of samples, lost ones included, and the room time at which the next sample is put.
  bool streaming_ = false;
  bool closed_ = false;
  double stream_s_ = 0;
  double placed_s_ = 0;
  bool steered_ = false;
  double stretch_ = 1;        // output seconds for each second of samples
  double window_left_s_ = 0;  // of the window from which the earliest arrival is taken
  double window_lag_s_ = 0;
  double window_stream_s_ = 0;

  // The run: blocks that follow each other without a jump.
  bool in_run_ = false;
  bool resampling_ = false;
  bool was_cut_ = false;    // the resampled run before this one ended in mid-sound
  int64_t fade_from_ = -1;  // where such a run begins; below 0: no ramp
  StreamFormat format_;     // of the last block; rate 0: none yet
  int run_channels_ = 1;
  int64_t next_frame_ = 0;      // of the output, for what comes next
  std::vector<float> history_;  // the newest frames that were copied, to prime the resampler with
  std::vector<float> input_;
  std::vector<float> resampled_;

  double mixed_s_ = 0;
  int64_t mixed_frame_ = 0;
  bool heard_once_ = false;
  int64_t gap_first_ = -1;  // of the gap that is open; -1: none
  int64_t gap_end_ = 0;
  std::deque<MuteChange> mutes_;
  MixSourceStats stats_;
};

}  // namespace vr
