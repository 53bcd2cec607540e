#include "analysis/list_rings.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/json_text.h"
#include "cycle/ring_files.h"
#include "cycle/ring_scan.h"
#include "recorder/pin_table.h"
#include "writer/calendar.h"
#include "writer/capture_paths.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

// None: it is plain, or encrypted with another key.
std::optional<SealKey> KeyOf(const RingShape& shape, const SealKey* master) {
  if (!shape.sealed || master == nullptr || !CanSeal()) return std::nullopt;
  std::optional<SealKey> key = RingKey(*master, shape.salt);
  if (KeyCheck(*key) != shape.key_check) key.reset();
  return key;
}

Result<Json> RingJson(FileSystem& files, const std::string& folder, uint64_t epoch, uint64_t size_bytes,
                      const SealKey* master) {
  const std::string path = WithSeparator(folder) + RingFileName(epoch);
  Result<std::unique_ptr<RingFiles>> ring = RingFiles::ForReading(files, folder, epoch);
  if (!ring.ok()) return ring.status();
  const Result<RingShape> shape = FindShape(*ring.value());
  if (!shape.ok()) return shape.status();
  const std::optional<SealKey> key = KeyOf(shape.value(), master);
  // How much there is can be seen without the key; where AAC ends exactly cannot.
  Result<RingImage> image = ScanRing(*ring.value(), key.has_value() ? &*key : nullptr);
  if (!image.ok()) return image.status();
  double seconds = 0;
  if (shape.value().audio_streams() > 0) {
    const RingStreamImage& mix = image.value().streams[0];
    const int64_t last = mix.run_frames.empty() ? 0 : mix.run_frames.back();
    const int64_t end = std::max(mix.end_frame, last);
    seconds = static_cast<double>(std::max<int64_t>(end - mix.first_frame, 0)) / shape.value().sample_rate_hz;
  }
  Json pins = Json::array();
  const Result<std::vector<uint8_t>> table = ring.value()->ReadPins();
  if (table.ok()) {
    for (const auto& [number, pin] : ReadPinTable(table.value(), epoch, key.has_value() ? &*key : nullptr).captures) {
      pins.push_back(std::to_string(number));
    }
  }
  return Json{{"path", path},
              {"pins", std::move(pins)},
              {"live", ring.value()->IsOwned()},
              {"startedAt", IsoUtc(shape.value().start_unix_ms)},
              {"seconds", seconds},
              {"bytes", size_bytes},
              {"encrypted", shape.value().sealed}};
}

}  // namespace

Result<std::string> ListRings(FileSystem& files, const std::string& recovery_folder, const SealKey* key) {
  const Result<std::vector<FileEntry>> entries = files.List(recovery_folder);
  if (!entries.ok()) return entries.status();
  std::map<uint64_t, uint64_t> bytes;  // of all files of a ring, by its epoch
  std::set<uint64_t> rings;            // whose own file is there
  for (const FileEntry& entry : entries.value()) {
    uint64_t epoch = 0;
    uint32_t segment = 0;
    if (!ParseRingName(entry.name, &epoch, &segment)) continue;
    bytes[epoch] += entry.size_bytes;
    if (segment == kNoSegment) rings.insert(epoch);
  }
  Json list = Json::array();
  for (const uint64_t epoch : rings) {
    Result<Json> ring = RingJson(files, recovery_folder, epoch, bytes[epoch], key);
    if (ring.ok()) list.push_back(std::move(ring.value()));
  }
  return JsonText(list);
}

}  // namespace vr
