#include "writer/capture_paths.h"
#include "writer/sidecar.h"
#include "writer/sidecar_json.h"

namespace vr {
namespace {

constexpr int kMaxSidecarDepth = kMaxDataDepth + 8;

}  // namespace

Result<std::string> SidecarOfFiles(const std::string& sidecar_text, const WrittenAudio& audio,
                                   const std::string& features_name) {
  Json sidecar = ParseShallow(sidecar_text, kMaxSidecarDepth);
  if (!sidecar.is_object()) return Status(ErrorCode::kInvalidArgument, "the sidecar is no JSON object");
  sidecar["file"] = NameOf(audio.mix.path);
  sidecar["fileBytes"] = audio.mix.bytes;
  Json& features = sidecar["features"];
  if (features_name.empty() || !features.is_object()) {
    features = nullptr;
  } else {
    features["file"] = features_name;
  }
  Json tracks = Json::array();
  const Json& told = sidecar["tracks"];
  for (size_t i = 0; told.is_array() && i < told.size() && i < audio.tracks.size(); ++i) {
    if (!told[i].is_object() || audio.tracks[i].path.empty()) continue;
    tracks.push_back(told[i]);
    tracks.back()["file"] = NameOf(audio.tracks[i].path);
    tracks.back()["fileBytes"] = audio.tracks[i].bytes;
  }
  sidecar["tracks"] = std::move(tracks);
  return TextOf(sidecar);
}

}  // namespace vr
