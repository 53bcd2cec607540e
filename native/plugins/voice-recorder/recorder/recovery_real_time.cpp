// Recordings in real time that a dead process left: their files are there, the rest is in the log.
#include <algorithm>
#include <utility>

#include "recorder/capture_record.h"
#include "recorder/journal_features.h"
#include "recorder/recovery.h"
#include "recorder/same_audio.h"
#include "recorder/task_sizes.h"
#include "writer/sidecar_facts.h"
#include "writer/track_files.h"
#include "writer/unfinished_file.h"

namespace vr {
// False: it is to be tried again another time.
bool Recovery::RecoverRealTime() {
  const TaskRecord& record = task_->record();
  const auto mix =
      std::find_if(record.files.begin(), record.files.end(), [](const NotedFile& file) { return file.stream == 0; });
  if (mix == record.files.end()) return true;  // the process died before its file was made
  const std::string identity = files_.IdentityOf(mix->path);
  if (identity.empty() && files_.Exists(mix->path)) {
    Problem(mix->path, "the disk does not say which file this is; what is known of it is kept");
    return false;
  }
  if (identity != mix->identity) {
    Problem(mix->path, "the recording that was not finished is gone from there: removed, moved, or replaced");
    return true;
  }
  TaskConfig config;
  config.layout = record.layout;
  config.channels = record.channels;
  config.codec = record.codec;
  config.sample_rate_hz = image_.shape.sample_rate_hz;
  config.quality = record.quality;
  const int delay = EncoderDelayFrames(record.codec);
  CaptureInfo info;
  info.id = IdOf(record.session + "-" + std::to_string(record.id));
  const Result<std::string> sidecar = files_.ReadAll(SidecarPath(mix->path), kMaxSidecarBytes);
  if (sidecar.ok()) {
    const Result<SidecarFacts> facts = ReadSidecarFacts(sidecar.value());
    if (facts.ok() && facts.value().id == info.id) return true;  // finished, but for the log
  }
  const SealKey* key = record.encrypted && options_.key.has_value() ? &*options_.key : nullptr;
  WrittenAudio audio;
  int64_t frames = 0;
  for (const NotedFile& file : record.files) {
    const EncoderConfig encoder = EncoderOf(config, file.stream > 0);
    const CaptureFormat format{record.codec, image_.shape.sample_rate_hz, encoder.channels};
    const bool is_mix = file.stream == 0;
    Result<FinishedFile> finished(Status(ErrorCode::kNotFound, "it is gone: removed, moved, or replaced"));
    if (files_.IdentityOf(file.path) == file.identity) finished = FinishUnfinished(files_, file.path, format, key);
    if (!finished.ok()) {
      Problem(file.path, finished.status().message());
      if (is_mix || finished.status().code() == ErrorCode::kIoError) return false;
      continue;
    }
    if (finished.value().cut_bytes > 0) {
      info.problems.push_back(std::to_string(finished.value().cut_bytes) + " bytes at the end of " + file.path +
                              " were not whole and were cut");
    }
    if (!finished.value().problem.empty()) info.problems.push_back(finished.value().problem);
    if (is_mix) {
      frames = finished.value().frames;
      audio.mix = {file.path, finished.value().file_bytes};
      continue;
    }
    const auto user = std::find_if(task_->users().begin(), task_->users().end(),
                                   [&file](const TrackUser& each) { return each.stream == file.stream; });
    if (user == task_->users().end()) continue;
    audio.tracks.push_back({file.path, finished.value().file_bytes});
    info.tracks.push_back({user->kind, user->user_id, encoder.channels});
  }
  info.format = {record.codec, image_.shape.sample_rate_hz, record.channels};
  info.valid_start = std::min<int64_t>(delay, frames);
  info.valid_frames = std::max<int64_t>(0, frames - delay);
  info.file_frames = frames;
  info.origin = CaptureOrigin::kRecovered;
  info.reason = "recovered";
  info.start_ns = image_.shape.start_ns;
  info.start_unix_ms = task_->UnixMsAt(0);
  info.bit_rate = BitRate(EncoderOf(config, false));
  info.encoder = record.codec == Codec::kPcm16 ? "pcm16" : AacEncoderName();
  info.position = record.position;
  info.layout = record.layout;
  info.room_id = record.room_id;
  info.user_id = record.user_id;
  info.mix_delay_ms = record.mix_delay_ms;
  info.durability = "process";
  task_->log().Describe(0, info.valid_frames, &info);
  const size_t log = image_.shape.log_stream();
  JournalFeatures features(*ring_, image_.shape, image_.streams[log].runs,
                           ring_key_.has_value() ? &*ring_key_ : nullptr, info);
  RemoveLeftCompanions(files_, mix->path);
  const WrittenCapture written = WriteCompanions(files_, audio, info, &features, key);
  if (features.unreadable()) {
    unreadable_ = true;
    files_.Remove(SidecarPath(mix->path));  // another recovery is to make it whole
    return false;
  }
  if (!KeepCompanions(info, written)) return false;
  RecoveredCapture capture;
  capture.record = RecordOf(info, written);
  for (const std::string& problem : info.problems) capture.text += (capture.text.empty() ? "" : "; ") + problem;
  ++recovered_;
  sink_.recovered(capture);
  return true;
}

}  // namespace vr
