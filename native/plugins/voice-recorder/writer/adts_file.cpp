#include "writer/adts_frames.h"
#include "writer/audio_tail.h"
#include "writer/file_formats.h"

namespace vr {
namespace {

// ADTS has no header for the whole file: every prefix of whole frames is a complete one.
class AdtsFile final : public CaptureFile {
 public:
  explicit AdtsFile(AudioTail tail) : tail_(std::move(tail)) {}

  Status Append(const std::vector<ByteView>& views) override {
    return tail_.Append(views, [&views](uint64_t written) { return LastAdtsFrameEnd(views, 0, written); });
  }
  Status UpdateHeader() override { return Status::Ok(); }
  Status Sync() override { return tail_.file().Sync(); }
  Status Finish() override { return tail_.Finish(); }
  uint64_t audio_bytes() const override { return tail_.end(); }
  uint64_t file_bytes() const override { return tail_.end(); }

 private:
  AudioTail tail_;
};

}  // namespace

std::unique_ptr<CaptureFile> MakeAdtsFile(std::unique_ptr<WritableFile> file, uint64_t reserved_bytes) {
  return std::make_unique<AdtsFile>(AudioTail(std::move(file), reserved_bytes));
}

}  // namespace vr
