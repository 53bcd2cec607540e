#include "analysis/envelope_writer.h"

#include <cmath>
#include <utility>

#include "base/little_endian.h"

namespace vr {
namespace {

int16_t ToInt16(float value) {
  const double scaled = std::floor(static_cast<double>(value) * 32768.0 + 0.5);
  if (scaled >= 32767.0) return 32767;
  return scaled <= -32768.0 ? int16_t{-32768} : static_cast<int16_t>(scaled);
}

uint16_t ToUint16(double rms) {
  const double scaled = std::floor(rms * 65535.0 + 0.5);
  if (scaled >= 65535.0) return 65535;
  return scaled > 0 ? static_cast<uint16_t>(scaled) : uint16_t{0};
}

}  // namespace

Status EnvelopeWriter::Begin(const EnvelopeLayout& layout) {
  layout_ = layout;
  file_ = ByteBuffer::Zeros(layout.size_bytes);
  if (!file_.ok()) {
    return {ErrorCode::kOutOfMemory, "no memory for an envelope of " + std::to_string(layout.size_bytes) + " bytes"};
  }
  layout_.WriteHead(file_.data());
  pending_.assign(layout.levels.size(), Pending{std::vector<LevelSum>(static_cast<size_t>(layout.channels)), 0, 0, 0});
  return Status::Ok();
}

void EnvelopeWriter::Add(const LevelSum* sums, uint64_t frames) {
  Store(0, sums, frames);
}

void EnvelopeWriter::Store(size_t level, const LevelSum* sums, uint64_t frames) {
  const EnvelopeLevel& place = layout_.levels[level];
  if (pending_[level].next_cell >= place.cells || frames == 0) return;
  const auto channels = static_cast<size_t>(layout_.channels);
  uint8_t* to = file_.data() + place.offset_bytes + pending_[level].next_cell++ * kEnvelopeCellBytes * channels;
  for (size_t channel = 0; channel < channels; ++channel) {
    const bool empty = sums[channel].min > sums[channel].max;
    to = PutLe(to, static_cast<uint16_t>(empty ? 0 : ToInt16(sums[channel].min)), 2);
    to = PutLe(to, static_cast<uint16_t>(empty ? 0 : ToInt16(sums[channel].max)), 2);
    to = PutLe(to, ToUint16(std::sqrt(sums[channel].squares / static_cast<double>(frames))), 2);
  }
  if (level + 1 == layout_.levels.size()) return;
  Pending& above = pending_[level + 1];
  for (size_t channel = 0; channel < channels; ++channel) above.sums[channel].Add(sums[channel]);
  above.frames += frames;
  if (++above.children == kEnvelopeFactor) StorePending(level + 1);
}

void EnvelopeWriter::StorePending(size_t level) {
  Pending& pending = pending_[level];
  Store(level, pending.sums.data(), pending.frames);
  pending.sums.assign(pending.sums.size(), LevelSum{});
  pending.frames = 0;
  pending.children = 0;
}

ByteBuffer EnvelopeWriter::Finish() {
  for (size_t level = 1; level < pending_.size(); ++level) StorePending(level);
  return std::move(file_);
}

}  // namespace vr
