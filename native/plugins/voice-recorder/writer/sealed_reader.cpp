#include "writer/sealed_reader.h"

namespace vr {
namespace {

Status At(const std::string& path, const Status& status) {
  return {status.code(), "cannot open " + path + ": " + status.message()};
}

}  // namespace

Result<ByteView> SealedReader::Next() {
  ByteView plain;
  const Result<SealedStep> step = walk_.Next(&plain);
  if (!step.ok()) return step.status();
  const uint64_t left_bytes = file_bytes() - read_bytes();
  switch (step.value()) {
    case SealedStep::kData:
      return plain;
    case SealedStep::kTorn:
      unfinished_ = true;
      return ByteView();
    case SealedStep::kEnd:
      if (left_bytes == 0) return ByteView();
      return Status(ErrorCode::kDamaged, std::to_string(left_bytes) + " bytes follow the end of the encrypted file");
    case SealedStep::kDamaged:
      break;
  }
  return Status(ErrorCode::kDamaged, "the encrypted file is damaged from byte " + std::to_string(read_bytes()) +
                                         " on: chunk " + std::to_string(walk_.chunks()) +
                                         " is not as it was written; what comes before it is sound");
}

Result<std::unique_ptr<SealedReader>> OpenSealedFile(FileSystem& files, const std::string& path, const SealKey& key) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kRead);
  if (!file.ok()) return file.status();
  Result<SealedWalk> walk = SealedWalk::Begin(*file.value(), key);
  if (!walk.ok()) return At(path, walk.status());
  return std::make_unique<SealedReader>(std::move(file.value()), std::move(walk.value()));
}

}  // namespace vr
