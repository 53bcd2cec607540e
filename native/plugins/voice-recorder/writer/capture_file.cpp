#include "writer/capture_file.h"

#include "writer/file_formats.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

Status CheckFormat(const CaptureFormat& format) {
  if (format.channels >= 1 && format.channels <= 2 && format.sample_rate_hz > 0) return Status::Ok();
  return {ErrorCode::kInvalidArgument, "no file of " + std::to_string(format.channels) + " channels at " +
                                           std::to_string(format.sample_rate_hz) +
                                           " Hz can be made; 1 or 2 channels and a rate above 0 are expected"};
}

Status Reserve(WritableFile& file, uint64_t bytes) {
  Status status = file.Reserve(bytes);
  return status.code() == ErrorCode::kNotSupported ? Status::Ok() : status;
}

}  // namespace

Result<std::unique_ptr<CaptureFile>> CaptureFile::Make(FileSystem& files, const std::string& path, OpenMode mode,
                                                       const CaptureFormat& format, uint64_t expected_bytes) {
  Status status = CheckFormat(format);
  if (!status.ok()) return status;
  Result<std::unique_ptr<WritableFile>> opened = files.Open(path, mode);
  if (!opened.ok()) return opened.status();
  std::unique_ptr<WritableFile> file = std::move(opened.value());
  const bool is_wav = format.codec == Codec::kPcm16;
  const uint64_t reserved_bytes = expected_bytes == 0 ? 0 : expected_bytes + (is_wav ? kWavHeaderBytes : 0);
  if (reserved_bytes != 0) status = Reserve(*file, reserved_bytes);
  if (status.ok()) {
    if (!is_wav) return MakeAdtsFile(std::move(file), reserved_bytes);
    Result<std::unique_ptr<CaptureFile>> made = MakeWavFile(std::move(file), format, reserved_bytes);
    if (made.ok()) return made;
    status = made.status();
  }
  file.reset();
  files.Remove(path);
  return status;
}

}  // namespace vr
