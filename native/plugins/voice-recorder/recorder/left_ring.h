// What a process has left in a ring, or still holds in it: its slots, its log and its pins, and the captures that are
// to be made of them. Reads only, also a ring that somebody else owns. Writing thread, or one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/sealing.h"
#include "cycle/ring_files.h"
#include "cycle/ring_scan.h"
#include "recorder/held_capture.h"
#include "recorder/left_task.h"
#include "recorder/pin_table.h"

namespace vr {

class LeftRing {
 public:
  // key: of the game, or null; not kept. kInvalidArgument: nothing of it can be read; kWrongKey: it is encrypted, and
  // no key was given, or another one, or this build cannot decrypt; otherwise what the disk says.
  static Result<std::unique_ptr<LeftRing>> Open(std::shared_ptr<RingFiles> files, const SealKey* key, int max_sources);

  const RingShape& shape() const { return image_.shape; }
  const RingImage& image() const { return image_; }
  RingFiles& files() const { return *files_; }
  // Of the ring; null: it is plain.
  const SealKey* key() const { return key_.has_value() ? &*key_ : nullptr; }
  // Null: its log does not say what was recorded.
  const LeftTask* task() const { return task_.get(); }
  // Nothing was ever recorded in it.
  bool is_empty() const;
  // The disk did not give all that it holds, as far as it was read by now.
  bool unreadable() const { return unreadable_; }
  void MarkUnreadable() { unreadable_ = true; }

  // kIoError and others: the disk does not give it.
  Result<PinTable> ReadPins();

  // The rest needs a task.
  // Up to where there is audio, on the mix's count; may be below 0.
  int64_t MixEnd() const;
  // What is left of the last N seconds, or with `whole` all that it holds, as a capture without a path; none: there is
  // no audio of it.
  std::optional<PinnedCapture> Rest(bool whole) const;
  // What there is of a pinned capture by now; none: nothing of it was recorded. kInvalidArgument: nobody ever asked for
  // a capture of that length.
  Result<std::optional<PinnedCapture>> Present(const PinnedCapture& pin) const;
  // With its description; the log is read once more for each, so that memory goes by the capture's length and not by
  // the log's. Present or Rest gave it. wanted_to: up to where it was asked for. is_live: its process was alive when
  // the ring was opened, so that what is not there yet may come.
  HeldCapture Hold(const PinnedCapture& pin, int64_t wanted_to, bool is_live);
  // What is known of the task, from this frame of the mix on.
  void DescribeTask(int64_t from_frame, CaptureInfo* info) const;

 private:
  LeftRing(std::shared_ptr<RingFiles> files, int max_sources) : files_(std::move(files)), max_sources_(max_sources) {}
  Status FindKey(const RingShape& shape, const SealKey* master);
  void DescribeLog(const LogWindow& window, CaptureInfo* info);
  CompleteCapture StateOf(const PinnedCapture& pin) const;

  const std::shared_ptr<RingFiles> files_;
  const int max_sources_;
  std::optional<SealKey> key_;
  RingImage image_;
  std::unique_ptr<LeftTask> task_;
  bool unreadable_ = false;
};

}  // namespace vr
