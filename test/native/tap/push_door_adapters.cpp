// The door of the adapters: an SDK's callback for one user, as far as the C interface and through it.
#include <memory>

#include "adapters/agora.h"
#include "cocos_native/rtc_sdks.h"
#include "native/tap/push_door.h"
#include "voice_recorder.h"

namespace vr {
namespace {

using Feed = vr_adapters::AgoraFeed<agora::media::IAudioFrameObserver>;

// One recorder and one observer for each clock; they live as long as the program.
struct Room {
  vr_recorder recorder = 0;
  std::unique_ptr<Feed> feed;
};

Room g_rooms[2];
constexpr uint64_t kUsersOfAClock = 1000;  // users of the real clock have numbers from here on

Room* RoomOf(bool has_real_clock) {
  Room& room = g_rooms[has_real_clock ? 1 : 0];
  if (room.feed != nullptr) return &room;
  vr_recorder_options options;
  vr_recorder_options_init(&options);
  options.virtual_clock = has_real_clock ? 0 : 1;
  if (vr_recorder_create(&options, &room.recorder) != VR_OK) return nullptr;
  vr_enter_room(room.recorder, "room", "me");
  room.feed = std::make_unique<Feed>(room.recorder, vr_adapters::Remote::kEachUser, vr_adapters::FrameTimes::kFrame);
  return &room;
}

uint64_t Open(bool has_real_clock) {
  static uint64_t last[2] = {0, kUsersOfAClock};
  Room* room = RoomOf(has_real_clock);
  const uint64_t user = ++last[has_real_clock ? 1 : 0];
  return room != nullptr && room->feed->UserJoined(user) == VR_OK ? user : 0;
}

Feed& FeedOf(uint64_t user) {
  return *g_rooms[user > kUsersOfAClock ? 1 : 0].feed;
}

void Close(uint64_t user) {
  FeedOf(user).UserLeft(user);
}

PushOutcome Push(uint64_t user, const void* samples, uint32_t frames, uint32_t channels, bool has_capture_time) {
  agora::media::IAudioFrameObserver::AudioFrame frame;
  frame.samplesPerChannel = static_cast<int>(frames);
  frame.channels = static_cast<int>(channels);
  frame.samplesPerSec = 48000;
  frame.buffer = const_cast<void*>(samples);
  frame.renderTimeMs = has_capture_time ? 1234 : 0;
  Feed& feed = FeedOf(user);
  const vr_adapters::FeedCounts before = feed.counts();
  agora::media::IAudioFrameObserver& observer = feed;
  observer.onPlaybackAudioFrameBeforeMixing("room", static_cast<agora::rtc::uid_t>(user), frame);
  const vr_adapters::FeedCounts after = feed.counts();
  if (after.taken != before.taken) return PushOutcome::kTaken;
  if (after.dropped != before.dropped) return PushOutcome::kDropped;
  return after.unknown != before.unknown ? PushOutcome::kClosed : PushOutcome::kInvalid;
}

}  // namespace

const PushDoor& DoorUnderTest() {
  static constexpr PushDoor kDoor = {Open, Close, Push};
  return kDoor;
}

}  // namespace vr
