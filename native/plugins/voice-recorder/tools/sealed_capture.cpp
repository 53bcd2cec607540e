#include "tools/sealed_capture.h"

#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/sidecar.h"
#include "writer/track_files.h"

namespace vr {
namespace {

Status OfAnother(const std::string& path) {
  return {ErrorCode::kInvalidArgument, path + " belongs to another capture, and is left out"};
}

Status OpenSidecar(FileSystem& files, const std::string& path, const SealKey& key, SealedCapture* capture) {
  const Result<std::string> sealed = files.ReadAll(path, kMaxSidecarBytes);
  if (!sealed.ok()) return sealed.status();
  const Result<std::string> text = OpenSealedSidecar(sealed.value(), key);
  if (!text.ok()) return {text.status().code(), "cannot open " + path + ": " + text.status().message()};
  const Result<SidecarFacts> facts = ReadSidecarFacts(text.value());
  if (!facts.ok()) return {facts.status().code(), "cannot read " + path + ": " + facts.status().message()};
  if (facts.value().id != capture->mix->header().capture_id) return OfAnother(path);
  capture->sidecar_text = text.value();
  capture->sidecar = facts.value();
  return Status::Ok();
}

Result<std::unique_ptr<SealedPieces>> OpenPart(FileSystem& files, const std::string& path, const SealKey& key,
                                               SealedKind kind, const SealedHeader& mix) {
  Result<std::unique_ptr<SealedReader>> reader = OpenSealedFile(files, path, key);
  if (!reader.ok()) return reader.status();
  const SealedHeader& header = reader.value()->header();
  const bool has_format = kind == SealedKind::kFeatures || FormatOf(header).ok();
  if (header.kind != kind || header.capture_id != mix.capture_id || header.sample_rate_hz != mix.sample_rate_hz ||
      !has_format) {
    return OfAnother(path);
  }
  return std::make_unique<SealedPieces>(path, std::move(reader.value()));
}

}  // namespace

SealedCapture OpenAround(FileSystem& files, std::unique_ptr<SealedPieces> mix, const SealKey& key, Console& console) {
  SealedCapture capture;
  capture.mix = std::move(mix);
  const std::string path = capture.mix->path();
  const auto note = [&](const Status& status) {
    if (status.ok()) return;
    capture.incomplete = true;
    console.Complain(status.message());
  };
  const auto open = [&](const std::string& part, SealedKind kind) {
    Result<std::unique_ptr<SealedPieces>> pieces = OpenPart(files, part, key, kind, capture.mix->header());
    note(pieces.status());
    return std::move(pieces.value());
  };
  if (files.Exists(SidecarPath(path))) {
    note(OpenSidecar(files, SidecarPath(path), key, &capture));
  } else {
    console.Complain("there is no sidecar " + SidecarPath(path) + ": what it told of the audio is not to be had");
  }
  for (const SidecarTrack& track : capture.sidecar.tracks) {
    capture.tracks.push_back(open(Split(path).folder + track.file, capture.mix->header().kind));
  }
  if (files.Exists(FeaturesPath(path))) capture.features = open(FeaturesPath(path), SealedKind::kFeatures);
  return capture;
}

}  // namespace vr
