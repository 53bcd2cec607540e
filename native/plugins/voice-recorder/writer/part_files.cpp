#include "writer/part_files.h"

#include "base/overwrite.h"
#include "writer/capture_paths.h"

namespace vr {

PartFiles::~PartFiles() {
  for (Part& part : parts_) {
    part.file.reset();
    files_.Remove(part.path);
  }
}

Status PartFiles::Open(const std::string& target, const CaptureFormat& format, uint64_t expected_bytes,
                       const SealKey* key, const std::string& capture_id) {
  for (int number = 1;; ++number) {
    std::string path = PartPath(target, number);
    Result<std::unique_ptr<CaptureFile>> file =
        CaptureFile::Make(files_, path, OpenMode::kCreateNew, format, expected_bytes, key, capture_id);
    if (file.ok()) parts_.push_back({std::move(path), std::move(file.value())});
    if (file.status().code() != ErrorCode::kAlreadyExists || number == kMaxNumber) return file.status();
  }
}

Status PartFiles::Finish(size_t index) {
  Part& part = parts_[index];
  Status status = part.file->Finish();
  part.bytes = part.file->file_bytes();
  part.file.reset();
  return status;
}

Status PartFiles::Overwrite() {
  Status first;
  for (Part& part : parts_) {
    part.file.reset();
    const Status status = OverwriteFile(files_, part.path);
    if (first.ok()) first = status;
  }
  return first;
}

Status PartFiles::RenameOne(Part& part, const std::string& path, bool replace) {
  if (part.path == path) return Status::Ok();
  Status status = files_.Rename(part.path, path, replace);
  if (status.ok()) part.path = path;
  return status;
}

Status PartFiles::Rename(const std::vector<std::string>& paths, bool replace) {
  Status status;
  for (size_t i = 1; i < parts_.size() && status.ok(); ++i) status = RenameOne(parts_[i], paths[i], replace);
  return status.ok() ? RenameOne(parts_[0], paths[0], replace) : status;
}

}  // namespace vr
