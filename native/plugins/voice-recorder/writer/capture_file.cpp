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

// Before anything is opened, because opening may replace a file.
Status CheckSealing(const std::string& capture_id) {
  if (capture_id.size() > kMaxCaptureIdBytes) {
    return {ErrorCode::kInvalidArgument, "the id of an encrypted capture has " + std::to_string(capture_id.size()) +
                                             " bytes; at most 32 are expected"};
  }
  return ChunkSeal::CheckSupported();
}

Status Reserve(WritableFile& file, uint64_t bytes) {
  if (bytes == 0) return Status::Ok();
  Status status = file.Reserve(bytes);
  return status.code() == ErrorCode::kNotSupported ? Status::Ok() : status;
}

uint64_t BytesToReserve(const CaptureFormat& format, uint64_t expected_bytes, bool sealed) {
  if (expected_bytes == 0) return 0;
  if (sealed) return SealedFileBytes(expected_bytes);
  return expected_bytes + (format.codec == Codec::kPcm16 ? kWavHeaderBytes : 0);
}

Result<std::unique_ptr<CaptureFile>> MakeSealed(std::unique_ptr<WritableFile> file, const CaptureFormat& format,
                                                const SealKey& key, const std::string& capture_id,
                                                uint64_t reserved_bytes) {
  SealedHeader header;
  header.kind = format.codec == Codec::kPcm16 ? SealedKind::kWav : SealedKind::kAac;
  header.sample_rate_hz = format.sample_rate_hz;
  header.channels = format.channels;
  header.capture_id = capture_id;
  return MakeSealedFile(std::move(file), header, key, reserved_bytes);
}

}  // namespace

Result<std::unique_ptr<CaptureFile>> CaptureFile::Make(FileSystem& files, const std::string& path, OpenMode mode,
                                                       const CaptureFormat& format, uint64_t expected_bytes,
                                                       const SealKey* key, const std::string& capture_id) {
  Status status = CheckFormat(format);
  if (status.ok() && key != nullptr) status = CheckSealing(capture_id);
  if (!status.ok()) return status;
  Result<std::unique_ptr<WritableFile>> opened = files.Open(path, mode);
  if (!opened.ok()) return opened.status();
  std::unique_ptr<WritableFile> file = std::move(opened.value());
  const uint64_t reserved_bytes = BytesToReserve(format, expected_bytes, key != nullptr);
  status = Reserve(*file, reserved_bytes);
  if (status.ok()) {
    if (key == nullptr && format.codec == Codec::kAacLc) return MakeAdtsFile(std::move(file), reserved_bytes);
    Result<std::unique_ptr<CaptureFile>> made =
        key != nullptr ? MakeSealed(std::move(file), format, *key, capture_id, reserved_bytes)
                       : MakeWavFile(std::move(file), format, reserved_bytes);
    if (made.ok()) return made;
    status = made.status();
  }
  file.reset();
  files.Remove(path);
  return status;
}

}  // namespace vr
