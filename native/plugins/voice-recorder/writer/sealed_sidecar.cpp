// The sidecar of an encrypted capture. What retention and lists need stands in the open; all of it, whole, is sealed.
#include "base/little_endian.h"
#include "writer/sealed_format.h"
#include "writer/sidecar.h"
#include "writer/sidecar_json.h"
#include "writer/sidecar_parse.h"
#include "writer/text_codes.h"

namespace vr {
namespace {

constexpr const char* kAlgorithm = "xchacha20poly1305";
constexpr const char* kSidecarPurpose = "voice-recorder sidecar";
constexpr size_t kKeyCheckBytes = 8;
constexpr SealNumber kOnly = {0, 0};  // the salt is new for every sidecar, so its key seals nothing else

constexpr const char* kOpenKeys[] = {"version",          "id",
                                     "generator",        "file",
                                     "fileBytes",        "format",
                                     "encoder",          "bitRate",
                                     "sampleRate",       "channels",
                                     "layout",           "origin",
                                     "startedAt",        "startedAtUnixMs",
                                     "startMonotonicMs", "durability",
                                     "durationSeconds",  "validStart",
                                     "validFrames",      "fileFrames",
                                     "features",         "tracks"};

ByteView ViewOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// As a number is written: the highest digit first.
std::string CheckText(const SealKey& derived) {
  uint8_t bytes[kKeyCheckBytes];
  const uint64_t check = KeyCheck(derived);
  for (size_t i = 0; i < kKeyCheckBytes; ++i) bytes[i] = static_cast<uint8_t>(check >> (8 * (kKeyCheckBytes - 1 - i)));
  return ToHex({bytes, sizeof bytes});
}

Status NotEncrypted(const std::string& why) {
  return {ErrorCode::kInvalidArgument, "this is no sidecar of an encrypted capture: " + why};
}

Json OpenPart(const Json& sidecar) {
  Json open;
  for (const char* key : kOpenKeys) open[key] = sidecar[key];
  for (Json& track : open["tracks"]) track["user"] = "";
  return open;
}

}  // namespace

std::string SealedSidecarText(const CaptureInfo& info, const SidecarFiles& files, const SealKey& key) {
  const Json sidecar = SidecarJson(info, files);
  const std::string text = TextOf(sidecar);
  SealSalt salt;
  RandomBytes(salt.data(), salt.size());
  const SealKey derived = DeriveKey(key, kSidecarPurpose, salt);
  std::vector<uint8_t> sealed(text.size() + kSealTagBytes);
  Seal(derived, kOnly, ViewOf(info.id), ViewOf(text), sealed.data());
  Json open = OpenPart(sidecar);
  open["encrypted"] = {{"algorithm", kAlgorithm},
                       {"keyCheck", CheckText(derived)},
                       {"salt", ToHex({salt.data(), salt.size()})},
                       {"sealed", ToBase64({sealed.data(), sealed.size()})}};
  return TextOf(open);
}

Result<std::string> OpenSealedSidecar(const std::string& sidecar_text, const SealKey& key) {
  Status status = ChunkSeal::CheckSupported();
  if (!status.ok()) return status;
  const Result<Json> parsed = ParseKeys(sidecar_text, {"id", "encrypted"});
  if (!parsed.ok()) return NotEncrypted("it is no JSON object");
  const auto encrypted = parsed.value().find("encrypted");
  if (encrypted == parsed.value().end() || !encrypted->is_object()) return NotEncrypted("nothing in it is encrypted");
  if (TextAt(*encrypted, "algorithm") != kAlgorithm) {
    return Status(ErrorCode::kNotSupported, "the sidecar is encrypted in a way that this build does not know");
  }
  SealSalt salt;
  std::vector<uint8_t> sealed;
  if (!FromHex(TextAt(*encrypted, "salt"), salt.data(), salt.size()) ||
      !FromBase64(TextAt(*encrypted, "sealed"), &sealed) || sealed.size() < kSealTagBytes) {
    return Status(ErrorCode::kDamaged, "the encrypted part of the sidecar is damaged: it is no hexadecimal or base64");
  }
  const SealKey derived = DeriveKey(key, kSidecarPurpose, salt);
  if (CheckText(derived) != TextAt(*encrypted, "keyCheck")) {
    return Status(ErrorCode::kWrongKey, "the sidecar was encrypted with another key");
  }
  const std::string id = TextAt(parsed.value(), "id");
  if (!OpenSealed(derived, kOnly, ViewOf(id), {sealed.data(), sealed.size()}, sealed.data())) {
    return Status(ErrorCode::kDamaged, "the encrypted part of the sidecar is damaged: it is not as it was written");
  }
  return std::string(sealed.begin(), sealed.end() - kSealTagBytes);
}

}  // namespace vr
