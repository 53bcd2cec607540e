#include <algorithm>

#include "writer/capture_paths.h"
#include "writer/sidecar_json.h"

namespace vr {
namespace {

Json SpanJson(int64_t first_frame, int64_t frames, const CaptureFormat& format) {
  return {{"startSeconds", Seconds(first_frame, format)},
          {"seconds", Seconds(frames, format)},
          {"firstFrame", first_frame},
          {"frames", frames}};
}

Json FormatsJson(const CaptureSource& source, const CaptureFormat& format) {
  Json formats = Json::array();
  for (const CaptureSourceFormat& each : source.formats) {
    formats.push_back({{"frame", each.frame},
                       {"seconds", Seconds(each.frame, format)},
                       {"sampleRate", each.sample_rate_hz},
                       {"channels", each.channels}});
  }
  return formats;
}

Json SourceJson(const CaptureSource& source, const CaptureFormat& format) {
  Json gaps = Json::array();
  for (const CaptureGap& gap : source.gaps) gaps.push_back(SpanJson(gap.first_frame, gap.frames, format));
  return {{"id", source.id},
          {"kind", NameOf(source.kind)},
          {"user", source.user_id},
          {"label", source.label},
          {"sampleRate", source.format.sample_rate_hz},
          {"channels", source.format.channels},
          {"formats", FormatsJson(source, format)},
          {"blocksTaken", source.blocks_taken},
          {"blocksDropped", source.blocks_dropped},
          {"blocksLate", source.blocks_late},
          {"driftPpm", source.drift_ppm},
          {"peakDbfs", Level(source.peak_dbfs)},
          {"rmsDbfs", Level(source.rms_dbfs)},
          {"loudnessLufs", Loudness(source.loudness_lufs)},
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

}  // namespace

Json SourcesJson(const CaptureInfo& info) {
  Json sources = Json::array();
  for (const CaptureSource& source : info.sources) sources.push_back(SourceJson(source, info.format));
  return sources;
}

Json MarkersJson(const CaptureInfo& info) {
  Json markers = Json::array();
  for (const CaptureMarker& marker : info.markers) markers.push_back(MarkerJson(marker, info.format));
  return markers;
}

Json StatisticsJson(const CaptureInfo& info) {
  Json statistics = Json::array();
  for (const CaptureStatistics& each : info.statistics) {
    statistics.push_back(
        {{"seconds", Seconds(each.frame, info.format)}, {"frame", each.frame}, {"data", DataOf(each.data_json)}});
  }
  return statistics;
}

Json MissingJson(const CaptureInfo& info) {
  Json missing = Json::array();
  for (const CaptureMissing& each : info.missing) {
    missing.push_back(SpanJson(each.first_frame, each.frames, info.format));
    missing.back()["why"] = each.why;
  }
  return missing;
}

Json TracksJson(const CaptureInfo& info, const WrittenAudio& audio) {
  Json tracks = Json::array();
  for (size_t i = 0; i < std::min(info.tracks.size(), audio.tracks.size()); ++i) {
    tracks.push_back({{"file", NameOf(audio.tracks[i].path)},
                      {"kind", NameOf(info.tracks[i].kind)},
                      {"user", info.tracks[i].user_id},
                      {"channels", info.tracks[i].channels},
                      {"fileBytes", audio.tracks[i].bytes}});
  }
  return tracks;
}

}  // namespace vr
