// The adapters with frames as the SDKs hand them over, and a real recorder on the other side.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "adapters/agora.h"
#include "adapters/nertc.h"
#include "adapters/webrtc.h"
#include "cocos_native/rtc_sdks.h"
#include "support/temp_folder.h"

namespace vr::test {
namespace {

using AgoraFeed = vr_adapters::AgoraFeed<agora::media::IAudioFrameObserver>;
using NertcFeed = vr_adapters::NertcFeed<nertc::INERtcAudioFrameObserver, nertc::NERtcAudioFrame>;
using OlderNertcFeed = vr_adapters::NertcFeed<nertc::older::INERtcAudioFrameObserver, nertc::older::NERtcAudioFrame>;
using WebRtcSink = vr_adapters::WebRtcSink<webrtc::AudioTrackSinkInterface, std::optional<int64_t>>;
using OlderWebRtcSink = vr_adapters::WebRtcSink<webrtc::older::AudioTrackSinkInterface, std::optional<int64_t>>;
using vr_adapters::FeedCounts;
using vr_adapters::FrameTimes;

// A sine of a hundredth of the frames in a second.
std::vector<int16_t> Tone(size_t samples, double peak = 16000) {
  std::vector<int16_t> tone(samples);
  for (size_t i = 0; i < samples; ++i) {
    tone[i] = static_cast<int16_t>(std::lround(peak * std::sin(6.283185307179586 * static_cast<double>(i) / 100)));
  }
  return tone;
}

class RtcAdapters : public ::testing::Test {
 protected:
  void SetUp() override {
    vr_recorder_options options;
    vr_recorder_options_init(&options);
    options.virtual_clock = 1;
    ASSERT_EQ(vr_recorder_create(&options, &recorder_), VR_OK);
    ASSERT_EQ(vr_enter_room(recorder_, "room", "me"), VR_OK);
  }
  void TearDown() override { vr_recorder_destroy(recorder_); }

  vr_stats Stats() {
    EXPECT_EQ(vr_advance(recorder_, 20000000), VR_OK);
    vr_stats stats{};
    stats.struct_size = sizeof stats;
    EXPECT_EQ(vr_get_stats(recorder_, &stats), VR_OK);
    return stats;
  }
  // Of all sources by their kinds.
  vr_source_stats Source(vr_source_kind kind) {
    const vr_stats stats = Stats();
    for (uint32_t i = 0; i < stats.source_count && i < VR_STATS_MAX_SOURCES; ++i) {
      if (stats.sources[i].kind == kind) return stats.sources[i];
    }
    return {};
  }

  vr_recorder recorder_ = 0;
};

bool Are(const FeedCounts& counts, uint64_t taken, uint64_t dropped, uint64_t unknown, uint64_t refused) {
  return counts.taken == taken && counts.dropped == dropped && counts.unknown == unknown && counts.refused == refused;
}

std::string TextOf(const FeedCounts& counts) {
  return std::to_string(counts.taken) + " taken, " + std::to_string(counts.dropped) + " dropped, " +
         std::to_string(counts.unknown) + " unknown, " + std::to_string(counts.refused) + " refused";
}

#define EXPECT_COUNTS(feed, ...) EXPECT_TRUE(Are((feed).counts(), __VA_ARGS__)) << TextOf((feed).counts())

nertc::NERtcAudioFrame NertcFrame(std::vector<int16_t>& samples, uint32_t rate = 48000, uint32_t channels = 1) {
  nertc::NERtcAudioFrame frame;
  frame.format.sample_rate = rate;
  frame.format.channels = channels;
  frame.format.samples_per_channel = static_cast<uint32_t>(samples.size()) / channels;
  frame.data = samples.data();
  return frame;
}

agora::media::IAudioFrameObserver::AudioFrame AgoraFrame(std::vector<int16_t>& samples, int rate = 48000,
                                                         int channels = 1, int64_t time_ms = 0) {
  agora::media::IAudioFrameObserver::AudioFrame frame;
  frame.samplesPerChannel = static_cast<int>(samples.size()) / channels;
  frame.samplesPerSec = rate;
  frame.channels = channels;
  frame.buffer = samples.data();
  frame.renderTimeMs = time_ms;
  return frame;
}

TEST_F(RtcAdapters, NertcHandsOverTheMicrophoneAndEachUser) {
  NertcFeed feed(recorder_);
  ASSERT_EQ(feed.OpenLocal("me"), VR_OK);
  ASSERT_EQ(feed.OpenLocal("me"), VR_OK);
  ASSERT_EQ(feed.UserJoined(7), VR_OK);
  ASSERT_EQ(feed.UserJoined(7), VR_OK);
  ASSERT_EQ(feed.UserJoined(8, "eight"), VR_OK);
  EXPECT_EQ(Stats().source_count, 3u);
  nertc::INERtcAudioFrameObserver& observer = feed;
  auto samples = Tone(480);
  auto frame = NertcFrame(samples);
  observer.onAudioFrameDidRecord(&frame);
  observer.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  observer.onPlaybackAudioFrameBeforeMixing(8, &frame, 1);
  observer.onMixedAudioFrame(&frame);                                // it would be there twice
  observer.onAudioFrameWillPlayback(&frame);                         // not asked for
  observer.onPlaybackSubStreamAudioFrameBeforeMixing(7, &frame, 1);  // no voice
  EXPECT_COUNTS(feed, 3, 0, 0, 0);
  const vr_source_stats local = Source(VR_SOURCE_LOCAL);
  EXPECT_EQ(local.blocks_taken, 1u);
  EXPECT_EQ(local.sample_rate_hz, 48000u);
  EXPECT_EQ(local.channels, 1u);
}

TEST_F(RtcAdapters, WhatAnSdkHandsOverIsWhatIsRecorded) {
  const TempFolder folder;
  const std::string path = folder.File("room.wav");
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  ASSERT_EQ(vr_start_audio_recording_with_config(recorder_, &task), VR_OK);
  NertcFeed feed(recorder_);
  feed.OpenLocal("me");
  feed.UserJoined(7);
  auto loud = Tone(500, 16000);
  auto quiet = Tone(500, 1600);
  auto mine = NertcFrame(loud, 50000);  // 10 ms of a rate that no recorder takes
  feed.onAudioFrameDidRecord(&mine);
  mine = NertcFrame(loud, 44100);
  auto yours = NertcFrame(quiet, 44100);
  for (int i = 0; i < 100; ++i) {
    feed.onAudioFrameDidRecord(&mine);
    feed.onPlaybackAudioFrameBeforeMixing(7, &yours, 1);
    ASSERT_EQ(vr_advance(recorder_, 11337868), VR_OK);  // 500 frames
  }
  EXPECT_COUNTS(feed, 200, 0, 0, 1);
  EXPECT_NEAR(Source(VR_SOURCE_LOCAL).peak_dbfs, 20 * std::log10(16000 / 32768.0), 0.3);
  EXPECT_NEAR(Source(VR_SOURCE_REMOTE).peak_dbfs, 20 * std::log10(1600 / 32768.0), 0.3);
}

TEST_F(RtcAdapters, NertcsOlderFormIsTakenWhereThereIsNoOther) {
  OlderNertcFeed feed(recorder_);
  feed.UserJoined(7);
  auto samples = Tone(480);
  nertc::older::NERtcAudioFrame frame;
  frame.data = samples.data();
  nertc::older::INERtcAudioFrameObserver& observer = feed;
  observer.onPlaybackAudioFrameBeforeMixing(7, &frame);
  EXPECT_COUNTS(feed, 1, 0, 0, 0);
}

TEST_F(RtcAdapters, WhereNertcCallsBothFormsOneIsTaken) {
  NertcFeed feed(recorder_);
  feed.UserJoined(7);
  auto samples = Tone(480);
  auto frame = NertcFrame(samples);
  nertc::INERtcAudioFrameObserver& observer = feed;
  for (int i = 0; i < 10; ++i) {
    observer.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
    observer.onPlaybackAudioFrameBeforeMixing(7, &frame);
  }
  EXPECT_COUNTS(feed, 10, 0, 0, 0);
}

TEST_F(RtcAdapters, TheRemoteMixStandsInForUsers) {
  NertcFeed feed(recorder_);
  ASSERT_EQ(feed.OpenRemoteMix(), VR_OK);
  EXPECT_EQ(feed.UserJoined(7), VR_ERROR_INVALID_STATE);  // they would be heard twice
  auto samples = Tone(480);
  auto frame = NertcFrame(samples);
  feed.onAudioFrameWillPlayback(&frame);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  EXPECT_COUNTS(feed, 1, 0, 0, 0);
  EXPECT_EQ(Source(VR_SOURCE_REMOTE_MIX).blocks_taken, 1u);
}

TEST_F(RtcAdapters, BlocksOfWhoHasNotJoinedOrHasLeftAreCounted) {
  NertcFeed feed(recorder_);
  auto samples = Tone(480);
  auto frame = NertcFrame(samples);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  EXPECT_COUNTS(feed, 0, 0, 1, 0);
  EXPECT_EQ(feed.last_unknown_user(), 7u);
  feed.UserJoined(7);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  ASSERT_EQ(feed.UserLeft(7), VR_OK);
  ASSERT_EQ(feed.UserLeft(7), VR_OK);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  EXPECT_COUNTS(feed, 1, 0, 2, 0);
  feed.UserJoined(7);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  vr_recorder_destroy(recorder_);
  feed.onPlaybackAudioFrameBeforeMixing(7, &frame, 1);
  EXPECT_COUNTS(feed, 2, 0, 3, 0);
}

TEST_F(RtcAdapters, RatesAndChannelsMayChangeWhileItRuns) {
  NertcFeed feed(recorder_);
  feed.OpenLocal("me");
  for (const uint32_t rate : {8000u, 16000u, 32000u, 44100u, 48000u}) {
    for (const uint32_t channels : {1u, 2u}) {
      auto samples = Tone(size_t{rate} / 100 * channels);
      auto frame = NertcFrame(samples, rate, channels);
      feed.onAudioFrameDidRecord(&frame);
      const vr_source_stats local = Source(VR_SOURCE_LOCAL);
      EXPECT_EQ(local.sample_rate_hz, rate);
      EXPECT_EQ(local.channels, channels);
    }
  }
  EXPECT_COUNTS(feed, 10, 0, 0, 0);
}

// As a newer SDK may: a number that the enumeration of the header does not have.
template <typename Enum>
void Write(Enum* into, int number) {
  static_assert(sizeof(Enum) == sizeof(int), "");
  std::memcpy(into, &number, sizeof number);
}

TEST_F(RtcAdapters, WhatIsNoFrameIsCountedAndNotRead) {
  NertcFeed feed(recorder_);
  feed.OpenLocal("me");
  auto samples = Tone(480);
  const auto with = [&](auto change) {
    auto frame = NertcFrame(samples);
    change(frame);
    feed.onAudioFrameDidRecord(&frame);
  };
  feed.onAudioFrameDidRecord(nullptr);
  with([](auto& frame) { frame.data = nullptr; });
  with([](auto& frame) { Write(&frame.format.type, 1); });
  with([](auto& frame) { frame.format.bytes_per_sample = 4; });
  with([](auto& frame) { frame.format.channels = 0; });
  with([](auto& frame) { frame.format.channels = 3; });
  with([](auto& frame) { frame.format.sample_rate = 0; });
  with([](auto& frame) { frame.format.sample_rate = 9; });
  with([](auto& frame) { frame.format.sample_rate = 96000; });
  with([](auto& frame) { frame.format.samples_per_channel = 0; });
  with([](auto& frame) { frame.format.samples_per_channel = UINT32_MAX; });
  EXPECT_COUNTS(feed, 0, 0, 0, 11);
}

// 1024 samples a call, as for RTMP, are 128 ms at 8 kHz: more than a push takes.
TEST_F(RtcAdapters, ALongBlockIsHandedOverInPieces) {
  AgoraFeed feed(recorder_, vr_adapters::Remote::kEachUser, FrameTimes::kFrame);
  feed.OpenLocal("me");
  auto samples = Tone(1024);
  auto frame = AgoraFrame(samples, 8000);
  feed.onRecordAudioFrame("room", frame);
  EXPECT_COUNTS(feed, 2, 0, 0, 0);
  vr_advance(recorder_, 500000000);
  EXPECT_EQ(Source(VR_SOURCE_LOCAL).blocks_late, 0u);
}

TEST_F(RtcAdapters, AgoraAsksForThePositionsThatAreRecorded) {
  AgoraFeed users(recorder_);
  AgoraFeed mix(recorder_, vr_adapters::Remote::kMix);
  agora::media::IAudioFrameObserver& observer = users;
  EXPECT_EQ(observer.getObservedAudioFramePosition(), 0x0002 | 0x0008);
  EXPECT_EQ(mix.getObservedAudioFramePosition(), 0x0002 | 0x0001);
  EXPECT_EQ(observer.getRecordAudioParams().sample_rate, 0);  // the SDK's choice
  EXPECT_EQ(observer.getPlaybackAudioParams().sample_rate, 0);
  EXPECT_EQ(observer.getMixedAudioParams().sample_rate, 0);
  EXPECT_EQ(observer.getEarMonitoringAudioParams().sample_rate, 0);
}

TEST_F(RtcAdapters, AgoraHandsOverTheMicrophoneAndEachUserAndMayUseTheFrame) {
  AgoraFeed feed(recorder_);
  feed.OpenLocal("me");
  feed.UserJoined(7);
  agora::media::IAudioFrameObserver& observer = feed;
  auto samples = Tone(480);
  auto frame = AgoraFrame(samples);
  EXPECT_TRUE(observer.onRecordAudioFrame("room", frame));
  EXPECT_TRUE(observer.onPlaybackAudioFrameBeforeMixing("room", 7u, frame));
  EXPECT_TRUE(observer.onPlaybackAudioFrameBeforeMixing("room", "7", frame));
  EXPECT_COUNTS(feed, 3, 0, 0, 0);
  EXPECT_TRUE(observer.onPlaybackAudioFrameBeforeMixing("room", "seven", frame));
  EXPECT_TRUE(observer.onPlaybackAudioFrameBeforeMixing("room", "4294967303", frame));  // 2^32 + 7
  EXPECT_TRUE(observer.onPlaybackAudioFrameBeforeMixing("room", static_cast<const char*>(nullptr), frame));
  EXPECT_TRUE(observer.onPlaybackAudioFrame("room", frame));
  EXPECT_TRUE(observer.onMixedAudioFrame("room", frame));
  EXPECT_TRUE(observer.onEarMonitoringAudioFrame(frame));
  EXPECT_COUNTS(feed, 3, 0, 3, 0);
  frame.samplesPerChannel = -480;
  EXPECT_TRUE(observer.onRecordAudioFrame("room", frame));
  frame = AgoraFrame(samples);
  Write(&frame.bytesPerSample, 4);
  EXPECT_TRUE(observer.onRecordAudioFrame("room", frame));
  EXPECT_COUNTS(feed, 3, 0, 3, 2);
}

// Blocks that were late by the moment of a task, of frames with these times.
uint64_t LateBlocks(vr_recorder recorder, FrameTimes times, int64_t time_ms) {
  AgoraFeed feed(recorder, vr_adapters::Remote::kEachUser, times);
  feed.OpenLocal("me");
  auto samples = Tone(480);
  for (int i = 0; i < 50; ++i) {
    auto frame = AgoraFrame(samples, 48000, 1, time_ms == 0 ? 0 : time_ms + i * 10);
    feed.onRecordAudioFrame("room", frame);
    vr_advance(recorder, 10000000);
  }
  vr_stats stats{};
  stats.struct_size = sizeof stats;
  vr_get_stats(recorder, &stats);
  EXPECT_COUNTS(feed, 50, 0, 0, 0);
  return stats.sources[0].blocks_late;
}

TEST_F(RtcAdapters, FramesArePlacedByTheirOwnTimesWhereThatIsAskedFor) {
  const TempFolder folder;
  const std::string path = folder.File("room.wav");
  vr_task_config task;
  vr_task_config_init(&task);
  task.file_path = path.c_str();
  ASSERT_EQ(vr_start_audio_recording_with_config(recorder_, &task), VR_OK);
  vr_advance(recorder_, 1500000000);
  // A second ago the mix has passed long since.
  EXPECT_GT(LateBlocks(recorder_, FrameTimes::kFrame, vr_now_ns(recorder_) / 1000000 - 1000), 30u);
  EXPECT_EQ(LateBlocks(recorder_, FrameTimes::kArrival, vr_now_ns(recorder_) / 1000000 - 1000), 0u);
  EXPECT_EQ(LateBlocks(recorder_, FrameTimes::kFrame, 0), 0u);
  EXPECT_EQ(LateBlocks(recorder_, FrameTimes::kFrame, -1000000), 0u);
  EXPECT_EQ(LateBlocks(recorder_, FrameTimes::kFrame, INT64_MAX - 10000), 0u);  // no time that there is
}

TEST_F(RtcAdapters, WebRtcHandsOverATrackByEitherForm) {
  WebRtcSink remote(recorder_, FrameTimes::kFrame);
  OlderWebRtcSink local(recorder_);
  ASSERT_EQ(remote.OpenRemote("you"), VR_OK);
  ASSERT_EQ(local.OpenLocal("me"), VR_OK);
  webrtc::AudioTrackSinkInterface& newer = remote;
  webrtc::older::AudioTrackSinkInterface& older = local;
  const auto samples = Tone(160);
  newer.OnData(samples.data(), 16, 16000, 1, 160);
  newer.OnData(samples.data(), 16, 16000, 1, 160, std::nullopt);
  newer.OnData(samples.data(), 16, 16000, 1, 160, 123456789);
  newer.OnData(samples.data(), 16, 8000, 2, 80, -5);
  older.OnData(samples.data(), 16, 16000, 1, 160);
  EXPECT_COUNTS(remote, 4, 0, 0, 0);
  EXPECT_COUNTS(local, 1, 0, 0, 0);
  EXPECT_EQ(Source(VR_SOURCE_REMOTE).blocks_taken, 4u);
  EXPECT_EQ(Source(VR_SOURCE_LOCAL).blocks_taken, 1u);
  newer.OnData(samples.data(), 32, 16000, 1, 160);
  newer.OnData(samples.data(), 16, -16000, 1, 160);
  newer.OnData(samples.data(), 16, 16000, SIZE_MAX, 160);
  newer.OnData(samples.data(), 16, 16000, 1, SIZE_MAX);
  newer.OnData(nullptr, 16, 16000, 1, 160);
  EXPECT_COUNTS(remote, 4, 0, 0, 5);
}

TEST_F(RtcAdapters, AsManyUsersAsThereIsRoomFor) {
  NertcFeed feed(recorder_);
  constexpr uint64_t kMost = vr_adapters::UserSources::kMostUsers;
  for (uint64_t user = 1; user <= kMost; ++user) ASSERT_EQ(feed.UserJoined(user), VR_OK) << vr_last_error();
  EXPECT_EQ(feed.UserJoined(kMost + 1), VR_ERROR_LIMIT);
  EXPECT_EQ(Stats().source_count, kMost);  // the one too many is closed again
  EXPECT_EQ(feed.UserLeft(5), VR_OK);
  EXPECT_EQ(feed.UserJoined(kMost + 1), VR_OK);
  feed.Close();
  EXPECT_EQ(Stats().source_count, 0u);
}

TEST_F(RtcAdapters, AnEndOfTheFeedClosesItsSources) {
  {
    NertcFeed feed(recorder_);
    feed.OpenLocal("me");
    feed.UserJoined(7);
    EXPECT_EQ(Stats().source_count, 2u);
  }
  EXPECT_EQ(Stats().source_count, 0u);
}

TEST_F(RtcAdapters, WhatARecorderRefusesIsAnswered) {
  NertcFeed feed(0);
  EXPECT_EQ(feed.OpenLocal("me"), VR_ERROR_INVALID_STATE);
  EXPECT_EQ(feed.UserJoined(7), VR_ERROR_INVALID_STATE);
  EXPECT_EQ(feed.SetLocalMuted(true), VR_ERROR_INVALID_STATE);
  NertcFeed fine(recorder_);
  fine.OpenLocal("me");
  EXPECT_EQ(fine.SetLocalMuted(true), VR_OK);
  EXPECT_EQ(Source(VR_SOURCE_LOCAL).muted, 1);
}

// Users come and go while audio threads push: a block goes to its own user or to nobody.
TEST_F(RtcAdapters, UsersMayComeAndGoWhileAudioThreadsPush) {
  NertcFeed feed(recorder_);
  constexpr int kUsers = 8;
  constexpr int kRounds = 300;
  std::atomic<bool> is_over{false};
  std::atomic<uint64_t> pushed{0};
  std::vector<std::thread> audio;
  for (int user = 1; user <= kUsers; ++user) {
    audio.emplace_back([&, user] {
      // Each user at a rate of its own, by which a block in another's source would be known.
      auto samples = Tone(80);
      auto frame = NertcFrame(samples, 8000 + static_cast<uint32_t>(user), 1);
      while (!is_over.load()) {
        feed.onPlaybackAudioFrameBeforeMixing(static_cast<uint64_t>(user), &frame, 1);
        pushed.fetch_add(1);
        std::this_thread::yield();
      }
    });
  }
  for (int round = 0; round < kRounds; ++round) {
    const auto user = static_cast<uint64_t>(round % kUsers + 1);
    ASSERT_EQ(feed.UserJoined(user), VR_OK);
    if (round % 3 != 0) {
      ASSERT_EQ(feed.UserLeft(static_cast<uint64_t>((round + 3) % kUsers + 1)), VR_OK);
    }
    if (round % 10 == 0) vr_advance(recorder_, 10000000);
  }
  is_over.store(true);
  for (std::thread& each : audio) each.join();
  const FeedCounts counts = feed.counts();
  EXPECT_EQ(counts.taken + counts.dropped + counts.unknown, pushed.load());
  EXPECT_EQ(counts.refused, 0u);
}

}  // namespace
}  // namespace vr::test
