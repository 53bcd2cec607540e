// The files beside a capture: its features and its sidecar, each complete or absent.
#include <string>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/feature_file.h"
#include "writer/file_formats.h"
#include "writer/sidecar.h"
#include "writer/track_files.h"
#include "writer/whole_file.h"

namespace vr {
namespace {

using OpenFile = std::unique_ptr<WritableFile>;

Status WritePlainFeatures(OpenFile file, FeatureSource& features, const CaptureInfo& info) {
  return WriteFeatures(features, info, [&file](ByteView bytes) { return file->Append({bytes}); });
}

Status WriteSealedFeatures(OpenFile file, FeatureSource& features, const CaptureInfo& info, const SealKey& key) {
  SealedHeader header;
  header.kind = SealedKind::kFeatures;
  header.sample_rate_hz = info.format.sample_rate_hz;
  header.channels = info.format.channels;
  header.capture_id = info.id;
  Result<std::unique_ptr<CaptureFile>> sealed = MakeSealedFile(std::move(file), header, key, 0);
  if (!sealed.ok()) return sealed.status();
  CaptureFile& container = *sealed.value();
  Status status = WriteFeatures(features, info, [&container](ByteView bytes) { return container.Append({bytes}); });
  return status.ok() ? container.Finish() : status;
}

// The path of what stands there then; "" when nothing does.
std::string WriteFeatureFile(FileSystem& files, const std::string& path, FeatureSource& features,
                             const CaptureInfo& info, const SealKey* key) {
  std::string taken;
  const auto fill = [&](OpenFile file) {
    return key == nullptr ? WritePlainFeatures(std::move(file), features, info)
                          : WriteSealedFeatures(std::move(file), features, info, *key);
  };
  if (!features.tracks().empty() && WriteWhole(files, path, true, fill, &taken).ok()) return path;
  files.Remove(path);  // an older capture's would mislead
  return "";
}

std::string WriteSidecar(FileSystem& files, const std::string& path, const CaptureInfo& info,
                         const SidecarFiles& described, const SealKey* key) {
  std::string taken;
  const auto fill = [&](OpenFile file) {
    const std::string text = key == nullptr ? SidecarText(info, described) : SealedSidecarText(info, described, *key);
    return file->Append({{reinterpret_cast<const uint8_t*>(text.data()), text.size()}});
  };
  const bool may_write = key == nullptr || CanSeal();
  if (may_write && WriteWhole(files, path, true, fill, &taken).ok()) return path;
  files.Remove(path);
  return "";
}

}  // namespace

WrittenCapture WriteCompanions(FileSystem& files, const WrittenAudio& audio, const CaptureInfo& info,
                               FeatureSource* features, const SealKey* key) {
  HeldFeatures held(info.features);
  FeatureSource& source = features == nullptr ? held : *features;
  WrittenCapture written;
  written.file_path = audio.mix.path;
  written.file_bytes = audio.mix.bytes;
  for (const WrittenFile& track : audio.tracks) written.track_paths.push_back(track.path);
  written.features_path = WriteFeatureFile(files, FeaturesPath(audio.mix.path), source, info, key);
  const std::string features_name = written.features_path.empty() ? "" : NameOf(written.features_path);
  written.sidecar_path = WriteSidecar(files, SidecarPath(audio.mix.path), info, {audio, features_name, &source}, key);
  return written;
}

void RemoveCompanions(FileSystem& files, const std::string& path, const std::vector<std::string>& keep) {
  RemoveAllBut(files, TracksOf(files, path), keep);
  files.Remove(SidecarPath(path));
  files.Remove(FeaturesPath(path));
}

}  // namespace vr
