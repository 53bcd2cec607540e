// Recordings in real time that a dead process left: their files are there, the rest is in the log.
#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "recorder/capture_record.h"
#include "recorder/journal_features.h"
#include "recorder/recovery.h"
#include "recorder/same_audio.h"
#include "recorder/task_sizes.h"
#include "writer/sidecar_facts.h"
#include "writer/track_files.h"
#include "writer/unfinished_file.h"

namespace vr {
namespace {

TaskConfig ConfigOf(const TaskRecord& record, int sample_rate_hz) {
  TaskConfig config;
  config.layout = record.layout;
  config.channels = record.channels;
  config.codec = record.codec;
  config.sample_rate_hz = sample_rate_hz;
  config.quality = record.quality;
  return config;
}

void NoteProblems(const std::string& path, const FinishedFile& finished, CaptureInfo* info) {
  if (finished.cut_bytes > 0) {
    info->problems.push_back(std::to_string(finished.cut_bytes) + " bytes at the end of " + path +
                             " were not whole and were cut");
  }
  if (!finished.problem.empty()) info->problems.push_back(finished.problem);
}

// A kill may come between two files that are written side by side.
void NoteEnds(const std::vector<int64_t>& track_frames, CaptureInfo* info) {
  for (size_t i = 0; i < track_frames.size(); ++i) {
    const int64_t longer = track_frames[i] - info->file_frames;
    if (longer == 0) continue;
    info->problems.push_back("the own file of " + info->tracks[i].user_id + " ends " +
                             std::to_string(std::abs(longer)) + " frames " + (longer < 0 ? "before" : "after") +
                             " the mix");
  }
}

}  // namespace

// Whether the file at the path is the one that was recorded to. `again`: the disk does not say.
bool Recovery::IsStillThere(const NotedFile& file, bool* again) {
  const std::string identity = files_.IdentityOf(file.path);
  *again = identity.empty() && files_.Exists(file.path);
  if (!*again && identity == file.identity) return true;
  Problem(file.path, *again ? "the disk does not say which file this is; what is known of it is kept"
                            : "the recording that was not finished is gone from there: removed, moved, or replaced");
  return false;
}

bool Recovery::HasSidecar(const std::string& path, const std::string& id) const {
  const Result<std::string> text = files_.ReadAll(SidecarPath(path), kMaxSidecarBytes);
  if (!text.ok()) return false;
  const Result<SidecarFacts> facts = ReadSidecarFacts(text.value());
  return facts.ok() && facts.value().id == id;
}

// Makes every file of the recording complete, and fills in what only they tell. False: another time.
bool Recovery::FinishFiles(const TaskConfig& config, WrittenAudio* audio, CaptureInfo* info) {
  const SealKey* key = task().record().encrypted && options_.key.has_value() ? &*options_.key : nullptr;
  std::vector<int64_t> track_frames;
  for (const NotedFile& file : task().record().files) {
    bool again = false;
    if (!IsStillThere(file, &again)) {
      if (again || file.stream == 0) return false;
      continue;
    }
    const EncoderConfig encoder = EncoderOf(config, file.stream > 0);
    const CaptureFormat format{encoder.codec, encoder.sample_rate_hz, encoder.channels};
    const Result<FinishedFile> finished = FinishUnfinished(files_, file.path, format, key);
    if (!finished.ok()) {
      Problem(file.path, finished.status().message());
      if (file.stream == 0 || finished.status().code() == ErrorCode::kIoError) return false;
      continue;
    }
    NoteProblems(file.path, finished.value(), info);
    const WrittenFile written{file.path, finished.value().file_bytes};
    if (file.stream == 0) {
      info->format = format;
      info->file_frames = finished.value().frames;
      audio->mix = written;
      continue;
    }
    const auto user = std::find_if(task().users().begin(), task().users().end(),
                                   [&file](const TrackUser& each) { return each.stream == file.stream; });
    if (user == task().users().end()) continue;
    audio->tracks.push_back(written);
    info->tracks.push_back({user->kind, user->user_id, encoder.channels});
    track_frames.push_back(finished.value().frames);
  }
  NoteEnds(track_frames, info);
  return true;
}

// False: it is to be tried again another time.
bool Recovery::RecoverRealTime() {
  const TaskRecord& record = task().record();
  const auto mix =
      std::find_if(record.files.begin(), record.files.end(), [](const NotedFile& file) { return file.stream == 0; });
  if (mix == record.files.end()) return true;  // the process died before its file was made
  bool again = false;
  if (!IsStillThere(*mix, &again)) return !again;
  CaptureInfo info;
  info.id = IdOf(record.session + "-" + std::to_string(record.id));
  // Also where it was finished, but for its log: nobody knows whether that had come to the disk.
  to_sync_ = {SidecarPath(mix->path), FeaturesPath(mix->path)};
  for (const NotedFile& file : record.files) to_sync_.push_back(file.path);
  if (HasSidecar(mix->path, info.id)) return true;
  WrittenAudio audio;
  const TaskConfig config = ConfigOf(record, left_->shape().sample_rate_hz);
  if (!FinishFiles(config, &audio, &info)) return false;
  const int64_t delay = EncoderDelayFrames(record.codec);
  info.valid_start = std::min(delay, info.file_frames);
  info.valid_frames = info.file_frames - info.valid_start;
  info.reason = "recovered";
  info.bit_rate = BitRate(EncoderOf(config, false));
  info.encoder = record.codec == Codec::kPcm16 ? "pcm16" : AacEncoderName();
  left_->DescribeTask(0, &info);
  task().log().Describe(0, info.valid_frames, &info);
  return FinishRealTime(audio, info);
}

bool Recovery::FinishRealTime(const WrittenAudio& audio, const CaptureInfo& info) {
  const RingShape& shape = left_->shape();
  JournalFeatures features(*ring_, shape, left_->image().streams[shape.log_stream()].runs, left_->key(), info);
  const SealKey* key = task().record().encrypted && options_.key.has_value() ? &*options_.key : nullptr;
  RemoveLeftCompanions(files_, audio.mix.path);
  const WrittenCapture written = WriteCompanions(files_, audio, info, &features, key);
  if (features.unreadable()) {
    left_->MarkUnreadable();
    files_.Remove(SidecarPath(audio.mix.path));  // another recovery is to make it whole
    return false;
  }
  if (!KeepCompanions(info, written)) return false;
  Tell(info, written);
  return true;
}

}  // namespace vr
