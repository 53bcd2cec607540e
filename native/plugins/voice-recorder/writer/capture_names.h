// The names that the audio files of one capture are to get, all of them or none. Writing thread only.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"
#include "writer/capture_writer.h"
#include "writer/part_files.h"
#include "writer/track_names.h"

namespace vr {

class CaptureNames {
 public:
  CaptureNames(FileSystem& files, const std::string& path, ExistingTarget existing,
               const std::vector<CaptureTrack>& tracks, TrackNaming naming);

  // Why the capture could not get its names, before anything of it is written.
  Status Check() const;
  // The names without a number, the mix at [0].
  const std::vector<std::string>& first() const { return first_; }
  // Gives the complete files their names, and says which. After a failure they stand where PartFiles knows.
  Result<std::vector<std::string>> Take(PartFiles* parts) const;

 private:
  Result<std::vector<std::string>> Replace(PartFiles* parts) const;
  Result<std::vector<std::string>> CountUp(PartFiles* parts) const;
  bool AllFree(const std::vector<std::string>& paths) const;

  FileSystem& files_;
  const std::string path_;
  const ExistingTarget existing_;
  const std::vector<CaptureTrack>& tracks_;
  const TrackNaming naming_;
  const std::vector<std::string> first_;
};

}  // namespace vr
