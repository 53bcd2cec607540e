#include "analysis/export_capture.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/cut_sidecar.h"
#include "analysis/export_audio.h"
#include "analysis/file_capture.h"
#include "base/json_text.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/whole_file.h"

namespace vr {
namespace {

Status Wrong(const std::string& why) {
  return {ErrorCode::kInvalidArgument, why};
}

class Export {
 public:
  Export(FileSystem& files, Capture& capture, const std::string& path, const ExportRequest& request,
         const Progress& progress)
      : files_(files),
        capture_(capture),
        parts_(*capture.parts()),
        mix_(parts_.files[0]->facts()),
        path_(path),
        request_(request),
        progress_(progress) {}

  Result<ExportedFile> Run() {
    Status status = CheckTarget();
    if (status.ok()) status = FindRange();
    if (!status.ok()) return status;
    const Result<ExportedAudio> audio = ExportAudio({files_, capture_, path_, request_, progress_, codec_, range_});
    if (!audio.ok()) return audio.status();
    const CutFile& cut = audio.value().cut;
    // What an older capture has left beside this name would tell of other audio.
    if (request_.overwrite) RemoveCompanions(files_, path_, own_);
    if (request_.with_sidecar) status = WriteSidecar(cut);
    if (!status.ok()) return status;
    const double seconds = static_cast<double>(range_.frames) / cut.sample_rate_hz;
    return ExportedFile{path_,       cut.sample_rate_hz, cut.channels, seconds, audio.value().copied,
                        cut.gain_db, cut.clipped_samples};
  }

 private:
  Status CheckTarget() {
    if (!CodecOfPath(path_, &codec_)) return Wrong(path_ + ": a name that ends in .wav or .aac is expected");
    const std::string there = files_.IdentityOf(path_);
    const std::string folder = Split(parts_.path).folder;
    for (const auto& file : parts_.files) {
      own_.push_back(folder + file->facts().name);
      if (own_.back() == path_ || (!there.empty() && files_.IdentityOf(own_.back()) == there)) {
        return Wrong(path_ + " is a file of the capture itself; give another name");
      }
    }
    if (request_.overwrite) return Status::Ok();
    const std::string sidecar = SidecarPath(path_);
    const bool sidecar_is_there = request_.with_sidecar && files_.Exists(sidecar);
    if (!files_.Exists(path_) && !sidecar_is_there) return Status::Ok();
    return {ErrorCode::kAlreadyExists, (sidecar_is_there ? sidecar : path_) +
                                           " is there already; give another name, or ask for it to be replaced"};
  }

  Status FindRange() {
    const double rate = mix_.sample_rate_hz;
    const auto whole = static_cast<double>(parts_.valid.frames);
    const double start = request_.start_s * rate;
    if (!(start >= 0) || !(request_.end_s > request_.start_s)) {
      return Wrong("a range from " + std::to_string(request_.start_s) + " s to " + std::to_string(request_.end_s) +
                   " s is none: it begins at 0 or later and ends behind its beginning");
    }
    if (start >= whole) {
      return Wrong("a range from " + std::to_string(request_.start_s) +
                   " s on is behind the end of the capture, which has " + std::to_string(whole / rate) + " s");
    }
    range_.first_frame = std::llround(start);
    range_.frames = std::llround(std::min(request_.end_s * rate, whole)) - range_.first_frame;
    if (range_.frames <= 0) return Wrong("the range is shorter than a frame");
    return Status::Ok();
  }

  // About when a capture without a sidecar began: as long before its last change as it is.
  int64_t StartedUnixMs() const {
    if (!parts_.sidecar_text.empty() || parts_.started_unix_ms != 0) return parts_.started_unix_ms;
    const Result<std::vector<FileEntry>> entries = files_.List(FolderOf(parts_.path));
    if (!entries.ok()) return 0;
    for (const FileEntry& entry : entries.value()) {
      if (entry.name != mix_.name) continue;
      return entry.modified_unix_ms - parts_.valid.frames * 1000 / mix_.sample_rate_hz;
    }
    return 0;
  }

  static std::string FolderOf(const std::string& path) {
    const std::string folder = Split(path).folder;
    return folder.empty() ? "." : folder;
  }

  Status WriteSidecar(const CutFile& cut) {
    const CutPlace place = {mix_.name, range_.first_frame, range_.frames, StartedUnixMs()};
    const std::string text = CutSidecar(parts_.sidecar_text, place, cut);
    const auto fill = [&text](std::unique_ptr<WritableFile> file) {
      return file->Append({{reinterpret_cast<const uint8_t*>(text.data()), text.size()}});
    };
    std::string taken;
    const Status status = WriteWhole(files_, SidecarPath(path_), true, fill, &taken);
    if (!status.ok() && !request_.overwrite) files_.Remove(path_);
    return status;
  }

  FileSystem& files_;
  Capture& capture_;
  const CaptureParts& parts_;
  const AudioFacts mix_;
  const std::string& path_;
  const ExportRequest& request_;
  const Progress& progress_;
  Codec codec_ = Codec::kPcm16;
  FrameRange range_;
  std::vector<std::string> own_;  // the capture's files
};

}  // namespace

Result<ExportedFile> ExportCapture(FileSystem& files, Capture& capture, const std::string& path,
                                   const ExportRequest& request, const Progress& progress) {
  if (capture.parts() == nullptr) return Status(ErrorCode::kNotSupported, "this capture has no files to export from");
  for (const size_t lane : request.lanes) {
    if (lane < capture.lanes().size()) continue;
    return Wrong("there is no lane " + std::to_string(lane) + ": this capture has " +
                 std::to_string(capture.lanes().size()) + ", numbered from 0");
  }
  return Export(files, capture, path, request, progress).Run();
}

std::string ExportJson(const ExportedFile& exported) {
  const nlohmann::ordered_json json = {{"file", exported.path},
                                       {"sampleRate", exported.sample_rate_hz},
                                       {"channels", exported.channels},
                                       {"durationSeconds", exported.duration_s},
                                       {"copied", exported.copied},
                                       {"gainDb", exported.gain_db},
                                       {"clippedSamples", exported.clipped_samples}};
  return JsonText(json);
}

}  // namespace vr
