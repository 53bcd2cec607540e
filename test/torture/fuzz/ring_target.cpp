// The readers of a ring: whatever its files hold, every slot that is accepted stands there whole, at its own place and
// with the ring's epoch, and no more frames come out than were asked for.
#include <memory>
#include <vector>

#include "cycle/ring_audio.h"
#include "cycle/ring_scan.h"
#include "fuzz/image_edits.h"
#include "fuzz/slot_oracle.h"
#include "fuzz/target.h"
#include "recorder/left_task.h"
#include "support/memory_file_system.h"

namespace vr_fuzz {
namespace {

void CheckRuns(const Image& image, const vr::RingImage& found, size_t stream, const vr::test::MemoryFileSystem& files) {
  const vr::RingStream& region = found.shape.streams[stream];
  for (const vr::SlotRun& run : found.streams[stream].runs) {
    const std::string file = files.Get(image.SegmentPath(run.segment));
    VR_FUZZ_PROMISE(run.count > 0 && uint64_t{run.first_index} + run.count <= region.slots, "a run lies in its region");
    for (uint32_t i = 0; i < run.count; ++i) {
      const uint32_t index = run.first_index + i;
      const OraclePlace place{found.shape.epoch, run.segment, static_cast<uint8_t>(stream), index};
      OracleSlot slot;
      const uint64_t at = region.offset + uint64_t{index} * region.slot_bytes;
      VR_FUZZ_PROMISE(IsWholeSlot(file, at, region.slot_bytes, place, &slot), "an accepted slot is whole and in place");
      VR_FUZZ_PROMISE(slot.sequence == run.first_sequence + i, "sequences rise by one within a run");
    }
  }
}

// The audio of a stream, from its first frame on but not more than some.
void ReadAudio(const vr::RingFiles& ring, const vr::RingImage& found, size_t stream, const vr::SealKey* key) {
  constexpr int64_t kMostFrames = 40000;
  const vr::RingStreamImage& image = found.streams[stream];
  const int64_t first = image.first_frame;
  const int64_t end = image.end_frame - first > kMostFrames ? first + kMostFrames : image.end_frame;
  if (image.runs.empty() || end <= first) return;
  vr::SlotStream slots(ring, found.shape, stream, found.Runs(stream, first, end), key);
  const std::vector<uint8_t> silent(150, 0);
  vr::RingAudio audio(std::move(slots), found.shape.streams[stream], first, end, silent, 2, vr::WhenUnreadable::kFail);
  uint64_t bytes = 0;
  for (;;) {
    const vr::Result<std::vector<vr::ByteView>> views = audio.Next();
    VR_FUZZ_PROMISE(views.ok(), "a disk that works is read");
    if (views.value().empty()) break;
    for (const vr::ByteView& view : views.value()) bytes += view.size_bytes;
  }
  int64_t silent_frames = 0;
  for (const vr::RingHole& hole : audio.holes()) silent_frames += hole.frames;
  VR_FUZZ_PROMISE(silent_frames <= end - first, "holes are not longer than what was asked for");
  const int frame_bytes = found.shape.streams[stream].bytes_per_frame();
  if (frame_bytes > 0) {
    VR_FUZZ_PROMISE(bytes == static_cast<uint64_t>(end - first) * static_cast<uint64_t>(frame_bytes),
                    "PCM is exactly as long as it was asked for");
  }
  Reached(frame_bytes > 0 ? "PCM was read" : "AAC was read");
}

void Scan(const Image& image, const Files& changed) {
  vr::test::MemoryFileSystem files;
  files.AddFolder("/rings");
  for (const auto& [path, bytes] : changed) files.Put(path, bytes);
  vr::Result<std::unique_ptr<vr::RingFiles>> ring = vr::RingFiles::TakeOver(files, kRings, image.shape.epoch);
  if (!ring.ok()) return;
  const vr::SealKey* key = image.ring_key.has_value() ? &*image.ring_key : nullptr;
  const vr::Result<vr::RingImage> found = vr::ScanRing(*ring.value(), key);
  if (!found.ok()) return;
  Reached("a ring was scanned");
  VR_FUZZ_PROMISE(found.value().shape.epoch == image.shape.epoch, "the shape is that of the ring that was asked for");
  for (size_t stream = 0; stream < found.value().streams.size(); ++stream) {
    CheckRuns(image, found.value(), stream, files);
    if (stream < found.value().shape.audio_streams()) ReadAudio(*ring.value(), found.value(), stream, key);
  }
  const auto task = vr::LeftTask::Read(*ring.value(), found.value(), key, 8);
  if (task == nullptr) return;
  Reached("its log told of a task");
  vr::CaptureInfo info;
  info.format.sample_rate_hz = found.value().shape.sample_rate_hz;
  task->log().Describe(0, 5000, &info);
}

}  // namespace
}  // namespace vr_fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  vr_fuzz::ByteSource input(data, size_bytes);
  const auto kind = static_cast<vr_fuzz::ImageKind>(input.Number(1) % vr_fuzz::kImageKinds);
  const vr_fuzz::Image& image = vr_fuzz::ImageOf(kind);
  vr_fuzz::Files files = image.files;
  vr_fuzz::ApplyEdits(image, input, &files);
  vr_fuzz::Scan(image, files);
  return 0;
}
