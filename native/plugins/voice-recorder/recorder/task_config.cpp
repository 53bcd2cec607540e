#include "recorder/task_config.h"

#include <cstring>

#include "writer/capture_writer.h"

namespace vr {
namespace {

std::string Got(const char* field, const char* expected, int64_t got) {
  return std::string(field) + " must be " + expected + ", got " + std::to_string(got);
}

CallResult CheckNumbers(const TaskRequest& request) {
  const uint32_t rate = request.sample_rate_hz;
  if (rate != 16000 && rate != 32000 && rate != 44100 && rate != 48000) {
    return CallResult::Invalid(Got("sampleRate", "16000, 32000, 44100 or 48000 Hz", rate));
  }
  if (request.quality < 0 || request.quality > 2) {
    return CallResult::Invalid(Got("quality", "0 (Low), 1 (Medium) or 2 (High)", request.quality));
  }
  if (request.position < 0 || request.position > 2) {
    return CallResult::Invalid(Got("position", "0 (local and remote), 1 (local) or 2 (remote)", request.position));
  }
  if (request.cycle_time_s > kMaxCycleTimeS) {
    return CallResult::Invalid(
        Got("cycleTime", "0 (write as it happens) or 1 to 3600 whole seconds", request.cycle_time_s));
  }
  if (request.layout != 0 && request.layout != 1) {
    return CallResult::Invalid(Got("layout", "0 (mix) or 1 (split)", request.layout));
  }
  return CallResult::Ok();
}

CallResult CheckLayout(const TaskRequest& request) {
  if (request.layout == 1) {
    if (request.channels != 2 && request.channels != 0) {
      return CallResult::Invalid(Got("channels", "2 with layout split", request.channels));
    }
    if (request.position != 0) {
      return CallResult::Invalid(Got("position", "0 (local and remote) with layout split", request.position));
    }
  } else if (request.channels != 1 && request.channels != 2) {
    return CallResult::Invalid(Got("channels", "1 or 2", request.channels));
  }
  return CallResult::Ok();
}

CallResult CheckKeeping(const TaskRequest& request, const TaskSurroundings& around) {
  if (request.durability < -1 || request.durability > 1) {
    return CallResult::Invalid(Got("durability", "0 (memory) or 1 (process)", request.durability));
  }
  if (request.durability == 1 && !around.has_recovery_folder) {
    return CallResult::Invalid("durability 'process' needs a recovery folder: give recoveryFolder to the recorder");
  }
  if (request.tracks != 0 && request.tracks != 1) {
    return CallResult::Invalid(Got("tracks", "0 (mix) or 1 (separate)", request.tracks));
  }
  if (request.encryption_key != nullptr && !CanSeal()) {
    return {CallCode::kNotSupported, "this build cannot encrypt: build it with libsodium, or give no encryptionKey"};
  }
  return CallResult::Ok();
}

// The number of bytes that follow a lead byte, or -1.
int ContinuationBytes(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  if (lead >= 0xF0 && lead <= 0xF4) return 3;
  return -1;
}

}  // namespace

bool IsAbsolutePath(const std::string& path) {
#if defined(_WIN32)
  const bool drive = path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
  return drive || path.compare(0, 2, "\\\\") == 0;
#else
  return !path.empty() && path[0] == '/';
#endif
}

bool IsValidUtf8(const std::string& text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const int more = ContinuationBytes(lead);
    if (more < 0 || i + static_cast<size_t>(more) >= text.size() + (more == 0 ? 1 : 0)) return false;
    for (int k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(text[i + static_cast<size_t>(k)]) & 0xC0) != 0x80) return false;
    }
    const auto second = more > 0 ? static_cast<unsigned char>(text[i + 1]) : 0;
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool surrogate_or_beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    if (overlong || surrogate_or_beyond) return false;
    i += 1 + static_cast<size_t>(more);
  }
  return true;
}

std::string PathProblem(const char* path) {
  if (path == nullptr || path[0] == '\0') return "filePath must be an absolute path ending in .wav or .aac, got none";
  const std::string text(path);
  if (!IsValidUtf8(text)) return "filePath must be UTF-8";
  if (!IsAbsolutePath(text)) return "filePath must be an absolute path, got \"" + text.substr(0, 200) + "\"";
  return "";
}

CallResult CheckTask(const TaskRequest& request, const TaskSurroundings& around, TaskConfig* config) {
  const std::string problem = PathProblem(request.file_path);
  if (!problem.empty()) return CallResult::Invalid(problem);
  CallResult numbers = CheckNumbers(request);
  if (!numbers.ok()) return numbers;
  CallResult layout = CheckLayout(request);
  if (!layout.ok()) return layout;
  CallResult keeping = CheckKeeping(request, around);
  if (!keeping.ok()) return keeping;

  config->file_path = request.file_path;
  config->suffix_known = CodecOfPath(config->file_path, &config->codec);
  config->sample_rate_hz = static_cast<int>(request.sample_rate_hz);
  config->quality = static_cast<Quality>(request.quality);
  config->position = static_cast<Position>(request.position);
  config->cycle_time_s = static_cast<int>(request.cycle_time_s);
  config->layout = static_cast<Layout>(request.layout);
  config->channels = config->layout == Layout::kSplit ? 2 : static_cast<int>(request.channels);
  config->overwrite = request.overwrite;
  config->durable = around.has_recovery_folder && request.durability != 0;
  config->own_tracks = request.tracks == 1 ? around.max_own_tracks : 0;
  config->key.reset();
  if (request.encryption_key != nullptr) config->key.emplace(request.encryption_key);
  return CallResult::Ok();
}

}  // namespace vr
