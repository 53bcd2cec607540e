#include "analysis/adts_index.h"

#include <algorithm>
#include <string>

#include "analysis/progress_ticker.h"

namespace vr {
namespace {

constexpr size_t kMostPlaces = size_t{1} << 16;
constexpr int kMostSkippedTold = 8;  // of stretches that were skipped
constexpr size_t kId3v1Bytes = 128;

// At the end of the stream there may be a tag, which is nobody's loss.
bool IsTag(ByteSource& source, uint64_t at, uint64_t size_bytes) {
  uint8_t head[3];
  const Result<size_t> got = source.ReadAt(at, head, sizeof head);
  if (!got.ok() || got.value() != sizeof head) return false;
  const std::string text(head, head + sizeof head);
  return (text == "TAG" && size_bytes == kId3v1Bytes) || text == "ID3" || text == "APE";
}

// What is another stream of AAC, in words; "": it is none.
std::string OtherStreamAt(ByteSource& source, uint64_t at) {
  uint8_t head[kAdtsHeaderBytes];
  AdtsHeader header;
  const Result<size_t> got = source.ReadAt(at, head, sizeof head);
  if (!got.ok() || got.value() != sizeof head || !ReadAdtsHeader(head, &header) || header.sample_rate_hz == 0)
    return "";
  return " (there is AAC with " + std::to_string(header.channels) + " channels at " +
         std::to_string(header.sample_rate_hz) + " Hz; one format is read from a file)";
}

void TellSkipped(ByteSource& source, uint64_t at, uint64_t size_bytes, int number, Problems* problems) {
  if (number > kMostSkippedTold) return;
  const std::string text = number == kMostSkippedTold
                               ? "more stretches that are no AAC follow, which were skipped, too"
                               : std::to_string(size_bytes) + " bytes at byte " + std::to_string(at) +
                                     " are no frames of the AAC stream and were skipped" + OtherStreamAt(source, at) +
                                     "; later audio lies earlier by "
                                     "what they stood for";
  problems->Add(text);
}

}  // namespace

void AdtsIndex::Take(const AdtsFrameAt& frame) {
  if (frames_ % step_ == 0) {
    if (offsets_.size() == kMostPlaces) {
      for (size_t i = 0; i < kMostPlaces / 2; ++i) offsets_[i] = offsets_[2 * i];
      offsets_.resize(kMostPlaces / 2);
      step_ *= 2;
    }
    if (frames_ % step_ == 0) offsets_.push_back(frame.offset);
  }
  ++frames_;
  end_ = frame.end();
}

Result<AdtsIndex> AdtsIndex::Make(ByteSource& source, uint64_t begin, const AdtsFormat& format,
                                  const Progress& progress, Problems* problems) {
  AdtsIndex index;
  index.format_ = format;
  index.begin_ = index.end_ = begin;
  AdtsCursor cursor(source, format, begin, source.size_bytes());
  ProgressTicker ticker(progress);
  const auto length = static_cast<double>(std::max<uint64_t>(source.size_bytes(), 1));
  int skipped = 0;
  for (;;) {
    AdtsFrameAt frame;
    const Result<AdtsStepKind> step = cursor.Next(&frame);
    if (!step.ok()) return step.status();
    const bool is_tag = step.value() == AdtsStepKind::kEnd && IsTag(source, index.end_, cursor.skipped_bytes());
    if (cursor.skipped_bytes() > 0 && !is_tag)
      TellSkipped(source, index.end_, cursor.skipped_bytes(), skipped++, problems);
    index.torn_ = step.value() == AdtsStepKind::kTorn;
    if (step.value() != AdtsStepKind::kFrame) return index;
    index.Take(frame);
    constexpr uint64_t kFramesPerLook = 256;
    if (index.frames_ % kFramesPerLook != 0) continue;
    Status status = ticker.Tell(static_cast<double>(index.end_) / length);
    if (!status.ok()) return status;
  }
}

AdtsIndex::Place AdtsIndex::Before(uint64_t frame) const {
  if (offsets_.empty()) return {0, begin_};
  const uint64_t entry = std::min<uint64_t>(frame / step_, offsets_.size() - 1);
  return {entry * step_, offsets_[static_cast<size_t>(entry)]};
}

}  // namespace vr
