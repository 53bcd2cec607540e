#include "mix/source_line.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/clock.h"

namespace vr {
namespace {

constexpr double kCapturedJumpS = 0.005;  // a capture time that is farther off than this may be a jump
constexpr double kLeastCapturedJumpS = 0.0025;
constexpr double kOfBlock = 0.7;         // of a block's length: less than this is no lost block
constexpr double kArrivedJumpS = 0.006;  // so much later than the earliest arrivals, all of them: blocks are missing
constexpr double kSureArrivalsS = 0.09;  // of waiting blocks tell a loss from a network that is slow for a moment
constexpr double kSureJumpS = 0.03;      // that no network makes
constexpr double kBackS = 0.010;         // earlier than predicted by this, all of them: the stream moved back
constexpr double kArrivedBackS = 0.020;
constexpr size_t kLookAheadBlocks = 64;
constexpr size_t kMedianBlocks = 5;
constexpr double kSnapS = 0.002;  // a gap within this of a whole number of blocks is that number
constexpr double kMaxSnapS = 5.0;
constexpr double kFollowS = 0.050;  // lags beyond this say nothing of the clock
constexpr double kArrivalWindowS = 0.25;
constexpr double kSteerS = 0.002;    // verbatim within this of the room's clock
constexpr double kSteerTimeS = 8.0;  // in which an offset is worked off
constexpr double kMaxSteer = 1000e-6;
constexpr double kCapturedInertia = 100;  // see ClockLine::Begin
constexpr double kArrivedInertia = 16;
constexpr double kCapturedTrustS = 0.5;  // watched for so long, an offset is believed
constexpr double kArrivedTrustS = 2.0;

// Capture times that are farther off than this may tell of a lost block.
double CapturedJumpS(double block_s) {
  return std::clamp(kOfBlock * block_s, kLeastCapturedJumpS, kCapturedJumpS);
}

// How many come before the first step from which on every lag is larger by so much than all before it.
size_t BlocksBeforeLoss(const std::vector<double>& lags, double jump_s) {
  size_t before = lags.size();
  double least_behind = lags.back();
  for (size_t i = lags.size() - 1; i > 0; --i) {
    least_behind = std::min(least_behind, lags[i]);
    const double most = *std::max_element(lags.begin(), lags.begin() + static_cast<std::ptrdiff_t>(i));
    if (least_behind > most + jump_s) before = i;
  }
  return before;
}

double MedianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

SourceLine::SourceLine(SourceId id, SourceKind kind, const LineConfig& config)
    : id_(id),
      kind_(kind),
      config_(config),
      queue_(config.start_ns),
      output_(config.channels, config.first_frame),
      meter_(config.first_cell) {}

void SourceLine::Deliver(const SourceBlock& block) {
  if (closed_) return;
  if (!queue_.Add(block)) ++stats_.blocks_late;
  stats_.format = block.format;
}

void SourceLine::SetMuted(bool muted, int64_t at_ns) {
  // In floating point: any number may come as a moment, and the difference of two must not overflow.
  const double at_s = static_cast<double>(at_ns) / 1e9 - static_cast<double>(config_.start_ns) / 1e9;
  mutes_.push_back({at_s, muted});
}

void SourceLine::Close() {
  closed_ = true;
}

int64_t SourceLine::FrameAt(double room_s) const {
  return std::llround(room_s * config_.sample_rate_hz);
}

// ---- Where a block belongs

std::vector<double> SourceLine::Lags() const {
  std::vector<double> lags;
  double stream_s = stream_s_;
  for (size_t i = 0; i < std::min(queue_.size(), kLookAheadBlocks); ++i) {
    lags.push_back(queue_.StampOf(queue_[i]) - clock_.RoomTimeAt(stream_s));
    stream_s += queue_[i].length_s();
  }
  return lags;
}

bool SourceLine::MustWait(double room_s) const {
  const double stamp_s = queue_.StampOf(queue_[0]);
  if (!streaming_) return stamp_s > room_s;
  if (placed_s_ > room_s) return true;
  if (stamp_s <= room_s) return false;
  // It is due by its place in the stream and not by its stamp. Either blocks are missing before it, or it is late and
  // others on their way will show it; while nothing speaks for either, there is time until the stamp.
  const std::vector<double> lags = Lags();
  return *std::min_element(lags.begin(), lags.end()) > CapturedJumpS(queue_[0].length_s());
}

double SourceLine::JumpOfCaptured(const std::vector<double>& lags) const {
  const double lag = lags[0];
  const double least = *std::min_element(lags.begin(), lags.end());
  const double most = *std::max_element(lags.begin(), lags.end());
  const double jump_s = CapturedJumpS(queue_[0].length_s());
  const bool forward = lag > jump_s && least > 0.5 * jump_s;
  const bool back = most < -kBackS;
  if (!forward && !back) return 0;
  // The blocks up to the next jump share this one.
  std::vector<double> alike;
  for (size_t i = 0; i < std::min(lags.size(), kMedianBlocks) && lags[i] < lag + jump_s; ++i) {
    alike.push_back(lags[i]);
  }
  return MedianOf(std::move(alike));
}

double SourceLine::JumpOfArrived(const std::vector<double>& lags) const {
  const double least = *std::min_element(lags.begin(), lags.end());
  if (least < -kArrivedBackS) return least;
  const bool sure = least > kSureJumpS || queue_.waiting_s() > kSureArrivalsS;
  return sure && least > std::max(kArrivedJumpS, kOfBlock * queue_[0].length_s()) ? least : 0;
}

void SourceLine::BeginStream() {
  const bool captured = queue_[0].has_capture_time;
  clock_.Begin(0, 0, captured ? kCapturedInertia : kArrivedInertia);
  stream_s_ = 0;
  std::vector<double> lags = Lags();
  if (captured) lags.resize(std::min(kMedianBlocks, BlocksBeforeLoss(lags, CapturedJumpS(queue_[0].length_s()))));
  placed_s_ = captured ? MedianOf(lags) : *std::min_element(lags.begin(), lags.end());
  clock_.BeginAgain(0, placed_s_);
  streaming_ = true;
}

void SourceLine::FindJump(MixSink& sink) {
  const double lag = queue_.StampOf(queue_[0]) - clock_.RoomTimeAt(stream_s_);
  if (std::abs(lag) < kLeastCapturedJumpS) return;
  const bool captured = queue_[0].has_capture_time;
  const double jump_s = captured ? JumpOfCaptured(Lags()) : JumpOfArrived(Lags());
  if (jump_s == 0) return;
  EndRun();
  const double block_s = queue_[0].length_s();
  const double snapped_s = std::round(jump_s / block_s) * block_s;
  const double off_s = std::abs(snapped_s - jump_s);
  if (jump_s > 0 && snapped_s > 0 && jump_s < kMaxSnapS && off_s < std::min(kSnapS, 0.25 * block_s)) {
    // So many whole blocks, and nothing about the clock: what steering has not worked off stays.
    stream_s_ += snapped_s;
    placed_s_ += snapped_s * stretch_;
  } else {
    const double room_s = clock_.RoomTimeAt(stream_s_) + jump_s;
    stream_s_ += std::max(0.0, jump_s);
    clock_.BeginAgain(stream_s_, room_s);
    placed_s_ = room_s;
  }
  window_left_s_ = 0;
  if (jump_s < 0) Tell(MixMarkerKind::kRealigned, FrameAt(placed_s_), 0, sink);
}

void SourceLine::PlaceUntil(double room_s, bool everything, MixSink& sink) {
  while (!queue_.empty()) {
    if (!everything && MustWait(room_s)) return;
    if (!streaming_) {
      BeginStream();
    } else {
      FindJump(sink);
    }
    if (placed_s_ > room_s) {
      if (everything) return;
      continue;
    }
    const double lag_s = queue_.StampOf(queue_[0]) - clock_.RoomTimeAt(stream_s_);
    WaitingBlock block = queue_.TakeFront();
    const double stream_s = stream_s_;
    Place(&block, sink);
    Follow(block, stream_s, lag_s);
    Steer(block, sink);
  }
}

// ---- The source's clock

void SourceLine::Follow(const WaitingBlock& block, double stream_s, double lag_s) {
  if (std::abs(lag_s) > kFollowS) return;
  if (block.has_capture_time) {
    clock_.Observe(stream_s, clock_.RoomTimeAt(stream_s) + lag_s);
    return;
  }
  // An arrival can only be late, so the earliest of a window tells the clock.
  if (window_left_s_ <= 0) {
    window_left_s_ = kArrivalWindowS;
    window_lag_s_ = lag_s;
    window_stream_s_ = stream_s;
  } else if (lag_s < window_lag_s_) {
    window_lag_s_ = lag_s;
    window_stream_s_ = stream_s;
  }
  window_left_s_ -= block.length_s();
  if (window_left_s_ <= 0) clock_.Observe(window_stream_s_, clock_.RoomTimeAt(window_stream_s_) + window_lag_s_);
}

void SourceLine::Steer(const WaitingBlock& block, MixSink& sink) {
  const double offset_s = clock_.RoomTimeAt(stream_s_) - placed_s_;
  stats_.offset_ms = offset_s * 1e3;
  const double trusted_s = block.has_capture_time ? kCapturedTrustS : kArrivedTrustS;
  if (!steered_ && std::abs(offset_s) > kSteerS && clock_.observed_s() > trusted_s) {
    steered_ = true;
    stats_.steered = true;
    Tell(MixMarkerKind::kSteered, FrameAt(placed_s_), 0, sink);
  }
  if (steered_) stretch_ = 1 + std::clamp(clock_.slope() + offset_s / kSteerTimeS, -kMaxSteer, kMaxSteer);
}

}  // namespace vr
