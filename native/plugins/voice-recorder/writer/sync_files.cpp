#include "writer/sync_files.h"

#include <set>

#include "writer/capture_paths.h"

namespace vr {
namespace {

// Without the separator at its end, but for a root.
std::string FolderOf(const std::string& path) {
  std::string folder = Split(path).folder;
  if (folder.size() > 1) folder.pop_back();
  return folder.empty() ? "." : folder;
}

// One that somebody has made read-only can be synced all the same where the system does that for readers.
Status SyncFile(FileSystem& files, const std::string& path) {
  Result<std::unique_ptr<BlockFile>> file = files.OpenBlocks(path, BlockMode::kReadWrite);
  if (file.status().code() == ErrorCode::kPermissionDenied) file = files.OpenBlocks(path, BlockMode::kRead);
  if (file.status().code() == ErrorCode::kNotFound) return Status::Ok();
  return file.ok() ? file.value()->Sync() : file.status();
}

}  // namespace

Status SyncFiles(FileSystem& files, const std::vector<std::string>& paths) {
  Status first;
  std::set<std::string> folders;
  for (const std::string& path : paths) {
    if (path.empty()) continue;
    folders.insert(FolderOf(path));
    const Status status = SyncFile(files, path);
    if (first.ok()) first = status;
  }
  for (const std::string& folder : folders) {
    const Status status = files.SyncFolder(folder);
    if (first.ok() && status.code() != ErrorCode::kNotFound) first = status;
  }
  return first;
}

std::vector<std::string> FilesOf(const WrittenCapture& written) {
  std::vector<std::string> paths = {written.file_path, written.sidecar_path, written.features_path};
  paths.insert(paths.end(), written.track_paths.begin(), written.track_paths.end());
  return paths;
}

}  // namespace vr
