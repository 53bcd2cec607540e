// The sidecar's text; its fields are described in doc/capture-format.md. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/sealing.h"
#include "writer/capture_info.h"
#include "writer/capture_writer.h"
#include "writer/feature_source.h"

namespace vr {

constexpr unsigned kSidecarVersion = 2;
constexpr unsigned kOldestSidecarVersion = 1;  // that is still read
constexpr const char* kOriginTask = "task";
constexpr const char* kOriginDump = "dump";
constexpr const char* kOriginRecovered = "recovered";

// The files of a capture as its sidecar names them: within its folder.
struct SidecarFiles {
  const WrittenAudio& audio;
  std::string features_name;                // "": there is none
  const FeatureSource* features = nullptr;  // whose words are in it
};

// UTF-8, indented. Invalid UTF-8 of the game is replaced.
std::string SidecarText(const CaptureInfo& info, const SidecarFiles& files);

// The same for an encrypted capture: what tells of people or of the game is sealed. Needs CanSeal().
std::string SealedSidecarText(const CaptureInfo& info, const SidecarFiles& files, const SealKey& key);

// What SealedSidecarText has sealed: a whole plain sidecar. Takes bytes of strangers. kInvalidArgument: no sidecar of
// an encrypted capture; kWrongKey; kDamaged; kNotSupported where this build cannot decrypt.
Result<std::string> OpenSealedSidecar(const std::string& sidecar_text, const SealKey& key);

// A plain sidecar with the names and lengths of these files in place of its own; its tracks are audio.tracks in their
// order, and those without a path go from its list. Anything else in it stays. kInvalidArgument: no sidecar.
Result<std::string> SidecarOfFiles(const std::string& sidecar_text, const WrittenAudio& audio,
                                   const std::string& features_name);

}  // namespace vr
