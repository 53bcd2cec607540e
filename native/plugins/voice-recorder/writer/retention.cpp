#include "writer/retention.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/sidecar.h"

namespace vr {
namespace {

using Json = nlohmann::json;
using FilesByName = std::map<std::string, FileEntry>;

constexpr uint64_t kMaxSidecarBytes = uint64_t{4} << 20;
constexpr double kMaxUnixMs = 1e15;

struct KeptCapture {
  std::string path;
  uint64_t size_bytes = 0;
  int64_t ended_unix_ms = 0;
};

bool IsEmpty(const Json& sidecar, const char* key) {
  const auto found = sidecar.find(key);
  if (found == sidecar.end() || found->is_null()) return true;
  if (found->is_boolean()) return !found->get<bool>();
  if (found->is_string()) return found->get_ref<const std::string&>().empty();
  return (found->is_array() || found->is_object()) && found->empty();
}

bool IsOurs(const Json& sidecar) {
  if (!sidecar.is_object()) return false;
  const auto version = sidecar.find("version");
  const auto origin = sidecar.find("origin");
  if (version == sidecar.end() || !version->is_number_integer() || *version != kSidecarVersion) return false;
  return origin != sidecar.end() && (*origin == kOriginTask || *origin == kOriginDump || *origin == kOriginRecovered);
}

// When the capture ended; the file's own time where the sidecar does not say.
int64_t EndedMs(const Json& sidecar, int64_t modified_unix_ms) {
  const auto started = sidecar.find("startedAtUnixMs");
  const auto duration = sidecar.find("durationSeconds");
  if (started == sidecar.end() || !started->is_number() || duration == sidecar.end() || !duration->is_number()) {
    return modified_unix_ms;
  }
  const double ended_ms = started->get<double>() + duration->get<double>() * 1000;
  return std::isfinite(ended_ms) && std::fabs(ended_ms) < kMaxUnixMs ? static_cast<int64_t>(ended_ms)
                                                                     : modified_unix_ms;
}

// False for what is not ours to remove.
bool ReadCapture(FileSystem& files, const std::string& folder, const FileEntry& audio, const FilesByName& entries,
                 KeptCapture* capture) {
  Codec codec;
  if (IsPartName(audio.name) || !CodecOfPath(audio.name, &codec)) return false;
  const auto sidecar_entry = entries.find(SidecarPath(audio.name));
  if (sidecar_entry == entries.end()) return false;
  const Result<std::string> text = files.ReadAll(folder + sidecar_entry->first, kMaxSidecarBytes);
  if (!text.ok()) return false;
  const Json sidecar = Json::parse(text.value(), nullptr, false);
  if (!IsOurs(sidecar) || !IsEmpty(sidecar, "pinned") || !IsEmpty(sidecar, "note")) return false;
  const auto features = entries.find(FeaturesPath(audio.name));
  capture->path = folder + audio.name;
  capture->size_bytes = audio.size_bytes + sidecar_entry->second.size_bytes;
  if (features != entries.end()) capture->size_bytes += features->second.size_bytes;
  capture->ended_unix_ms = EndedMs(sidecar, audio.modified_unix_ms);
  return true;
}

std::vector<KeptCapture> ListCaptures(FileSystem& files, const std::string& folder) {
  const Result<std::vector<FileEntry>> listed = files.List(folder);
  if (!listed.ok()) return {};
  FilesByName entries;
  for (const FileEntry& entry : listed.value()) entries[entry.name] = entry;
  std::vector<KeptCapture> captures;
  for (const auto& [name, entry] : entries) {
    KeptCapture capture;
    if (ReadCapture(files, folder, entry, entries, &capture)) captures.push_back(std::move(capture));
  }
  std::sort(captures.begin(), captures.end(), [](const KeptCapture& a, const KeptCapture& b) {
    return a.ended_unix_ms != b.ended_unix_ms ? a.ended_unix_ms < b.ended_unix_ms : a.path < b.path;
  });
  return captures;
}

// Whether the limits ask for one more capture to go, of which the oldest that may go is `oldest`.
bool MustGo(const KeptCapture& oldest, const RetentionLimits& limits, uint64_t count, uint64_t bytes,
            int64_t now_unix_ms) {
  if (limits.max_count != 0 && count > limits.max_count) return true;
  if (limits.max_bytes != 0 && bytes > limits.max_bytes) return true;
  const int64_t age_ms = now_unix_ms - oldest.ended_unix_ms;
  return limits.max_age_s != 0 && age_ms > 0 && static_cast<uint64_t>(age_ms) / 1000 > limits.max_age_s;
}

std::string WithSeparator(const std::string& folder) {
  const SplitPath parts = Split(folder);
  return parts.stem.empty() && parts.suffix.empty() ? folder : folder + "/";
}

}  // namespace

std::vector<std::string> ApplyRetention(FileSystem& files, const std::string& folder, const RetentionLimits& limits,
                                        const std::vector<std::string>& keep, int64_t now_unix_ms) {
  std::vector<std::string> removed;
  if (!limits.any()) return removed;
  const std::vector<KeptCapture> captures = ListCaptures(files, WithSeparator(folder));
  uint64_t count = captures.size();
  uint64_t bytes = 0;
  for (const KeptCapture& capture : captures) bytes += capture.size_bytes;
  for (const KeptCapture& capture : captures) {
    if (std::find(keep.begin(), keep.end(), capture.path) != keep.end()) continue;
    if (!MustGo(capture, limits, count, bytes, now_unix_ms)) break;
    if (!files.Remove(capture.path).ok()) continue;
    RemoveCompanions(files, capture.path);
    removed.push_back(capture.path);
    --count;
    bytes -= capture.size_bytes;
  }
  return removed;
}

}  // namespace vr
