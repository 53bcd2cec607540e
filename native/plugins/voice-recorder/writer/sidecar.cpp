#include "writer/sidecar.h"

#include "base/clock.h"
#include "writer/calendar.h"
#include "writer/capture_paths.h"
#include "writer/feature_file.h"
#include "writer/sidecar_json.h"

#ifndef VR_GENERATOR_VERSION
#define VR_GENERATOR_VERSION "0.0.0"
#endif

namespace vr {
namespace {

constexpr const char* kGeneratorName = "voice-recorder";

Json FeaturesJson(const CaptureInfo& info, const SidecarFiles& files) {
  if (files.features_name.empty() || files.features == nullptr) return nullptr;
  Json tracks = Json::array();
  for (const SourceId source : files.features->tracks()) tracks.push_back({{"sourceId", source}});
  return {{"file", files.features_name},
          {"cells", files.features->cells()},
          {"cellMs", kFeatureCellMs},
          {"firstCellOffsetFrames", info.first_cell_offset_frames},
          {"tracks", std::move(tracks)}};
}

// What the script said, when it is an object.
Json AboutJson(const CaptureInfo& info) {
  Json about = DataOf(info.about_json);
  return about.is_object() ? about : Json(nullptr);
}

void AddStream(const CaptureInfo& info, Json& sidecar) {
  sidecar["format"] = info.format.codec == Codec::kPcm16 ? "wav" : "aac";
  sidecar["encoder"] = info.encoder;
  sidecar["bitRate"] = info.bit_rate;
  sidecar["sampleRate"] = info.format.sample_rate_hz;
  sidecar["channels"] = info.format.channels;
  sidecar["layout"] = info.layout == Layout::kSplit ? "split" : "mix";
  sidecar["position"] = NameOf(info.position);
}

void AddOccasion(const CaptureInfo& info, Json& sidecar) {
  sidecar["origin"] = NameOf(info.origin);
  sidecar["reason"] = info.reason;
  sidecar["room"] = info.room_id;
  sidecar["user"] = info.user_id;
  sidecar["startedAt"] = IsoUtc(info.start_unix_ms);
  sidecar["startedAtUnixMs"] = info.start_unix_ms;
  sidecar["startMonotonicMs"] = static_cast<double>(info.start_ns) / kNsPerMs;
  sidecar["durability"] = info.durability;
  sidecar["about"] = AboutJson(info);
}

void AddAudio(const CaptureInfo& info, Json& sidecar) {
  sidecar["durationSeconds"] = Seconds(info.valid_frames, info.format);
  sidecar["validStart"] = info.valid_start;
  sidecar["validFrames"] = info.valid_frames;
  sidecar["fileFrames"] = info.file_frames;
  sidecar["mixDelayMs"] = info.mix_delay_ms;
  sidecar["peakDbfs"] = Level(info.peak_dbfs);
  sidecar["rmsDbfs"] = Level(info.rms_dbfs);
  sidecar["loudnessLufs"] = Loudness(info.loudness_lufs);
}

}  // namespace

Json SidecarJson(const CaptureInfo& info, const SidecarFiles& files) {
  Json sidecar = {{"version", kSidecarVersion},
                  {"id", info.id},
                  {"generator", {{"name", kGeneratorName}, {"version", VR_GENERATOR_VERSION}}},
                  {"file", NameOf(files.audio.mix.path)},
                  {"fileBytes", files.audio.mix.bytes}};
  AddStream(info, sidecar);
  AddOccasion(info, sidecar);
  AddAudio(info, sidecar);
  sidecar["features"] = FeaturesJson(info, files);
  sidecar["tracks"] = TracksJson(info, files.audio);
  sidecar["sources"] = SourcesJson(info);
  sidecar["markers"] = MarkersJson(info);
  sidecar["statistics"] = StatisticsJson(info);
  sidecar["missing"] = MissingJson(info);
  sidecar["problems"] = info.problems;
  sidecar["encrypted"] = nullptr;
  return sidecar;
}

std::string SidecarText(const CaptureInfo& info, const SidecarFiles& files) {
  return TextOf(SidecarJson(info, files));
}

}  // namespace vr
