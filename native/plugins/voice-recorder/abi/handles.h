// Turns the numbers of the C interface into recorders. A number is never used again, so a stale one is refused.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "abi/translate.h"
#include "recorder/recorder.h"
#include "voice_recorder.h"

namespace vr {

// A recorder with the event that its caller is looking at.
struct RecorderEntry {
  explicit RecorderEntry(RecorderOptions options) : recorder(std::move(options), PlatformFileSystem()) {}

  std::mutex poll_mutex;  // guards what follows
  Event event;
  ShownCapture shown;

  Recorder recorder;  // last: it ends first
};

// 0: the process holds as many recorders as it can.
vr_recorder AddRecorder(std::shared_ptr<RecorderEntry> entry);
std::shared_ptr<RecorderEntry> FindRecorder(vr_recorder handle);
// The entry, no longer to be found, or null.
std::shared_ptr<RecorderEntry> RemoveRecorder(vr_recorder handle);

void RememberSource(SourceId source, vr_recorder owner);
std::shared_ptr<RecorderEntry> OwnerOfSource(SourceId source);
void ForgetSource(SourceId source);

}  // namespace vr
