#include "recorder/remixed_audio.h"

#include <algorithm>
#include <utility>

namespace vr {
namespace {

constexpr int64_t kPieceFrames = 1 << 16;

std::vector<SourceKind> KindsOf(const std::vector<RemixedAudio::Track>& tracks) {
  std::vector<SourceKind> kinds;
  for (const RemixedAudio::Track& track : tracks) kinds.push_back(track.kind);
  return kinds;
}

}  // namespace

RemixedAudio::RemixedAudio(std::vector<Track> tracks, int64_t first_frame, int64_t frames, int sample_rate_hz,
                           int channels, Layout layout)
    : tracks_(std::move(tracks)),
      waiting_(tracks_.size()),
      sample_rate_hz_(sample_rate_hz),
      channels_(channels),
      track_frame_bytes_(layout == Layout::kSplit ? 2 : 2 * static_cast<size_t>(channels)),
      first_frame_(first_frame),
      frames_(frames),
      mixer_(sample_rate_hz, channels, layout, KindsOf(tracks_)),
      meter_(first_frame / (sample_rate_hz / kCellsPerSecond)) {}

uint64_t RemixedAudio::expected_bytes() const {
  return static_cast<uint64_t>(frames_) * 2 * static_cast<uint64_t>(channels_);
}

// So many bytes of a track; silence where it ends.
Status RemixedAudio::Fill(size_t track, size_t bytes) {
  while (waiting_[track].size() < bytes) {
    const Result<std::vector<ByteView>> views = tracks_[track].pcm->Next();
    if (!views.ok()) return views.status();
    if (views.value().empty()) waiting_[track].resize(bytes, 0);
    for (const ByteView& view : views.value()) {
      waiting_[track].insert(waiting_[track].end(), view.data, view.data + view.size_bytes);
    }
  }
  return Status::Ok();
}

void RemixedAudio::Measure(const std::vector<int16_t>& mixed) {
  const auto frames = static_cast<int64_t>(mixed.size()) / channels_;
  const double at_s = static_cast<double>(first_frame_ + given_frames_) / sample_rate_hz_;
  meter_.Add(mixed.data(), static_cast<int>(frames), channels_, at_s, 1.0 / sample_rate_hz_);
  given_frames_ += frames;
  const int64_t cell_frames = sample_rate_hz_ / kCellsPerSecond;
  const int64_t whole = finished_ ? first_frame_ + given_frames_ + cell_frames - 1 : first_frame_ + given_frames_;
  while (meter_.next_cell() < whole / cell_frames) {
    if (finished_ || cells_.empty()) meter_.Excuse(meter_.next_cell());
    cells_.push_back(meter_.Take());
  }
}

Result<std::vector<ByteView>> RemixedAudio::Next() {
  mixed_.clear();
  while (mixed_.empty() && !finished_) {
    const int64_t frames = std::min(kPieceFrames, frames_ - taken_frames_);
    const size_t bytes = static_cast<size_t>(frames) * track_frame_bytes_;
    std::vector<const int16_t*> samples;
    for (size_t track = 0; track < tracks_.size(); ++track) {
      const Status status = Fill(track, bytes);
      if (!status.ok()) return status;
      samples.push_back(reinterpret_cast<const int16_t*>(waiting_[track].data()));
    }
    if (frames > 0) mixer_.Process(samples, static_cast<int>(frames), &mixed_);
    for (std::vector<uint8_t>& waiting : waiting_) {
      waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(bytes));
    }
    taken_frames_ += frames;
    finished_ = taken_frames_ == frames_;
    if (finished_) mixer_.Finish(&mixed_);
  }
  if (mixed_.empty()) return std::vector<ByteView>();
  Measure(mixed_);
  return std::vector<ByteView>{{reinterpret_cast<const uint8_t*>(mixed_.data()), mixed_.size() * 2}};
}

}  // namespace vr
