// The plain bytes of an encrypted file, decrypted as it is read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/audio_pieces.h"
#include "writer/sealed_reader.h"

namespace vr {

class SealedPieces final : public AudioPieces {
 public:
  SealedPieces(std::string path, std::unique_ptr<SealedReader> reader)
      : path_(std::move(path)), reader_(std::move(reader)) {}

  uint64_t expected_bytes() const override { return reader_->file_bytes() - kSealedHeaderBytes; }
  // Ends at the first damage, so that what is sound before it can be kept. Fails when the disk cannot be read.
  Result<std::vector<ByteView>> Next() override;

  const std::string& path() const { return path_; }
  const SealedHeader& header() const { return reader_->header(); }
  // After the last piece: why it was not the last of a complete file, or "".
  const std::string& remark() const { return remark_; }
  bool damaged() const { return damaged_; }
  bool failed() const { return failed_; }

 private:
  std::string path_;
  std::unique_ptr<SealedReader> reader_;
  std::string remark_;
  bool damaged_ = false;
  bool failed_ = false;
};

}  // namespace vr
