#include "analysis/export_audio.h"

#include <algorithm>

#include "analysis/export_pieces.h"
#include "analysis/file_capture.h"
#include "encode/encoder.h"
#include "writer/capture_paths.h"
#include "writer/capture_writer.h"

namespace vr {
namespace {

constexpr int kMostFileChannels = 2;
constexpr double kFirstShare = 0.5;  // of the progress, for a pass before the one that writes

class AudioExport {
 public:
  explicit AudioExport(const ExportJob& job)
      : files_(job.files),
        capture_(job.capture),
        parts_(*job.capture.parts()),
        mix_(parts_.files[0]->facts()),
        path_(job.path),
        request_(job.request),
        progress_(job.progress),
        codec_(job.codec),
        range_(job.range) {}

  Result<ExportedAudio> Run() {
    const Status status = Copies() ? Copy() : Encode();
    if (!status.ok()) return status;
    return ExportedAudio{std::move(cut_), copied_};
  }

 private:
  bool as_it_is() const { return request_.lanes.empty(); }
  // Whole ADTS frames, without a decoder or an encoder.
  bool Copies() const { return as_it_is() && codec_ == Codec::kAacLc && mix_.codec == "aac-lc"; }

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
    cut_.gain_db = samples.gain_db();
    cut_.clipped_samples = samples.clipped_samples();
    return status;
  }

  static Status CheckChannels(int channels) {
    if (channels <= kMostFileChannels) return Status::Ok();
    return {ErrorCode::kNotSupported,
            "the audio has " + std::to_string(channels) +
                " channels, and exported files have 1 or 2: choose lanes of one channel, which are mixed, or copy the "
                "file itself"};
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
    cut_.name = NameOf(written.value().mix.path);
    cut_.bytes = written.value().mix.bytes;
    return Status::Ok();
  }

  FileSystem& files_;
  Capture& capture_;
  const CaptureParts& parts_;
  const AudioFacts mix_;
  const std::string& path_;
  const ExportRequest& request_;
  const Progress& progress_;
  const Codec codec_;
  const FrameRange range_;
  CutFile cut_;
  bool copied_ = false;
};

}  // namespace

Result<ExportedAudio> ExportAudio(const ExportJob& job) {
  return AudioExport(job).Run();
}

}  // namespace vr
