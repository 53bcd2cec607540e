#include "writer/capture_names.h"

#include <algorithm>

#include "writer/capture_paths.h"
#include "writer/track_files.h"

namespace vr {
namespace {

using Paths = std::vector<std::string>;

Status Taken(const std::string& path) {
  return {ErrorCode::kAlreadyExists,
          "cannot write " + path + ": there is a file already; a free name is expected: remove it, or give another"};
}

// Companions of something older would make a capture of a track.
void RemoveCompanionsOfTracks(FileSystem& files, const Paths& paths) {
  for (size_t i = 1; i < paths.size(); ++i) {
    for (const std::string& companion : {SidecarPath(paths[i]), FeaturesPath(paths[i])}) {
      if (files.Exists(companion)) files.Remove(companion);
    }
  }
}

}  // namespace

CaptureNames::CaptureNames(FileSystem& files, const std::string& path, ExistingTarget existing,
                           const std::vector<CaptureTrack>& tracks, TrackNaming naming)
    : files_(files),
      path_(path),
      existing_(existing),
      tracks_(tracks),
      naming_(naming),
      first_(AudioPaths(path, 1, tracks, naming)) {}

Status CaptureNames::Check() const {
  if (existing_ == ExistingTarget::kRefuse) {
    for (const std::string& path : first_) {
      if (files_.Exists(path)) return Taken(path);
    }
  }
  return files_.CheckCreatable(path_);
}

bool CaptureNames::AllFree(const Paths& paths) const {
  return std::none_of(paths.begin(), paths.end(), [this](const std::string& path) { return files_.Exists(path); });
}

// The tracks of an older capture are read before the first rename and removed after the last, so that between these
// nothing else is done.
Result<Paths> CaptureNames::Replace(PartFiles* parts) const {
  const Paths old_tracks = TracksOf(files_, path_);
  Status status = parts->Rename(first_, true);
  if (!status.ok()) return status;
  RemoveAllBut(files_, old_tracks, first_);
  return first_;
}

// A name may be taken by somebody else between looking and renaming: then the next number is tried, from wherever the
// files are by then.
Result<Paths> CaptureNames::CountUp(PartFiles* parts) const {
  for (int number = 1; number <= kMaxNumber; ++number) {
    Paths paths = AudioPaths(path_, number, tracks_, naming_);
    if (!AllFree(paths)) continue;
    Status status = parts->Rename(paths, false);
    if (status.ok()) return paths;
    if (status.code() != ErrorCode::kAlreadyExists) return status;
  }
  return Taken(CountedPath(path_, kMaxNumber));
}

Result<Paths> CaptureNames::Take(PartFiles* parts) const {
  Result<Paths> taken = first_;
  if (existing_ == ExistingTarget::kReplace) {
    taken = Replace(parts);
  } else if (existing_ == ExistingTarget::kCountUp) {
    taken = CountUp(parts);
  } else {
    Status status = parts->Rename(first_, false);
    if (!status.ok()) taken = status;
  }
  if (taken.ok()) RemoveCompanionsOfTracks(files_, taken.value());
  return taken;
}

}  // namespace vr
