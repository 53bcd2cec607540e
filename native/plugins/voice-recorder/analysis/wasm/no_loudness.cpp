// Stands for loudness.cpp where the build has no libebur128.
#include "analysis/loudness.h"

namespace vr {

Result<std::string> LoudnessOf(AudioReader&, const Progress&) {
  return Status(ErrorCode::kNotSupported,
                "this build has no loudness: the sources of libebur128 were not there when it was made; the addon of "
                "Node and the command line have it");
}

}  // namespace vr
