// Recovery and wiping by a recorder of their own, from its making to its end. Blocks; not on the event loop.
#ifndef VR_BRIDGES_NODE_ADDON_RECOVERY_RUN_H_
#define VR_BRIDGES_NODE_ADDON_RECOVERY_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "node-addon/mailbox.h"

namespace vr_node {

struct LeftFolders {
  std::string recovery_folder;
  std::string captures_folder;
  std::string name_template;  // "": the recorder's own
};

struct RecoveredFile {
  std::string file_path;
  std::string sidecar_path;
  bool is_aac = false;
  uint32_t sample_rate_hz = 0;
  uint32_t channels = 0;
  double duration_s = 0;
  int64_t started_at_unix_ms = 0;
  std::string reason;
  int32_t origin = 0;
  uint64_t size_bytes = 0;
  double peak_dbfs = 0;
  std::vector<std::string> track_paths;
  std::string missing;
};

struct RecoveryProblem {
  std::string path;
  std::string reason;
};

struct RecoveryReport {
  std::vector<RecoveredFile> captures;
  std::vector<RecoveryProblem> problems;
};

// key: 32 bytes or empty. When a recovery is cancelled it ends behind the ring it is at, and the report has what was
// made until then; a wipe that has begun is completed, and its outcome is that it was cancelled.
Outcome RunRecovery(const LeftFolders& folders, const std::vector<uint8_t>& key, Control& control,
                    RecoveryReport* report);
Outcome RunWipe(const LeftFolders& folders, Control& control);

}  // namespace vr_node

#endif  // VR_BRIDGES_NODE_ADDON_RECOVERY_RUN_H_
