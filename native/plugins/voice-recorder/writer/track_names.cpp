#include "writer/track_names.h"

#include <algorithm>
#include <set>

#include "writer/capture_paths.h"
#include "writer/name_template.h"

namespace vr {
namespace {

constexpr size_t kMaxUserBytes = 120;  // as names from a template
constexpr size_t kMinUserBytes = 16;   // that stay of a user however long the capture's own name is
constexpr size_t kNumberBytes = 10;    // for "-2" of the capture and of the track

// How many bytes a user may take so that the name is not too long.
size_t UserBytes(const SplitPath& parts) {
  const size_t taken = parts.stem.size() + parts.suffix.size() + std::string(".remote-").size() + kNumberBytes;
  const size_t left = kMaxNameBytes - std::min(kMaxNameBytes, taken);
  return std::clamp(left, kMinUserBytes, kMaxUserBytes);
}

// A user whose name would make the file look like one in the making ("a.part") loses its dots.
std::string UserPart(const std::string& user_id, const SplitPath& parts) {
  std::string user = SafeNamePart(user_id, UserBytes(parts));
  if (IsPartName("remote-" + user + parts.suffix)) std::replace(user.begin(), user.end(), '.', '_');
  return user;
}

std::string TagOf(const CaptureTrack& track, const SplitPath& parts, TrackNaming naming, int* remotes) {
  if (track.kind == SourceKind::kLocal) return "local";
  if (track.kind == SourceKind::kRemoteMix) return "remoteMix";
  if (naming == TrackNaming::kNumbers) return "remote-" + std::to_string(++*remotes);
  const std::string user = UserPart(track.user_id, parts);
  return user.empty() ? "remote" : "remote-" + user;
}

}  // namespace

std::vector<std::string> TrackPaths(const std::string& path, int number, const std::vector<CaptureTrack>& tracks,
                                    TrackNaming naming) {
  const SplitPath parts = Split(path);
  std::vector<std::string> paths;
  std::set<std::string> taken;
  int remotes = 0;
  for (const CaptureTrack& track : tracks) {
    const std::string tag = TagOf(track, parts, naming, &remotes);
    std::string unique = tag;
    for (int same = 2; !taken.insert(LowerAscii(unique)).second; ++same) unique = Numbered(tag, same);
    paths.push_back(Join(parts.folder, parts.stem, Numbered("", number) + "." + unique + parts.suffix));
  }
  return paths;
}

std::vector<std::string> AudioPaths(const std::string& path, int number, const std::vector<CaptureTrack>& tracks,
                                    TrackNaming naming) {
  std::vector<std::string> paths = TrackPaths(path, number, tracks, naming);
  paths.insert(paths.begin(), CountedPath(path, number));
  return paths;
}

}  // namespace vr
