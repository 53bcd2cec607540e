#include "analysis/export_capture.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/cut_sidecar.h"
#include "analysis/export_pieces.h"
#include "analysis/file_capture.h"
#include "encode/encoder.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"
#include "writer/whole_file.h"

namespace vr {
namespace {

constexpr int kMostFileChannels = 2;
constexpr double kFirstShare = 0.5;  // of the progress, for a pass before the one that writes

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
    if (status.ok()) status = Copies() ? Copy() : Encode();
    if (!status.ok()) return status;
    if (request_.with_sidecar) status = WriteSidecar();
    if (!status.ok()) return status;
    return ExportedFile{path_, cut_.sample_rate_hz, cut_.channels,
                        static_cast<double>(range_.frames) / cut_.sample_rate_hz, copied_};
  }

 private:
  bool as_it_is() const { return request_.lanes.empty(); }
  // Whole ADTS frames, without a decoder or an encoder.
  bool Copies() const { return as_it_is() && codec_ == Codec::kAacLc && mix_.codec == "aac-lc"; }

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

  Status Copy() {
    Status status = CheckChannels(mix_.channels);
    if (!status.ok()) return status;
    Result<std::unique_ptr<AdtsFrames>> frames = parts_.files[0]->OpenAdtsFrames();
    if (!frames.ok()) return frames.status();
    constexpr int64_t kBlock = kAacBlockFrames;
    const int64_t begin = parts_.valid.first_frame + range_.first_frame;
    // The frame before the first one gets a decoder going.
    const int64_t first = std::max<int64_t>(begin / kBlock - 1, 0);
    const int64_t last = (begin + range_.frames - 1) / kBlock;
    status = frames.value()->Seek(static_cast<uint64_t>(first));
    if (!status.ok()) return status;
    copied_ = true;
    cut_.aac = true;
    cut_.channels = mix_.channels;
    cut_.split = parts_.split;
    cut_.valid_start = begin - first * kBlock;
    cut_.file_frames = (last - first + 1) * kBlock;
    status = MeasureCopy();
    if (!status.ok()) return status;
    const double part = static_cast<double>(cut_.file_frames) / static_cast<double>(std::max<int64_t>(mix_.frames, 1));
    CopiedPieces pieces(std::move(frames.value()), static_cast<uint64_t>(last - first + 1),
                        static_cast<uint64_t>(part * static_cast<double>(mix_.data_bytes)));
    return Write(pieces, cut_.has_levels ? kFirstShare : 0);
  }

  // Where there is a decoder the levels are those of the cut. Fails only when the caller wants to stop.
  Status MeasureCopy() {
    Result<std::unique_ptr<LaneMix>> mix = LaneMix::Open(capture_, {capture_.lanes().size() - 1}, range_);
    if (!mix.ok()) return Status::Ok();
    ExportSamples samples(std::move(mix.value()));
    const Status status = samples.MeasureAll(Part(0, kFirstShare));
    cut_.has_levels = status.ok();
    cut_.levels = samples.levels();
    return status.code() == ErrorCode::kCancelled ? status : Status::Ok();
  }

  Status Encode() {
    const std::vector<size_t> lanes = as_it_is() ? std::vector<size_t>{capture_.lanes().size() - 1} : request_.lanes;
    Result<std::unique_ptr<LaneMix>> mix = LaneMix::Open(capture_, lanes, range_);
    if (!mix.ok()) return mix.status();
    EncoderConfig config;
    config.codec = codec_;
    config.sample_rate_hz = mix_.sample_rate_hz;
    config.channels = mix.value()->channels();
    config.quality = request_.quality;
    Result<std::unique_ptr<Encoder>> encoder = MakeEncoderFor(config);
    if (!encoder.ok()) return encoder.status();
    ExportSamples samples(std::move(mix.value()));
    double done = 0;
    if (!as_it_is() && !samples.verbatim()) {
      const Status status = samples.FitToFullScale(Part(0, kFirstShare));
      if (!status.ok()) return status;
      done = kFirstShare;
    }
    copied_ = codec_ == Codec::kPcm16 && samples.verbatim();
    cut_.aac = codec_ == Codec::kAacLc;
    cut_.encoder = cut_.aac ? AacEncoderName() : "pcm16";
    cut_.bit_rate = BitRate(config);
    cut_.channels = config.channels;
    cut_.split = as_it_is() && parts_.split;
    cut_.valid_start = encoder.value()->delay_frames();
    const double seconds = static_cast<double>(range_.frames) / config.sample_rate_hz;
    EncodedPieces pieces(samples, std::move(encoder.value()), static_cast<uint64_t>(seconds * cut_.bit_rate / 8));
    const Status status = Write(pieces, done);
    cut_.file_frames = pieces.frames();
    cut_.has_levels = true;
    cut_.levels = samples.levels();
    return status;
  }

  static Status CheckChannels(int channels) {
    if (channels <= kMostFileChannels) return Status::Ok();
    return {ErrorCode::kNotSupported,
            "the audio has " + std::to_string(channels) + " channels, and exported files have 1 or 2: choose lanes"};
  }

  static Result<std::unique_ptr<Encoder>> MakeEncoderFor(const EncoderConfig& config) {
    Status status = CheckChannels(config.channels);
    if (!status.ok()) return status;
    Result<std::unique_ptr<Encoder>> encoder = MakeEncoder(config);
    if (encoder.status().code() != ErrorCode::kInvalidArgument) return encoder;
    return Status(ErrorCode::kNotSupported, encoder.status().message() + "; export it to .wav");
  }

  Progress Part(double from, double share) const {
    if (!progress_) return nullptr;
    return [this, from, share](double done) { return progress_(from + done * share); };
  }

  Status Write(AudioPieces& pieces, double done) {
    cut_.sample_rate_hz = mix_.sample_rate_hz;
    cut_.valid_frames = range_.frames;
    CaptureInfo info;
    info.format = {codec_, cut_.sample_rate_hz, cut_.channels};
    const ExistingTarget existing = request_.overwrite ? ExistingTarget::kReplace : ExistingTarget::kRefuse;
    const Result<WrittenAudio> written =
        WriteCaptureAudio(files_, path_, existing, {pieces, {}}, info, nullptr, Part(done, 1 - done));
    if (!written.ok()) return written.status();
    // What an older capture has left beside this name would tell of other audio.
    if (request_.overwrite) RemoveCompanions(files_, path_, own_);
    cut_.name = NameOf(written.value().mix.path);
    cut_.bytes = written.value().mix.bytes;
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

  Status WriteSidecar() {
    const CutPlace place = {mix_.name, range_.first_frame, range_.frames, StartedUnixMs()};
    const std::string text = CutSidecar(parts_.sidecar_text, place, cut_);
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
  CutFile cut_;
  bool copied_ = false;
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
                                       {"copied", exported.copied}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace vr
