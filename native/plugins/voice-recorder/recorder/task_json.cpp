#include "recorder/task_json.h"

#include <algorithm>

#include "cycle/slot_format.h"
#include "recorder/json_fields.h"

namespace vr {
namespace {

constexpr size_t kMostTracks = 64;

template <typename Enum>
Enum EnumOf(const Json& json, const char* key, int64_t most, Enum otherwise) {
  const int64_t value = IntegerOf(json, key, -1);
  return value < 0 || value > most ? otherwise : static_cast<Enum>(value);
}

// -1: it is none, or lies where no frame does.
int64_t JoinFrameOf(const Json& json, const char* key) {
  const int64_t frame = IntegerOf(json, key, -1);
  return frame >= 0 && frame <= kMostFrame ? frame : -1;
}

int SmallOf(const Json& json, const char* key, int64_t least, int64_t most) {
  return static_cast<int>(std::clamp(IntegerOf(json, key), least, most));
}

Json TrackFields(const TrackUser& user) {
  return {{"stream", user.stream},
          {"kind", static_cast<int>(user.kind)},
          {"user", user.user_id},
          {"frame", user.first_frame},
          {"joined", user.joined_frame}};
}

bool ReadTrackFields(const Json& json, TrackUser* user) {
  user->stream = static_cast<size_t>(SmallOf(json, "stream", 0, 64));
  user->kind = EnumOf(json, "kind", 2, SourceKind::kLocal);
  user->user_id = TextOf(json, "user");
  user->first_frame = std::max<int64_t>(0, JoinFrameOf(json, "frame"));
  user->joined_frame = std::max(user->first_frame, JoinFrameOf(json, "joined"));
  return user->stream > 0;
}

Json CompleteFields(const CompleteCapture& complete) {
  Json tracks = Json::array();
  for (const TrackUser& user : complete.users) tracks.push_back(TrackFields(user));
  return {{"remixBefore", complete.remix_before},
          {"cutShort", complete.cut_short},
          {"why", complete.hole_why},
          {"tracks", std::move(tracks)},
          {"sources", complete.sources}};
}

CompleteCapture ReadComplete(const Json& json) {
  CompleteCapture complete;
  complete.remix_before = JoinFrameOf(json, "remixBefore");
  complete.cut_short = FlagOf(json, "cutShort");
  if (TextOf(json, "why") == "pinned") complete.hole_why = "pinned";
  for (const Json& track : json.value("tracks", Json::array())) {
    TrackUser user;
    if (track.is_object() && complete.users.size() < kMostTracks && ReadTrackFields(track, &user)) {
      complete.users.push_back(std::move(user));
    }
  }
  for (const Json& source : json.value("sources", Json::array())) {
    if (source.is_number_unsigned()) complete.sources.insert(source.get<SourceId>());
  }
  return complete;
}

}  // namespace

std::string TaskRecordJson(const TaskRecord& record) {
  Json files = Json::array();
  for (const NotedFile& file : record.files) {
    files.push_back({{"stream", file.stream}, {"path", file.path}, {"identity", file.identity}});
  }
  return DumpJson({{"task", record.id},
                   {"session", record.session},
                   {"path", record.file_path},
                   {"room", record.room_id},
                   {"user", record.user_id},
                   {"mixDelayMs", record.mix_delay_ms},
                   {"codec", static_cast<int>(record.codec)},
                   {"channels", record.channels},
                   {"quality", static_cast<int>(record.quality)},
                   {"position", static_cast<int>(record.position)},
                   {"layout", static_cast<int>(record.layout)},
                   {"cycleTime", record.cycle_time_s},
                   {"ownTracks", record.own_tracks},
                   {"encrypted", record.encrypted},
                   {"files", std::move(files)}});
}

bool ReadTaskRecord(const std::string& body, TaskRecord* record) {
  const Json json = ParseObject(body);
  if (json.is_discarded()) return false;
  record->id = static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, "task")));
  record->session = TextOf(json, "session");
  record->file_path = TextOf(json, "path");
  record->room_id = TextOf(json, "room");
  record->user_id = TextOf(json, "user");
  record->mix_delay_ms = NumberOf(json, "mixDelayMs");
  record->codec = EnumOf(json, "codec", 1, Codec::kPcm16);
  record->channels = SmallOf(json, "channels", 1, 2);
  record->quality = EnumOf(json, "quality", 2, Quality::kMedium);
  record->position = EnumOf(json, "position", 2, Position::kMixedRecordingAndPlayback);
  record->layout = EnumOf(json, "layout", 1, Layout::kMix);
  record->cycle_time_s = SmallOf(json, "cycleTime", 0, kMaxCycleTimeS);
  record->own_tracks = SmallOf(json, "ownTracks", 0, 32);
  record->encrypted = FlagOf(json, "encrypted");
  record->files.clear();
  const auto files = json.find("files");
  if (files == json.end() || !files->is_array()) return true;
  for (const Json& file : *files) {
    if (!file.is_object() || record->files.size() > 64) continue;
    record->files.push_back(
        {static_cast<size_t>(SmallOf(file, "stream", 0, 64)), TextOf(file, "path"), TextOf(file, "identity")});
  }
  return true;
}

std::string TrackJson(const TrackUser& user) {
  return DumpJson(TrackFields(user));
}

std::string TrackGoneJson(const TrackUser& user) {
  return DumpJson({{"stream", user.stream}, {"frame", user.first_frame}, {"gone", true}});
}

bool ReadTrack(const std::string& body, TrackUser* user, bool* gone) {
  const Json json = ParseObject(body);
  if (json.is_discarded()) return false;
  *gone = FlagOf(json, "gone");
  return ReadTrackFields(json, user);
}

std::string FrameJson(int64_t frame) {
  return DumpJson({{"frame", frame}});
}

int64_t ReadFrame(const std::string& body) {
  const Json json = ParseObject(body);
  return json.is_discarded() ? -1 : JoinFrameOf(json, "frame");
}

std::string WallClockJson(const WallTime& time) {
  return DumpJson({{"frame", time.frame}, {"unixMs", time.unix_ms}});
}

bool ReadWallClock(const std::string& body, WallTime* time) {
  const Json json = ParseObject(body);
  if (json.is_discarded()) return false;
  constexpr int64_t kMostUnixMs = int64_t{10000} * 366 * 86'400'000;
  time->frame = JoinFrameOf(json, "frame");
  time->unix_ms = IntegerOf(json, "unixMs", -1);
  return time->frame >= 0 && time->unix_ms >= 0 && time->unix_ms <= kMostUnixMs;
}

PinnedCapture PinOf(const HeldCapture& held) {
  CompleteCapture complete{held.remix_before, held.cut_short, held.hole_why, held.users, {}};
  for (const CaptureSource& source : held.info.sources) complete.sources.insert(source.id);
  return {held.target, held.from_frame, held.from_frame + held.info.valid_frames, std::move(complete)};
}

std::string PinJson(const PinnedCapture& pin) {
  Json json = {{"capture", pin.target.capture_id},
               {"path", pin.target.path},
               {"existing", static_cast<int>(pin.target.existing)},
               {"reason", pin.target.reason},
               {"origin", static_cast<int>(pin.target.origin)},
               {"from", pin.from_frame},
               {"to", pin.to_frame}};
  if (pin.complete.has_value()) json["complete"] = CompleteFields(*pin.complete);
  return DumpJson(json);
}

std::string OverJson() {
  return DumpJson({{"over", true}});
}

bool IsOver(const std::string& text) {
  const Json json = ParseObject(text);
  return !json.is_discarded() && FlagOf(json, "over");
}

bool ReadPin(const std::string& text, PinnedCapture* pin) {
  const Json json = ParseObject(text);
  if (json.is_discarded()) return false;
  pin->target.capture_id = static_cast<uint64_t>(std::max<int64_t>(0, IntegerOf(json, "capture")));
  pin->target.path = TextOf(json, "path");
  pin->target.existing = EnumOf(json, "existing", 2, ExistingTarget::kRefuse);
  pin->target.reason = TextOf(json, "reason");
  pin->target.origin = EnumOf(json, "origin", 2, CaptureOrigin::kDump);
  pin->from_frame = JoinFrameOf(json, "from");
  pin->to_frame = JoinFrameOf(json, "to");
  const auto complete = json.find("complete");
  if (complete != json.end() && complete->is_object()) pin->complete = ReadComplete(*complete);
  return pin->from_frame >= 0 && pin->to_frame >= pin->from_frame && !pin->target.path.empty();
}

}  // namespace vr
