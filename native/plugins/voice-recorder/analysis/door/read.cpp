// The door's call that gives decoded frames.
#include <algorithm>

#include "analysis/door/guarded.h"
#include "analysis/door/handle.h"
#include "analysis/lane_measures.h"

using vr::Answer;
using vr::Guarded;
using vr::Refuse;

namespace {

constexpr uint64_t kMostFrames = 1u << 22;

// The reader of the lane; that of the last call when it is the same.
vr::Status TakeReader(vra_capture* capture, uint32_t lane) {
  if (capture->reader != nullptr && capture->reader_lane == lane) return vr::Status::Ok();
  if (vr::Status checked = vr::CheckLane(*capture->capture, lane); !checked.ok()) return checked;
  vr::Result<std::unique_ptr<vr::AudioReader>> opened = capture->capture->OpenAudio(lane);
  if (!opened.ok()) return opened.status();
  capture->reader = std::move(opened.value());
  capture->reader_lane = lane;
  return vr::Status::Ok();
}

}  // namespace

vra_result vra_read(vra_capture* capture, uint32_t lane, int64_t first_frame, uint64_t frames, float* into,
                    uint64_t* frames_read) {
  return Guarded([=] {
    if (capture == nullptr) return Refuse(vr::kNoCapture);
    if (frames_read == nullptr) return Refuse("frames_read must point to a number, got NULL");
    if (into == nullptr && frames > 0) return Refuse("into must point to room for the frames, got NULL");
    if (frames > kMostFrames) {
      return Refuse("frames must be at most " + std::to_string(kMostFrames) + " at once, got " +
                    std::to_string(frames) + ": read in parts");
    }
    if (first_frame < 0) {
      return Refuse("first_frame must be 0 or more, got " + std::to_string(first_frame) +
                    ": frame 0 is the first of the capture");
    }
    if (vr::Status taken = TakeReader(capture, lane); !taken.ok()) return Answer(taken);
    const int64_t left = std::max<int64_t>(0, capture->reader->frames() - first_frame);
    const auto wanted = static_cast<size_t>(std::min<uint64_t>(frames, static_cast<uint64_t>(left)));
    if (wanted == 0) {
      *frames_read = 0;
      return Answer(vr::Status::Ok());
    }
    const vr::Result<size_t> read = capture->reader->Read(first_frame, wanted, into);
    if (!read.ok()) {
      capture->reader.reset();
      return Answer(read.status());
    }
    *frames_read = read.value();
    return Answer(vr::Status::Ok());
  });
}
