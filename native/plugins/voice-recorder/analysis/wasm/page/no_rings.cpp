// Stands for the reading of rings where a page is built: it is given files, never a recovery folder.
#include "analysis/list_rings.h"
#include "analysis/ring_capture.h"

namespace vr {
namespace {

Status NoRings() {
  return {ErrorCode::kNotSupported,
          "a page reads no rings: recover them first (voice-recorder recover), or open them with the command line"};
}

}  // namespace

bool ParseRingPath(const std::string& path, RingPath*) {
  return path.find(".ring") != std::string::npos;
}

Result<std::unique_ptr<Capture>> OpenRingCapture(FileSystem&, const std::string&, const RingPath&, const SealKey*,
                                                 const Progress&) {
  return NoRings();
}

Result<std::string> ListRings(FileSystem&, const std::string&, const SealKey*) {
  return NoRings();
}

}  // namespace vr
