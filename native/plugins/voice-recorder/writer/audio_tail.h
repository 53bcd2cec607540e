// The growing end of an audio file, which always stands at a whole frame.
#pragma once

#include <memory>
#include <vector>

#include "base/file_system.h"

namespace vr {

class AudioTail {
 public:
  AudioTail(std::unique_ptr<WritableFile> file, uint64_t reserved_bytes)
      : file_(std::move(file)), reserved_bytes_(reserved_bytes), end_(file_->size_bytes()) {}

  // whole_bytes(written) says how many of the first `written` bytes of the views are whole frames. When appending
  // fails the file is cut back to them, also where the system says that nothing was written. If even cutting fails, it
  // is tried again before the next append.
  template <typename WholeBytes>
  Status Append(const std::vector<ByteView>& views, const WholeBytes& whole_bytes) {
    Status status = CutBack();
    if (!status.ok()) return status;
    status = file_->Append(views);
    end_ += status.ok() ? file_->size_bytes() - end_ : whole_bytes(file_->size_bytes() - end_);
    if (!status.ok()) is_cut_ = file_->Truncate(end_).ok();
    return status;
  }

  // Cuts off what is no whole frame, and gives back what was reserved and not used.
  Status Finish() {
    if (end_ >= reserved_bytes_) return CutBack();
    Status status = file_->Truncate(end_);
    if (status.ok()) reserved_bytes_ = 0;
    return status;
  }

  uint64_t end() const { return end_; }
  WritableFile& file() { return *file_; }

 private:
  Status CutBack() {
    if (is_cut_ && file_->size_bytes() == end_) return Status::Ok();
    Status status = file_->Truncate(end_);
    is_cut_ = status.ok();
    return status;
  }

  std::unique_ptr<WritableFile> file_;
  uint64_t reserved_bytes_;
  uint64_t end_;
  bool is_cut_ = true;  // nothing lies behind end_ but what was reserved
};

}  // namespace vr
