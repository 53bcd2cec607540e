// Writes a whole capture: audio as NAME.part.ext beside its target, renamed when complete, then features and sidecar.
// Writing thread only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/status.h"
#include "writer/capture_info.h"

namespace vr {

enum class ExistingTarget {
  kReplace,  // the file at the path is replaced
  kRefuse,   // kAlreadyExists
  kCountUp,  // NAME-2.ext, NAME-3.ext, ... is taken instead
};

struct WrittenCapture {
  std::string file_path;
  std::string sidecar_path;   // "" when it could not be written
  std::string features_path;  // "" when it could not be written
  uint64_t file_bytes = 0;
};

// Progress: 0 before the first byte, then at most every 50 ms, 1 after the last. Returning false cancels with
// kCancelled, and nothing is left behind.
using WriteProgress = std::function<bool(double progress)>;

// When it fails, neither the target nor the part file is left behind, and what stood at the target stands there still.
// kInvalidArgument when the path's suffix is not that of info.format; otherwise what the file system says. A capture
// whose companions cannot be written is a success without them. A part name that is taken is left alone, the next one
// ("a/b.part-2.aac") is used. Does not wait for the disk (no fsync).
Result<WrittenCapture> WriteCapture(FileSystem& files, const std::string& path, ExistingTarget existing,
                                    const std::vector<ByteView>& audio, const CaptureInfo& info,
                                    const WriteProgress& progress);

// Features and sidecar beside an audio file that is complete already (a real-time recording).
WrittenCapture WriteCompanions(FileSystem& files, const std::string& path, uint64_t file_bytes,
                               const CaptureInfo& info);

// Removes the features and sidecar that an older capture left at this path.
void RemoveCompanions(FileSystem& files, const std::string& path);

// "a/b.aac" -> "a/b.part.aac", "a/b.aac.json", "a/b.aac.features"
std::string PartPath(const std::string& path);
std::string SidecarPath(const std::string& path);
std::string FeaturesPath(const std::string& path);

// kPcm16 for .wav, kAacLc for .aac, in any letter case; false for anything else, also for a name that is a suffix only.
bool CodecOfPath(const std::string& path, Codec* codec);

}  // namespace vr
