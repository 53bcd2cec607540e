#include "writer/sidecar.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "writer/calendar.h"
#include "writer/capture_info.h"
#include "writer/feature_file.h"

#ifndef VR_GENERATOR_VERSION
#define VR_GENERATOR_VERSION "0.0.0"
#endif

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kGeneratorName = "voice-recorder";
constexpr int kMaxDataDepth = 64;  // writing a value out is recursive

const char* NameOf(CaptureOrigin origin) {
  switch (origin) {
    case CaptureOrigin::kTask:
      return kOriginTask;
    case CaptureOrigin::kDump:
      return kOriginDump;
    case CaptureOrigin::kRecovered:
      return kOriginRecovered;
  }
  return kOriginTask;
}

const char* NameOf(Position position) {
  switch (position) {
    case Position::kMixedRecordingAndPlayback:
      return "mixedRecordingAndPlayback";
    case Position::kRecording:
      return "recording";
    case Position::kMixedPlayback:
      return "mixedPlayback";
  }
  return "mixedRecordingAndPlayback";
}

const char* NameOf(SourceKind kind) {
  switch (kind) {
    case SourceKind::kLocal:
      return "local";
    case SourceKind::kRemote:
      return "remote";
    case SourceKind::kRemoteMix:
      return "remoteMix";
  }
  return "local";
}

double Level(double dbfs) {
  return std::isfinite(dbfs) ? std::max(dbfs, kSilenceDbfs) : kSilenceDbfs;
}

double Seconds(int64_t frames, const CaptureFormat& format) {
  return format.sample_rate_hz > 0 ? static_cast<double>(frames) / format.sample_rate_hz : 0.0;
}

// A game's data as it is, or as a string when it is no JSON that can be written out again.
Json DataOf(const std::string& text) {
  if (text.empty()) return nullptr;
  int depth = 0;
  const auto watch = [&depth](int at, Json::parse_event_t, Json&) {
    depth = std::max(depth, at);
    return true;
  };
  Json data = Json::parse(text, watch, false);
  return data.is_discarded() || depth > kMaxDataDepth ? Json(text) : data;
}

Json FeaturesJson(const CaptureInfo& info, const std::string& features_name) {
  if (features_name.empty()) return nullptr;
  Json tracks = Json::array();
  for (const FeatureTrack& track : info.features) tracks.push_back({{"sourceId", track.source}});
  return {{"file", features_name},
          {"cells", FeatureCells(info)},
          {"cellMs", kFeatureCellMs},
          {"firstCellOffsetFrames", info.first_cell_offset_frames},
          {"tracks", std::move(tracks)}};
}

Json SourceJson(const CaptureSource& source, const CaptureFormat& format) {
  Json gaps = Json::array();
  for (const CaptureGap& gap : source.gaps) {
    gaps.push_back({{"startSeconds", Seconds(gap.first_frame, format)},
                    {"seconds", Seconds(gap.frames, format)},
                    {"firstFrame", gap.first_frame},
                    {"frames", gap.frames}});
  }
  return {{"id", source.id},
          {"kind", NameOf(source.kind)},
          {"user", source.user_id},
          {"label", source.label},
          {"sampleRate", source.format.sample_rate_hz},
          {"channels", source.format.channels},
          {"blocksTaken", source.blocks_taken},
          {"blocksDropped", source.blocks_dropped},
          {"blocksLate", source.blocks_late},
          {"driftPpm", source.drift_ppm},
          {"peakDbfs", Level(source.peak_dbfs)},
          {"rmsDbfs", Level(source.rms_dbfs)},
          {"gaps", std::move(gaps)}};
}

Json MarkerJson(const CaptureMarker& marker, const CaptureFormat& format) {
  return {{"seconds", Seconds(marker.frame, format)},
          {"frame", marker.frame},
          {"label", marker.label},
          {"source", marker.source},
          {"data", DataOf(marker.data_json)},
          {"fromGame", marker.from_game}};
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
}

void AddAudio(const CaptureInfo& info, Json& sidecar) {
  sidecar["durationSeconds"] = Seconds(info.valid_frames, info.format);
  sidecar["validStart"] = info.valid_start;
  sidecar["validFrames"] = info.valid_frames;
  sidecar["fileFrames"] = info.file_frames;
  sidecar["mixDelayMs"] = info.mix_delay_ms;
  sidecar["peakDbfs"] = Level(info.peak_dbfs);
  sidecar["rmsDbfs"] = Level(info.rms_dbfs);
}

}  // namespace

std::string SidecarJson(const CaptureInfo& info, const std::string& file_name, uint64_t file_bytes,
                        const std::string& features_name) {
  Json sidecar = {{"version", kSidecarVersion},
                  {"generator", {{"name", kGeneratorName}, {"version", VR_GENERATOR_VERSION}}},
                  {"file", file_name},
                  {"fileBytes", file_bytes}};
  AddStream(info, sidecar);
  AddOccasion(info, sidecar);
  AddAudio(info, sidecar);
  sidecar["features"] = FeaturesJson(info, features_name);
  Json& sources = sidecar["sources"] = Json::array();
  for (const CaptureSource& source : info.sources) sources.push_back(SourceJson(source, info.format));
  Json& markers = sidecar["markers"] = Json::array();
  for (const CaptureMarker& marker : info.markers) markers.push_back(MarkerJson(marker, info.format));
  return sidecar.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vr
