// The files beside a capture: its features and its sidecar, each complete or absent.
#include <string>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"

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

// No reader ever sees half of it: written under another name, then renamed.
bool WriteWhole(FileSystem& files, const std::string& path, ByteView bytes) {
  std::string temporary;
  Result<std::unique_ptr<WritableFile>> file = OpenTemporary(files, path, &temporary);
  if (!file.ok()) return false;
  Status status = file.value()->Append({bytes});
  file.value().reset();
  if (status.ok()) status = files.Rename(temporary, path, true);
  if (!status.ok()) files.Remove(temporary);
  return status.ok();
}

ByteView ViewOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

WrittenCapture WriteCompanions(FileSystem& files, const std::string& path, uint64_t file_bytes,
                               const CaptureInfo& info) {
  WrittenCapture written;
  written.file_path = path;
  written.file_bytes = file_bytes;
  if (!info.features.empty()) {
    const std::vector<uint8_t> bytes = FeatureFileBytes(info);
    if (WriteWhole(files, FeaturesPath(path), {bytes.data(), bytes.size()})) written.features_path = FeaturesPath(path);
  }
  if (written.features_path.empty()) files.Remove(FeaturesPath(path));  // an older capture's would mislead
  const std::string features_name = written.features_path.empty() ? "" : NameOf(written.features_path);
  const std::string sidecar = SidecarJson(info, NameOf(path), file_bytes, features_name);
  if (WriteWhole(files, SidecarPath(path), ViewOf(sidecar))) {
    written.sidecar_path = SidecarPath(path);
  } else {
    files.Remove(SidecarPath(path));
  }
  return written;
}

void RemoveCompanions(FileSystem& files, const std::string& path) {
  files.Remove(SidecarPath(path));
  files.Remove(FeaturesPath(path));
}

}  // namespace vr
