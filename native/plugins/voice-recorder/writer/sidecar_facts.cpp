#include "writer/sidecar_facts.h"

#include <algorithm>
#include <cmath>

#include "base/json_text.h"
#include "writer/sidecar_parse.h"

namespace vr {
namespace {

constexpr double kMostUnixMs = 1e15;
constexpr double kMaxSeconds = 1e12;

Status NoSidecar(const std::string& why) {
  return {ErrorCode::kInvalidArgument, "this is no sidecar of a capture: " + why};
}

// Tools may take a pin or a note away by making it empty.
bool IsEmpty(const Json& value) {
  if (value.is_null()) return true;
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_string()) return value.get_ref<const std::string&>().empty();
  return (value.is_array() || value.is_object()) && value.empty();
}

const Json& At(const Json& object, const char* key) {
  static const Json nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

double NumberAt(const Json& object, const char* key) {
  const Json& value = At(object, key);
  return value.is_number() ? value.get<double>() : NAN;
}

Status ReadVersion(const Json& sidecar, SidecarFacts* facts) {
  const Json& version = At(sidecar, "version");
  const uint64_t number = version.is_number_unsigned() ? version.get<uint64_t>() : 0;
  if (number < kOldestSidecarVersion) return NoSidecar("it has no version");
  if (number > kSidecarVersion) {
    return {ErrorCode::kNotSupported, "the sidecar has version " + std::to_string(number) +
                                          " and this build reads up to " + std::to_string(kSidecarVersion) +
                                          ": take a newer build"};
  }
  facts->version = static_cast<int>(number);
  return Status::Ok();
}

bool ReadOrigin(const Json& sidecar, CaptureOrigin* origin) {
  const std::string text = TextAt(sidecar, "origin");
  for (const CaptureOrigin each : {CaptureOrigin::kTask, CaptureOrigin::kDump, CaptureOrigin::kRecovered}) {
    if (text != NameOf(each)) continue;
    *origin = each;
    return true;
  }
  return false;
}

void ReadTime(const Json& sidecar, SidecarFacts* facts) {
  const double started_ms = NumberAt(sidecar, "startedAtUnixMs");
  const double duration_s = NumberAt(sidecar, "durationSeconds");
  facts->timed = std::fabs(started_ms) < kMostUnixMs && std::fabs(duration_s) < kMaxSeconds;
  if (!facts->timed) return;
  facts->started_unix_ms = static_cast<int64_t>(started_ms);
  facts->duration_s = duration_s;
}

bool IsName(const std::string& text) {
  return !text.empty() && text != "." && text != ".." &&
         text.find_first_of(std::string("/\\\0", 3)) == std::string::npos;
}

SourceKind KindOf(const std::string& text) {
  for (const SourceKind kind : {SourceKind::kRemote, SourceKind::kRemoteMix}) {
    if (text == NameOf(kind)) return kind;
  }
  return SourceKind::kLocal;
}

void ReadTracks(const Json& sidecar, SidecarFacts* facts) {
  const Json& tracks = At(sidecar, "tracks");
  if (!tracks.is_array()) return;
  for (const Json& each : tracks) {
    if (!each.is_object() || !IsName(TextAt(each, "file"))) continue;
    const double channels = NumberAt(each, "channels");
    facts->tracks.push_back(
        {TextAt(each, "file"), KindOf(TextAt(each, "kind")), TextAt(each, "user"), channels == 2 ? 2 : 1});
  }
}

}  // namespace

Result<SidecarFacts> ReadSidecarFacts(const std::string& text) {
  const Result<Json> parsed = ParseKeys(
      text, {"version", "id", "origin", "pinned", "note", "startedAtUnixMs", "durationSeconds", "tracks", "encrypted"});
  if (!parsed.ok()) return NoSidecar("it is no JSON object");
  const Json& sidecar = parsed.value();
  SidecarFacts facts;
  Status status = ReadVersion(sidecar, &facts);
  if (!status.ok()) return status;
  if (!ReadOrigin(sidecar, &facts.origin)) return NoSidecar("its origin is none of task, dump and recovered");
  facts.id = TextAt(sidecar, "id");
  facts.pinned = !IsEmpty(At(sidecar, "pinned"));
  const Json& note = At(sidecar, "note");
  if (!IsEmpty(note)) facts.note = note.is_string() ? note.get<std::string>() : JsonText(note);
  ReadTime(sidecar, &facts);
  ReadTracks(sidecar, &facts);
  facts.encrypted = At(sidecar, "encrypted").is_object();
  return facts;
}

}  // namespace vr
