#include "analysis/export_pieces.h"

namespace vr {
namespace {

constexpr size_t kExportPieceBytes = size_t{1} << 18;
constexpr size_t kInputFrames = 8192;

std::vector<ByteView> ViewsOf(const std::vector<uint8_t>& bytes) {
  if (bytes.empty()) return {};
  return {{bytes.data(), bytes.size()}};
}

}  // namespace

EncodedPieces::EncodedPieces(ExportSamples& samples, std::unique_ptr<Encoder> encoder, uint64_t expected_bytes)
    : samples_(samples),
      encoder_(std::move(encoder)),
      expected_bytes_(expected_bytes),
      input_(kInputFrames * static_cast<size_t>(samples.channels())) {}

void EncodedPieces::OnEncodedBlock(const EncodedBlock& block) {
  bytes_.insert(bytes_.end(), block.data, block.data + block.size_bytes);
  frames_ += block.frames;
}

Result<std::vector<ByteView>> EncodedPieces::Next() {
  bytes_.clear();
  while (bytes_.size() < kExportPieceBytes && !over_) {
    const Result<size_t> got = samples_.Next(kInputFrames, input_.data());
    if (!got.ok()) return got.status();
    over_ = got.value() == 0;
    Status status =
        over_ ? encoder_->Flush(*this) : encoder_->Encode(input_.data(), static_cast<int>(got.value()), *this);
    if (!status.ok()) return status;
  }
  return ViewsOf(bytes_);
}

Result<std::vector<ByteView>> CopiedPieces::Next() {
  bytes_.clear();
  for (; bytes_.size() < kExportPieceBytes && left_ > 0; --left_) {
    const Result<ByteView> frame = frames_->Next();
    if (!frame.ok()) return frame.status();
    if (frame.value().size_bytes == 0) {
      return Status(ErrorCode::kUnreadable, "the capture became shorter while it was read");
    }
    if (frames_->is_stand_in()) {
      return Status(ErrorCode::kNotSupported,
                    "some of its AAC is missing, and this build cannot encode the silence that is to stand there: "
                    "export it to .wav, or with the addon");
    }
    bytes_.insert(bytes_.end(), frame.value().data, frame.value().data + frame.value().size_bytes);
  }
  return ViewsOf(bytes_);
}

}  // namespace vr
