#include "writer/adts_walker.h"
#include "writer/sealed_walk.h"
#include "writer/unfinished_formats.h"

namespace vr {
namespace {

// The decoded frames in the plain bytes of a file.
class FrameCount {
 public:
  explicit FrameCount(const CaptureFormat& format) : format_(format), walker_(format) {}
  void Take(ByteView plain) {
    bytes_ += plain.size_bytes;
    if (format_.codec == Codec::kAacLc) walker_.Take(plain);
  }
  int64_t frames() const {
    if (format_.codec == Codec::kAacLc) return walker_.frames();
    return static_cast<int64_t>(bytes_ / (2 * static_cast<uint64_t>(format_.channels)));
  }

 private:
  CaptureFormat format_;
  AdtsWalker walker_;
  uint64_t bytes_ = 0;
};

Status CheckFormat(const std::string& path, const SealedHeader& header, const CaptureFormat& format) {
  const Result<CaptureFormat> found = FormatOf(header);
  if (!found.ok()) return CannotFinish(path, found.status().code(), found.status().message());
  const CaptureFormat& held = found.value();
  if (held.codec == format.codec && held.sample_rate_hz == format.sample_rate_hz && held.channels == format.channels) {
    return Status::Ok();
  }
  return CannotFinish(path, ErrorCode::kInvalidArgument,
                      std::string("it holds ") + (held.codec == Codec::kPcm16 ? "WAV" : "AAC") + " of " + TextOf(held) +
                          ", and another format was expected");
}

}  // namespace

Result<FinishedFile> FinishSealed(BlockFile& file, const std::string& path, const CaptureFormat& format,
                                  const SealKey* key, FinishedFile finished) {
  if (key == nullptr) {
    return CannotFinish(path, ErrorCode::kWrongKey, "it is encrypted, needs its key, and none was given");
  }
  Result<SealedWalk> begun = SealedWalk::Begin(file, *key);
  if (!begun.ok()) return CannotFinish(path, begun.status().code(), begun.status().message());
  SealedWalk& walk = begun.value();
  Status status = CheckFormat(path, walk.header(), format);
  if (!status.ok()) return status;
  FrameCount count(format);
  ByteView plain;
  Result<SealedStep> step = walk.Next(&plain);
  for (; step.ok() && step.value() == SealedStep::kData; step = walk.Next(&plain)) count.Take(plain);
  if (!step.ok()) return step.status();
  finished.frames = count.frames();
  if (step.value() == SealedStep::kDamaged) {
    finished.problem = "the encrypted audio broke off at byte " + std::to_string(walk.end_bytes()) + ", where chunk " +
                       std::to_string(walk.chunks()) + " is not as it was written";
  }
  status = CutTo(file, walk.end_bytes(), &finished);
  if (!status.ok()) return status;
  if (step.value() == SealedStep::kEnd) return finished;
  const std::vector<uint8_t> last = walk.seal().Last(walk.chunks());
  status = file.WriteAt(walk.end_bytes(), {last.data(), last.size()});
  if (!status.ok()) return status;
  finished.file_bytes += last.size();
  return finished;
}

}  // namespace vr
