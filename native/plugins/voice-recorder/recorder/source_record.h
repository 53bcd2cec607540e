// What is known of a source beside its sound.
#pragma once

#include <cstdint>
#include <string>

#include "base/audio_types.h"

namespace vr {

struct SourceRecord {
  SourceId id = 0;
  SourceKind kind = SourceKind::kLocal;
  std::string user_id;
  std::string label;
  bool muted = false;
  bool excluded = false;  // nothing of it may be kept

  // How markers name it.
  const std::string& name() const { return user_id.empty() ? label : user_id; }
};

}  // namespace vr
