// Writes a whole capture: its audio files as NAME.part.ext beside their targets, renamed when all are complete, then
// features and sidecar. Writing thread only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/audio_pieces.h"
#include "base/file_system.h"
#include "base/sealing.h"
#include "base/status.h"
#include "writer/capture_info.h"
#include "writer/feature_source.h"

namespace vr {

enum class ExistingTarget {
  kReplace,  // the file at the path is replaced
  kRefuse,   // kAlreadyExists
  kCountUp,  // NAME-2.ext, NAME-3.ext, ... is taken instead
};

struct CaptureAudio {
  AudioPieces& mix;
  std::vector<AudioPieces*> tracks;  // of info.tracks, in that order; each has as many frames as the mix
};

struct WrittenFile {
  std::string path;
  uint64_t bytes = 0;
};

// The complete audio files of a capture.
struct WrittenAudio {
  WrittenFile mix;
  std::vector<WrittenFile> tracks;  // of info.tracks, in that order
};

struct WrittenCapture {
  std::string file_path;
  std::string sidecar_path;              // "" when it could not be written
  std::string features_path;             // "" when it could not be written
  uint64_t file_bytes = 0;               // of the mix
  std::vector<std::string> track_paths;  // of info.tracks, in that order
};

// Progress: 0 before the first byte, then at most every 50 ms, 1 after the last, over mix and tracks together, never
// falling. Returning false cancels with kCancelled: what was written is overwritten on the disk, and nothing is left
// behind; when it cannot be overwritten that failure is told instead.
using WriteProgress = std::function<bool(double progress)>;

// Mix and tracks are one group: kRefuse refuses when any of their names is taken, kCountUp takes the first number for
// which all are free, kReplace replaces all, and removes what tracks an older capture had besides. The tracks get
// their names first and the mix last, one rename directly after the other, when every part is complete.
// When it fails, no file of this capture is left behind and what stood at the targets stands there still, but for one
// case: with kReplace and tracks, an older track is lost when a later rename fails. A failure of `audio` is passed on
// as it is. kInvalidArgument when the path's suffix is not that of info.format, or audio and info differ in their
// number of tracks; otherwise what the file system says. A capture whose companions cannot be written is a success
// without them. A part name that is taken is left alone, the next one ("a/b.part-2.aac") is used. Does not wait for the
// disk (no fsync). With a key everything is encrypted: kNotSupported where this build cannot.
Result<WrittenCapture> WriteCapture(FileSystem& files, const std::string& path, ExistingTarget existing,
                                    CaptureAudio audio, const CaptureInfo& info, const SealKey* key,
                                    const WriteProgress& progress);

// The audio of it alone.
Result<WrittenAudio> WriteCaptureAudio(FileSystem& files, const std::string& path, ExistingTarget existing,
                                       CaptureAudio audio, const CaptureInfo& info, const SealKey* key,
                                       const WriteProgress& progress);

// Features and sidecar beside audio that is complete already (a real-time recording). features: null for info.features.
// With a key both are encrypted, or not written where this build cannot.
WrittenCapture WriteCompanions(FileSystem& files, const WrittenAudio& audio, const CaptureInfo& info,
                               FeatureSource* features, const SealKey* key);

// Removes the features, the sidecar and the tracks that an older capture left at this path, but for those tracks in
// `keep` (full paths), which belong to the capture that replaces it.
void RemoveCompanions(FileSystem& files, const std::string& path, const std::vector<std::string>& keep);

// "a/b.aac" -> "a/b.part.aac", "a/b.aac.json", "a/b.aac.features"
std::string PartPath(const std::string& path);
std::string SidecarPath(const std::string& path);
std::string FeaturesPath(const std::string& path);

// kPcm16 for .wav, kAacLc for .aac, in any letter case; false for anything else, also for a name that is a suffix only.
bool CodecOfPath(const std::string& path, Codec* codec);

}  // namespace vr
