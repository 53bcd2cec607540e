// What the parts of the sidecar share.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "writer/capture_info.h"
#include "writer/sidecar.h"

namespace vr {

using Json = nlohmann::ordered_json;

constexpr int kMaxDataDepth = 64;  // of a game's value

const char* NameOf(CaptureOrigin origin);
const char* NameOf(Position position);
const char* NameOf(SourceKind kind);

double Level(double dbfs);   // never below kSilenceDbfs, also for what is no number
Json Loudness(double lufs);  // null when there is none
double Seconds(int64_t frames, const CaptureFormat& format);
// Discarded when it is no JSON, or so deep that writing it out again, which is recursive, could fail.
Json ParseShallow(const std::string& text, int max_depth);
// A game's data as it is, or as a string when it is no JSON that can be written out again; null without one.
Json DataOf(const std::string& text);

Json SourcesJson(const CaptureInfo& info);
Json MarkersJson(const CaptureInfo& info);
Json StatisticsJson(const CaptureInfo& info);
Json MissingJson(const CaptureInfo& info);
Json TracksJson(const CaptureInfo& info, const WrittenAudio& audio);

// The whole plain sidecar.
Json SidecarJson(const CaptureInfo& info, const SidecarFiles& files);
std::string TextOf(const Json& sidecar);

}  // namespace vr
