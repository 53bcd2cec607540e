#include "writer/retention.h"

#include <algorithm>
#include <map>

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/sidecar_facts.h"
#include "writer/track_files.h"

namespace vr {
namespace {

using FilesByName = std::map<std::string, FileEntry>;

struct KeptCapture {
  std::string path;
  std::vector<std::string> companions;
  uint64_t size_bytes = 0;  // of all its files
  int64_t ended_unix_ms = 0;
};

// When the capture ended; the file's own time where the sidecar does not say.
int64_t EndedMs(const SidecarFacts& facts, int64_t modified_unix_ms) {
  if (!facts.timed) return modified_unix_ms;
  return facts.started_unix_ms + static_cast<int64_t>(facts.duration_s * 1000);
}

// Tracks first and the sidecar last, so that it names what is there for as long as there is anything.
void AddCompanions(const std::string& folder, const std::string& audio_name, const SidecarFacts& facts,
                   const FilesByName& entries, KeptCapture* capture) {
  std::vector<std::string> names;
  for (const SidecarTrack& track : facts.tracks) {
    const bool is_capture = entries.count(SidecarPath(track.file)) != 0;
    if (!is_capture && MayBeTrack(track.file, audio_name)) names.push_back(track.file);
  }
  names.push_back(FeaturesPath(audio_name));
  names.push_back(SidecarPath(audio_name));
  for (const std::string& name : names) {
    const auto entry = entries.find(name);
    if (entry == entries.end()) continue;
    capture->companions.push_back(folder + name);
    capture->size_bytes += entry->second.size_bytes;
  }
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
  const Result<SidecarFacts> facts = ReadSidecarFacts(text.value());
  if (!facts.ok() || facts.value().pinned || !facts.value().note.empty()) return false;
  capture->path = folder + audio.name;
  capture->size_bytes = audio.size_bytes;
  AddCompanions(folder, audio.name, facts.value(), entries, capture);
  capture->ended_unix_ms = EndedMs(facts.value(), audio.modified_unix_ms);
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

}  // namespace

std::vector<std::string> ApplyRetention(FileSystem& files, const std::string& folder, const RetentionLimits& limits,
                                        const std::vector<std::string>& keep, int64_t now_unix_ms,
                                        const ComingCapture& coming) {
  std::vector<std::string> removed;
  if (!limits.any()) return removed;
  const std::vector<KeptCapture> captures = ListCaptures(files, WithSeparator(folder));
  uint64_t count = captures.size() + coming.count;
  uint64_t bytes = coming.bytes;
  for (const KeptCapture& capture : captures) bytes += capture.size_bytes;
  for (const KeptCapture& capture : captures) {
    if (std::find(keep.begin(), keep.end(), capture.path) != keep.end()) continue;
    if (!MustGo(capture, limits, count, bytes, now_unix_ms)) break;
    if (!files.Remove(capture.path).ok()) continue;
    for (const std::string& companion : capture.companions) files.Remove(companion);
    removed.push_back(capture.path);
    --count;
    bytes -= capture.size_bytes;
  }
  return removed;
}

}  // namespace vr
