#include "analysis/file_capture.h"

#include "analysis/info_json.h"

namespace vr {
namespace {

Status NoLane(size_t lane, size_t count) {
  return {ErrorCode::kInvalidArgument, "there is no lane " + std::to_string(lane) + ": this capture has " +
                                           std::to_string(count) + ", numbered from 0"};
}

}  // namespace

Result<std::unique_ptr<AudioReader>> FileCapture::OpenAudio(size_t lane) {
  if (lane >= parts_.lanes.size()) return NoLane(lane, parts_.lanes.size());
  const Lane& wanted = parts_.lanes[lane];
  if (wanted.file < 0) {
    return Status(ErrorCode::kNotSupported, "lane " + std::to_string(lane) + " (" + wanted.kind +
                                                ") has no audio of its own, only levels; take the mix");
  }
  return parts_.files[static_cast<size_t>(wanted.file)]->OpenReader(parts_.valid, wanted.channel);
}

Result<std::unique_ptr<FeatureReader>> FileCapture::OpenFeatures(size_t lane) {
  if (lane >= parts_.lanes.size()) return NoLane(lane, parts_.lanes.size());
  const Lane& wanted = parts_.lanes[lane];
  if (!wanted.has_features || parts_.features == nullptr) {
    return Status(ErrorCode::kNotFound, "lane " + std::to_string(lane) + " (" + wanted.kind + ") has no feature track");
  }
  return parts_.features->OpenReader(static_cast<SourceId>(wanted.source_id));
}

std::string FileCapture::InfoJson() {
  Problems problems = parts_.problems;
  for (const std::unique_ptr<AudioFile>& file : parts_.files) file->TellFaults(&problems);
  return MakeInfoJson(parts_, problems);
}

}  // namespace vr
