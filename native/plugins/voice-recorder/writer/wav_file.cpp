#include "writer/audio_tail.h"
#include "writer/file_formats.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

class WavFile final : public CaptureFile {
 public:
  WavFile(AudioTail tail, const CaptureFormat& format) : tail_(std::move(tail)), format_(format) {}

  Status Append(const std::vector<ByteView>& views) override {
    const uint64_t frame_bytes = 2 * static_cast<uint64_t>(format_.channels);
    Status status = tail_.Append(views, [frame_bytes](uint64_t written) { return written - written % frame_bytes; });
    if (!status.ok()) UpdateHeader();  // its own failure adds nothing to the first one
    return status;
  }

  Status UpdateHeader() override {
    if (header_bytes_told_ == audio_bytes()) return Status::Ok();
    const WavHeader header = MakeWavHeader(format_, audio_bytes());
    Status status = tail_.file().WriteAt(0, {header.data(), header.size()});
    if (status.ok()) header_bytes_told_ = audio_bytes();
    return status;
  }

  Status Sync() override { return tail_.file().Sync(); }

  Status Finish() override {
    const Status header = UpdateHeader();
    const Status end = tail_.Finish();
    return header.ok() ? end : header;
  }

  uint64_t audio_bytes() const override { return tail_.end() - kWavHeaderBytes; }
  uint64_t file_bytes() const override { return tail_.end(); }

 private:
  AudioTail tail_;
  CaptureFormat format_;
  uint64_t header_bytes_told_ = 0;  // what the header in the file says
};

}  // namespace

Result<std::unique_ptr<CaptureFile>> MakeWavFile(std::unique_ptr<WritableFile> file, const CaptureFormat& format,
                                                 uint64_t reserved_bytes) {
  const WavHeader header = MakeWavHeader(format, 0);
  Status status = file->Append({{header.data(), header.size()}});
  if (!status.ok()) return status;
  return std::unique_ptr<CaptureFile>(std::make_unique<WavFile>(AudioTail(std::move(file), reserved_bytes), format));
}

}  // namespace vr
