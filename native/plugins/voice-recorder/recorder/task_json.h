// The records of a ring's log that are of a task and not of its sources. doc/ring-format.md. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "recorder/held_capture.h"
#include "recorder/task_config.h"
#include "recorder/track_set.h"
#include "recorder/wall_times.h"

namespace vr {

// A real-time file, as it was when it was opened.
struct NotedFile {
  size_t stream = 0;
  std::string path;
  std::string identity;
};

// What a recovery needs to know of a task.
struct TaskRecord {
  uint64_t id = 0;
  std::string session;
  std::string file_path;
  std::string room_id;
  std::string user_id;
  double mix_delay_ms = 0;
  Codec codec = Codec::kPcm16;
  int channels = 1;
  Quality quality = Quality::kMedium;
  Position position = Position::kMixedRecordingAndPlayback;
  Layout layout = Layout::kMix;
  int cycle_time_s = 0;
  int own_tracks = 0;
  bool encrypted = false;
  std::vector<NotedFile> files;
};

std::string TaskRecordJson(const TaskRecord& record);
bool ReadTaskRecord(const std::string& body, TaskRecord* record);

std::string TrackJson(const TrackUser& user);
// The stream belongs to them no more.
std::string TrackGoneJson(const TrackUser& user);
// False: it is none. gone: of whom only stream and first frame are told.
bool ReadTrack(const std::string& body, TrackUser* user, bool* gone);

std::string FrameJson(int64_t frame);
int64_t ReadFrame(const std::string& body);  // below 0: none

std::string WallClockJson(const WallTime& time);
bool ReadWallClock(const std::string& body, WallTime* time);

// Of a capture whose audio is complete: nothing that becomes of the task afterwards changes these.
struct CompleteCapture {
  int64_t remix_before = -1;  // as of a HeldCapture
  bool cut_short = false;
  std::string hole_why = "disk";
  std::vector<TrackUser> users;  // that have a track
  std::set<SourceId> sources;    // that it tells of
};

// The text of a pin.
struct PinnedCapture {
  DumpTarget target;
  int64_t from_frame = 0;  // of the mix
  int64_t to_frame = 0;
  std::optional<CompleteCapture> complete;
};
PinnedCapture PinOf(const HeldCapture& held);
std::string PinJson(const PinnedCapture& pin);
bool ReadPin(const std::string& text, PinnedCapture* pin);
// The text of the entry which says that the task has ended, so that nothing but what is pinned is to be saved.
std::string OverJson();
bool IsOver(const std::string& text);

}  // namespace vr
