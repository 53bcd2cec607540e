#include "writer/whole_file.h"

#include "writer/capture_paths.h"

namespace vr {
namespace {

constexpr int kMaxTemporaries = 100;

Result<std::unique_ptr<WritableFile>> OpenTemporary(FileSystem& files, const std::string& path, std::string* taken) {
  for (int number = 1;; ++number) {
    *taken = TemporaryPath(path, number);
    Result<std::unique_ptr<WritableFile>> file = files.Open(*taken, OpenMode::kCreateNew);
    if (file.status().code() != ErrorCode::kAlreadyExists || number == kMaxTemporaries) return file;
  }
}

Status TakeName(FileSystem& files, const std::string& temporary, const std::string& path, bool replace,
                std::string* taken) {
  Status status;
  for (int number = 1; number <= kMaxNumber; ++number) {
    *taken = CountedPath(path, number);
    status = files.Rename(temporary, *taken, replace);
    if (status.code() != ErrorCode::kAlreadyExists) return status;
  }
  return status;
}

}  // namespace

Status WriteWhole(FileSystem& files, const std::string& path, bool replace,
                  const std::function<Status(std::unique_ptr<WritableFile> file)>& fill, std::string* taken) {
  std::string temporary;
  Result<std::unique_ptr<WritableFile>> file = OpenTemporary(files, path, &temporary);
  if (!file.ok()) return file.status();
  Status status = fill(std::move(file.value()));
  if (status.ok()) status = TakeName(files, temporary, path, replace, taken);
  if (!status.ok()) files.Remove(temporary);
  return status;
}

}  // namespace vr
