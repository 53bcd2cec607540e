#include "writer/track_files.h"

#include <algorithm>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"

namespace vr {

bool MayBeTrack(const std::string& name, const std::string& audio_name) {
  Codec codec = Codec::kPcm16;
  Codec audio_codec = Codec::kPcm16;
  return CodecOfPath(name, &codec) && CodecOfPath(audio_name, &audio_codec) && codec == audio_codec &&
         name != audio_name;
}

std::vector<std::string> TracksOf(FileSystem& files, const std::string& path) {
  if (!files.Exists(SidecarPath(path))) return {};
  const Result<std::string> text = files.ReadAll(SidecarPath(path), kMaxSidecarBytes);
  if (!text.ok()) return {};
  const Result<SidecarFacts> facts = ReadSidecarFacts(text.value());
  if (!facts.ok()) return {};
  std::vector<std::string> paths;
  for (const SidecarTrack& track : facts.value().tracks) {
    const std::string track_path = Split(path).folder + track.file;
    const bool is_track = MayBeTrack(track.file, NameOf(path)) && !files.Exists(SidecarPath(track_path));
    if (is_track && files.Exists(track_path)) paths.push_back(track_path);
  }
  return paths;
}

void RemoveAllBut(FileSystem& files, const std::vector<std::string>& paths, const std::vector<std::string>& keep) {
  for (const std::string& path : paths) {
    const std::string identity = files.IdentityOf(path);
    const bool kept = std::any_of(keep.begin(), keep.end(),
                                  [&](const std::string& other) { return files.IdentityOf(other) == identity; });
    if (!kept && !identity.empty()) files.Remove(path);
  }
}

}  // namespace vr
