// The records of a ring's log and the texts of its pins: any of them, one after the other. The sidecar that they make
// is one that can be read again.
#include "fuzz/byte_source.h"
#include "fuzz/target.h"
#include "recorder/capture_log.h"
#include "recorder/log_json.h"
#include "recorder/task_json.h"
#include "writer/sidecar.h"
#include "writer/sidecar_facts.h"

namespace vr_fuzz {
namespace {

constexpr int kLogRateHz = 16000;

void ReadTexts(const std::string& body) {
  vr::TaskRecord task;
  vr::ReadTaskRecord(body, &task);
  vr::TrackUser user;
  bool gone = false;
  if (vr::ReadTrack(body, &user, &gone))
    VR_FUZZ_PROMISE(user.stream > 0 && user.first_frame >= 0, "a track has a stream");
  vr::PinnedCapture pin;
  if (vr::ReadPin(body, &pin)) {
    VR_FUZZ_PROMISE(pin.from_frame >= 0 && pin.from_frame <= pin.to_frame && !pin.target.path.empty(),
                    "a pin has a window");
  }
  vr::IsOver(body);
  vr::WallTime time;
  vr::ReadWallClock(body, &time);
  vr::ReadFrame(body);
}

void Describe(const vr::CaptureLog& log, int64_t first_frame) {
  vr::CaptureInfo info;
  info.format.sample_rate_hz = kLogRateHz;
  info.valid_frames = info.file_frames = 3000;
  info.id = "0123456789abcdef-7";
  log.Describe(first_frame, info.valid_frames, &info);
  const vr::WrittenAudio audio{{"/captures/a.wav", 6080}, {}};
  const vr::Result<vr::SidecarFacts> facts = vr::ReadSidecarFacts(vr::SidecarText(info, {audio, "", nullptr}));
  VR_FUZZ_PROMISE(facts.ok() && facts.value().id == info.id, "the sidecar can be read again");
  Reached("a sidecar was made of records");
}

}  // namespace
}  // namespace vr_fuzz

// Records: type 1, length 2, body.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  for (const vr::TrackStore store : {vr::TrackStore::kWindow, vr::TrackStore::kElsewhere}) {
    ByteSource records = input;
    vr::CaptureLogConfig config;
    config.sample_rate_hz = kLogRateHz;
    config.keep_cells = 500;
    config.store = store;
    vr::CaptureLog log(config);
    VR_FUZZ_PROMISE(log.Allocate(), "there is memory");
    while (records.left() > 0) {
      vr::LogRecord record;
      record.type = static_cast<vr::LogType>(records.Number(1));
      record.body = records.Text(records.Number(2));
      ReadTexts(record.body);
      if (vr::ReplayRecord(record, &log)) Reached("a record was taken");
    }
    Describe(log, 0);
    Describe(log, 20000);
  }
  return 0;
}
