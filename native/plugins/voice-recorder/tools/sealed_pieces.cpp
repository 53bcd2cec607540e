#include "tools/sealed_pieces.h"

namespace vr {

Result<std::vector<ByteView>> SealedPieces::Next() {
  if (damaged_) return std::vector<ByteView>();
  const Result<ByteView> plain = reader_->Next();
  if (plain.ok() && plain.value().size_bytes > 0) return std::vector<ByteView>{plain.value()};
  if (plain.ok()) {
    if (reader_->unfinished()) remark_ = "it was not finished; all of it up to its last whole chunk is there";
    return std::vector<ByteView>();
  }
  damaged_ = plain.status().code() == ErrorCode::kDamaged;
  failed_ = !damaged_;
  remark_ = plain.status().message();
  return damaged_ ? Result<std::vector<ByteView>>(std::vector<ByteView>()) : plain.status();
}

}  // namespace vr
