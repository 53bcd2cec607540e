// The worker's part in real-time files.
#include <algorithm>
#include <utility>

#include "recorder/capture_record.h"
#include "recorder/journal_features.h"
#include "recorder/out_of_memory.h"
#include "recorder/worker.h"
#include "writer/sync_files.h"
#include "writer/track_names.h"

namespace vr {
namespace {

// Real-time audio that may wait for a slow disk; what waits is still written when the task ends for it.
constexpr uint64_t kMaxBacklogBytes = 64ull << 20;

}  // namespace

bool Worker::OlderTaskHasPath(const LiveTask& live) const {
  for (const auto& other : live_) {
    if (other.get() == &live) return false;
    if (other->path_identity == live.path_identity) return true;
  }
  return false;
}

void Worker::AskForFile(LiveTask& live) {
  live.file_asked_for = true;
  RealTimeFile::Config config;
  config.path = live.config.file_path;
  config.mode = live.config.overwrite ? OpenMode::kReplace : OpenMode::kCreateNew;
  config.format = {live.config.codec, live.config.sample_rate_hz, live.config.channels};
  config.key = live.config.key;
  config.capture_id = live.task->capture_id();
  live.files[kMixStream] = std::make_shared<RealTimeFile>(around_.files, std::move(config));
  around_.streaming.Post([this, file = live.files[kMixStream], id = live.id] {
    const Status status = OrOutOfMemory([&] {
      Status opened = file->Open();
      // Also where the file that was there is gone, and there was no room for another.
      if (opened.ok() || !around_.files.Exists(file->path())) RemoveCompanions(around_.files, file->path(), {});
      return opened;
    });
    around_.results.Post([this, id, status] { OnFileOpened(id, status); });
  });
}

void Worker::OnFileOpened(uint64_t task_id, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live == nullptr) return;
  live->file_opened = status.ok();
  if (status.ok())
    live->task->NoteFile(kMixStream, live->files[kMixStream]->path(), live->files[kMixStream]->identity());
  // A disk that is full from the beginning is an opened task that cannot go on.
  if (status.ok() || status.code() == ErrorCode::kDiskFull) {
    TellTask(*live, TaskCode::kStart, "", 0, std::nullopt);
    if (!status.ok()) FailTask(*live, status);
    return;
  }
  Log(LogLevel::kError, status.message());
  TellTask(*live, TaskCode::kOpenFileFailed, status.message(), 0, std::nullopt);
  if (!live->task->ending()) around_.control.Ended(live->start_call);
  if (live->task->ring() != nullptr) live->task->ring()->Finish("");
  live->task.reset();
  live->over = true;
}

// A user's file begins with silence up to where they came, so that all files begin together.
void Worker::OpenTrackFile(LiveTask& live, const TrackUser& user) {
  const AudioStream& stream = *live.task->stream(user.stream);
  live.track_names.push_back({user.kind, user.user_id, stream.config().channels});
  live.track_streams.push_back(user.stream);
  const TrackNaming naming = live.config.key.has_value() ? TrackNaming::kNumbers : TrackNaming::kUsers;
  RealTimeFile::Config config;
  config.path = TrackPaths(live.config.file_path, 1, live.track_names, naming).back();
  config.mode = live.config.overwrite ? OpenMode::kReplace : OpenMode::kCreateNew;
  config.format = {live.config.codec, live.config.sample_rate_hz, stream.config().channels};
  config.key = live.config.key;
  config.capture_id = live.task->capture_id();
  config.silent_frames = stream.base_frame();
  Result<std::vector<uint8_t>> silent = SilentBlock(stream.config());
  if (silent.ok()) config.silent_block = std::move(silent.value());
  auto file = std::make_shared<RealTimeFile>(around_.files, std::move(config));
  live.files[user.stream] = file;
  around_.streaming.Post([this, file, id = live.id, stream = user.stream] {
    const Status status = OrOutOfMemory([&] { return file->Open(); });
    around_.results.Post([this, id, stream, status] { OnTrackFileOpened(id, stream, status); });
  });
}

void Worker::OnTrackFileOpened(uint64_t task_id, size_t stream, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr) return;
  if (!status.ok()) return OnFileFailed(task_id, stream, status);
  live->task->NoteFile(stream, live->files[stream]->path(), live->files[stream]->identity());
}

// The job is there before the audio is taken, so that memory that runs out leaves no hole in the file.
void Worker::HandOver(LiveTask& live, size_t stream, int64_t now_ns) {
  const std::shared_ptr<RealTimeFile>& file = live.files[stream];
  const auto bytes = std::make_shared<std::vector<uint8_t>>();
  JobQueue::Prepared job = JobQueue::Prepare([this, file, id = live.id, stream, bytes, now_ns] {
    const Status status = OrOutOfMemory([&] { return file->Append(*bytes, now_ns); });
    if (status.ok()) return;
    file->Refuse(status);
    around_.results.Post([this, id, stream, status] { OnFileFailed(id, stream, status); });
  });
  *bytes = live.task->stream(stream)->TakeEncoded();
  if (file == nullptr || bytes->empty() || !live.failure.ok()) return;
  file->Expect(bytes->size());
  if (file->backlog_bytes() > kMaxBacklogBytes) {
    FailTask(live, Status(ErrorCode::kIoError, "the disk of " + live.config.file_path +
                                                   " is too slow: 64 MiB wait to be written, so the task ends"));
  }
  around_.streaming.Post(std::move(job));
}

void Worker::ServeRealTime(LiveTask& live, int64_t now_ns) {
  if (!live.file_asked_for) {
    if (OlderTaskHasPath(live)) return;  // that file is finished first
    AskForFile(live);
  }
  for (const TrackUser& user : live.task->users()) {
    // Not before the mix has its file: what a task that cannot begin would replace, stays.
    const bool wanted = live.file_opened && live.failure.ok() && live.task->stream(user.stream) != nullptr;
    if (live.files[user.stream] == nullptr && wanted) OpenTrackFile(live, user);
  }
  for (size_t stream = 0; stream < live.files.size(); ++stream) {
    // What a track has before its file is asked for waits in its stream.
    const bool waits = stream != kMixStream && live.files[stream] == nullptr && !live.task->finished();
    if (live.task->stream(stream) != nullptr && !waits) HandOver(live, stream, now_ns);
  }
  if (!live.task->finished() || live.closing || !live.task->settled()) return;
  live.closing = true;
  std::vector<std::shared_ptr<RealTimeFile>> tracks;
  for (const size_t stream : live.track_streams) tracks.push_back(live.files[stream]);
  struct Outcome {
    RealTimeFile::Closed closed;
    std::vector<bool> whole;  // of the tracks
  };
  const auto outcome = std::make_shared<Outcome>();
  outcome->whole.resize(tracks.size());
  const auto tell = std::make_shared<JobQueue::Prepared>(
      JobQueue::Prepare([this, outcome, id = live.id] { OnFilesClosed(id, outcome->closed, outcome->whole); }));
  around_.streaming.Post([this, file = live.files[kMixStream], tracks, outcome, tell] {
    const auto close = [](RealTimeFile& each) {
      RealTimeFile::Closed closed;
      closed.status = OrOutOfMemory([&] {
        closed = each.Close();
        return closed.status;
      });
      return closed;
    };
    for (size_t i = 0; i < tracks.size(); ++i) {
      outcome->whole[i] = tracks[i] != nullptr && close(*tracks[i]).status.ok();
    }
    outcome->closed = close(*file);
    around_.results.Post(std::move(*tell));
  });
}

// The recording goes on without a user's own file; without the mix it does not.
void Worker::OnFileFailed(uint64_t task_id, size_t stream, const Status& status) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr) return;
  if (stream == kMixStream) return FailTask(*live, status);
  if (!live->broken_tracks.insert(stream).second) return;
  TellDegraded(*live, Degraded::kTracks, "tracks: a user's own file cannot be written: " + status.message());
}

void Worker::OnFilesClosed(uint64_t task_id, const RealTimeFile::Closed& closed,
                           const std::vector<bool>& tracks_whole) {
  LiveTask* live = Find(task_id);
  if (live == nullptr || live->task == nullptr) return;
  if (!live->file_opened) {
    // A disk that was full from the beginning: there is no file, and nothing to stand beside one.
    KeepSourceTotals(*live->task);
    if (live->task->ring() != nullptr) live->task->ring()->Finish("");
    live->task.reset();
    live->over = true;
    return TellTask(*live, TaskCode::kError, live->failure.message(), 0, std::nullopt);
  }
  try {
    Describe(*live, closed, tracks_whole);
  } catch (const std::bad_alloc&) {
    // The files are complete; what is known of them stays in the log, if there is one.
    live->task.reset();
    live->over = true;
    TellTask(*live, TaskCode::kError, OutOfMemory().message(), 0, std::nullopt);
  }
}

// Writes what stands beside the files of a recording.
void Worker::Describe(LiveTask& task, const RealTimeFile::Closed& closed, const std::vector<bool>& tracks_whole) {
  LiveTask* const live = &task;
  const uint64_t task_id = task.id;
  auto info = std::make_shared<CaptureInfo>(live->task->DescribeFile(closed.frames));
  WrittenAudio audio{{live->config.file_path, live->files[kMixStream]->bytes()}, {}};
  for (size_t i = 0; i < live->track_streams.size(); ++i) {
    const RealTimeFile& file = *live->files[live->track_streams[i]];
    if (file.bytes() == 0) continue;  // it could not be made, which was told
    info->tracks.push_back(live->track_names[i]);
    audio.tracks.push_back({file.path(), file.bytes()});
    if (tracks_whole[i]) continue;
    const std::string why = "the own file of " + live->track_names[i].user_id + " ends early: its disk failed";
    info->problems.push_back(why);
    if (!live->broken_tracks.insert(live->track_streams[i]).second) continue;
    TellDegraded(*live, Degraded::kTracks, "tracks: " + why);
  }
  if (live->failure.ok()) live->failure = closed.status;
  KeepSourceTotals(*live->task);
  const std::shared_ptr<DurableRing> ring = live->task->ring();
  std::shared_ptr<JournalFeatures> features;
  if (ring != nullptr && ring->files() != nullptr) features = std::make_shared<JournalFeatures>(*ring, *info);
  const bool never_logged = ring != nullptr && features == nullptr;
  if (never_logged) info->features.clear();
  if (never_logged || live->log_broke) {
    info->problems.push_back("features are missing where the log of the recording could not be written");
  }
  struct Outcome {
    WrittenCapture written;
    Status synced = OutOfMemory();
  };
  struct Telling {
    JobQueue::Prepared written;
    JobQueue::Prepared synced;
  };
  const auto outcome = std::make_shared<Outcome>();
  const auto unsynced = std::make_shared<Unsynced>(Unsynced{{}, ring});
  outcome->written.file_path = audio.mix.path;
  outcome->written.file_bytes = audio.mix.bytes;
  const auto tell = std::make_shared<Telling>();
  tell->written = JobQueue::Prepare([this, id = task_id, info, outcome, failure = live->failure] {
    EndTaskRow(id, *info, outcome->written, failure);
  });
  tell->synced = JobQueue::Prepare([this, unsynced, outcome] { OnSynced(unsynced, outcome->synced); });
  around_.writing.Post([this, info, audio, unsynced, features, outcome, tell, key = live->config.key] {
    const Status written = OrOutOfMemory([&] {
      outcome->written =
          WriteCompanions(around_.files, audio, *info, features.get(), key.has_value() ? &*key : nullptr);
      return Status::Ok();
    });
    Retain(audio.mix.path);
    around_.results.Post(std::move(tell->written));
    if (unsynced->ring == nullptr) return;
    outcome->synced = OrOutOfMemory([&] {
      if (!written.ok()) return written;
      if (outcome->written.sidecar_path.empty()) return Status(ErrorCode::kIoError, "its sidecar could not be written");
      unsynced->paths = FilesOf(outcome->written);
      return SyncFiles(around_.files, unsynced->paths);
    });
    around_.results.Post(std::move(tell->synced));
  });
  if (ring != nullptr) ++syncing_captures_;
  live->task.reset();
}

void Worker::EndTaskRow(uint64_t task_id, CaptureInfo info, const WrittenCapture& written, const Status& failure) {
  LiveTask* live = Find(task_id);
  if (live == nullptr) return;
  live->over = true;
  LogLost(info, written);
  TellTask(*live, failure.ok() ? TaskCode::kFinish : TaskCode::kError, failure.message(), 0, RecordOf(info, written));
}

}  // namespace vr
