#include "analysis/companions.h"

#include <limits>

#include "analysis/feature_track_file.h"
#include "analysis/lane_plan.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/sidecar.h"
#include "writer/track_files.h"

namespace vr {
namespace {

class Companions {
 public:
  Companions(const CompanionContext& context, CaptureParts* parts)
      : context_(context), parts_(*parts), mix_(parts->files[0]->facts()), folder_(Split(parts->path).folder) {}

  Status Add() {
    ReadSidecar();
    parts_.split = has_sidecar_ && sidecar_.split;
    FindValidRange();
    Status status = OpenTracks();
    if (!status.ok()) return status;
    OpenFeatures();
    LaneMaterial material;
    material.sidecar = has_sidecar_ ? &sidecar_ : nullptr;
    material.mix_channels = parts_.files[0]->facts().channels;
    material.tracks = tracks_;
    const FeatureTracks* features = parts_.features.get();
    material.has_features = [features](SourceId source) { return features != nullptr && features->Has(source); };
    parts_.lanes = PlanLanes(material);
    return Status::Ok();
  }

 private:
  void Tell(const std::string& name, const std::string& why) { parts_.problems.Add(name + " was left aside: " + why); }

  Result<std::string> SidecarText(const std::string& path) {
    Result<std::string> text = context_.files.ReadAll(path, kMostSidecarBytes);
    if (!text.ok()) return text;
    const Result<SidecarView> view = ReadSidecarView(text.value());
    if (!view.ok()) return view.status();
    sidecar_ = view.value();
    if (!sidecar_.encrypted) return text;
    if (context_.key == nullptr) return Status(ErrorCode::kWrongKey, "it is encrypted, and no key was given");
    Result<std::string> opened = OpenSealedSidecar(text.value(), *context_.key);
    if (!opened.ok()) return opened;
    const Result<SidecarView> inner = ReadSidecarView(opened.value());
    if (!inner.ok()) return inner.status();
    sidecar_ = inner.value();
    return opened;
  }

  std::string WhyForeign() const {
    if (mix_.encrypted && sidecar_.id != context_.capture_id) return "it belongs to another capture";
    const std::string format = mix_.codec == "aac-lc" ? "aac" : "wav";
    if (sidecar_.format == format && sidecar_.sample_rate_hz == mix_.sample_rate_hz &&
        sidecar_.channels == mix_.channels) {
      return "";
    }
    return "it tells of " + sidecar_.format + " with " + std::to_string(sidecar_.channels) + " channels at " +
           std::to_string(sidecar_.sample_rate_hz) + " Hz, and the audio is " + format + " with " +
           std::to_string(mix_.channels) + " at " + std::to_string(mix_.sample_rate_hz) + " Hz";
  }

  void ReadSidecar() {
    const std::string path = SidecarPath(parts_.path);
    if (!context_.files.Exists(path)) return;
    Result<std::string> text = SidecarText(path);
    const std::string why = text.ok() ? WhyForeign() : text.status().message();
    if (!why.empty()) {
      sidecar_ = {};
      Tell(NameOf(path), why);
      return;
    }
    has_sidecar_ = true;
    parts_.sidecar_text = std::move(text.value());
  }

  void FindValidRange() {
    parts_.valid = {0, mix_.frames};
    if (!has_sidecar_ || sidecar_.valid_start < 0 || sidecar_.valid_frames < 0) return;
    const FrameRange told = {sidecar_.valid_start, sidecar_.valid_frames};
    parts_.valid = Within(told, mix_.frames);
    const int64_t missing = told.frames - parts_.valid.frames;
    if (missing <= 0) return;
    parts_.problems.Add(mix_.name + " is " + std::to_string(missing) +
                        " frames shorter than its sidecar tells: it was cut, or is written still");
  }

  Status OpenTracks() {
    for (const SidecarTrackView& track : sidecar_.tracks) {
      tracks_.push_back({});
      if (!IsFileName(track.file) || !MayBeTrack(track.file, mix_.name)) {
        Tell("a track", "the sidecar names \"" + CutUtf8(track.file, 80) +
                            "\", and the name of a file beside it with the same suffix is expected");
        continue;
      }
      Status status = OpenTrack(folder_ + track.file, track.file, &tracks_.back());
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  // Fails only when the caller wants to stop, or memory is out.
  Status OpenTrack(const std::string& path, const std::string& name, LaneMaterial::Track* track) {
    Result<OpenedAudio> opened = OpenAudioFile(context_.files, path, context_.key, context_.progress, &parts_.problems);
    const ErrorCode code = opened.status().code();
    if (code == ErrorCode::kCancelled || code == ErrorCode::kOutOfMemory) return opened.status();
    if (!opened.ok()) {
      Tell(name, opened.status().message());
      return Status::Ok();
    }
    const AudioFacts& facts = opened.value().file->facts();
    const bool is_of_this = facts.codec == mix_.codec && facts.sample_rate_hz == mix_.sample_rate_hz &&
                            opened.value().capture_id == context_.capture_id;
    if (!is_of_this) {
      Tell(name, "its codec or rate is another one than that of the mix, or it belongs to another capture");
      return Status::Ok();
    }
    track->file = static_cast<int>(parts_.files.size());
    track->channels = facts.channels;
    parts_.files.push_back(std::move(opened.value().file));
    return Status::Ok();
  }

  void OpenFeatures() {
    std::string path = FeaturesPath(parts_.path);
    if (has_sidecar_) {
      // One that the sidecar does not name is of another capture.
      if (sidecar_.features_file.empty()) return;
      if (!IsFileName(sidecar_.features_file)) return Tell("the feature file", "its name is none of a file beside it");
      path = folder_ + sidecar_.features_file;
    }
    if (!context_.files.Exists(path)) {
      if (has_sidecar_) Tell(NameOf(path), "it is not there");
      return;
    }
    Result<std::unique_ptr<FeatureTrackFile>> features =
        FeatureTrackFile::Open(context_.files, path, context_.key, context_.capture_id);
    if (!features.ok()) return Tell(NameOf(path), features.status().message());
    if (features.value()->sample_rate_hz() != mix_.sample_rate_hz) {
      return Tell(NameOf(path), "it is of " + std::to_string(features.value()->sample_rate_hz()) + " Hz");
    }
    parts_.features = std::move(features.value());
  }

  const CompanionContext& context_;
  CaptureParts& parts_;
  const AudioFacts mix_;
  const std::string folder_;
  SidecarView sidecar_;
  bool has_sidecar_ = false;
  std::vector<LaneMaterial::Track> tracks_;
};

}  // namespace

Status AddCompanions(const CompanionContext& context, CaptureParts* parts) {
  return Companions(context, parts).Add();
}

}  // namespace vr
