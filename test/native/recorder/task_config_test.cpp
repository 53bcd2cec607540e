#include "recorder/task_config.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace {

#if defined(_WIN32)
#define VR_DRIVE "C:"
#else
#define VR_DRIVE ""
#endif

struct Wrong {
  const char* what;
  std::function<void(vr::TaskRequest&)> spoil;
};

vr::TaskRequest Good() {
  vr::TaskRequest request;
  request.file_path = VR_DRIVE "/tmp/a.wav";
  return request;
}

TEST(TaskConfig, RefusesEveryFieldThatIsOutOfRange) {
  const std::vector<Wrong> cases = {
      {"no path", [](auto& r) { r.file_path = nullptr; }},
      {"empty path", [](auto& r) { r.file_path = ""; }},
      {"relative path", [](auto& r) { r.file_path = "a.wav"; }},
      {"path that is not UTF-8", [](auto& r) { r.file_path = VR_DRIVE "/tmp/\xff\xfe.wav"; }},
      {"overlong UTF-8", [](auto& r) { r.file_path = VR_DRIVE "/tmp/\xc0\xaf.wav"; }},
      {"surrogate in UTF-8", [](auto& r) { r.file_path = VR_DRIVE "/tmp/\xed\xa0\x80.wav"; }},
      {"truncated UTF-8", [](auto& r) { r.file_path = VR_DRIVE "/tmp/a.wav\xe4\xbd"; }},
      {"rate 0", [](auto& r) { r.sample_rate_hz = 0; }},
      {"rate 22050", [](auto& r) { r.sample_rate_hz = 22050; }},
      {"rate 48001", [](auto& r) { r.sample_rate_hz = 48001; }},
      {"quality -1", [](auto& r) { r.quality = -1; }},
      {"quality 3", [](auto& r) { r.quality = 3; }},
      {"position -1", [](auto& r) { r.position = -1; }},
      {"position 3", [](auto& r) { r.position = 3; }},
      {"cycle 3601", [](auto& r) { r.cycle_time_s = 3601; }},
      {"cycle of a negative number", [](auto& r) { r.cycle_time_s = static_cast<uint32_t>(-1); }},
      {"channels 0", [](auto& r) { r.channels = 0; }},
      {"channels 3", [](auto& r) { r.channels = 3; }},
      {"layout 2", [](auto& r) { r.layout = 2; }},
      {"split with one channel", [](auto& r) { r.layout = 1; }},
      {"split with position 1", [](auto& r) { r.layout = 1, r.channels = 2, r.position = 1; }},
  };
  for (const Wrong& wrong : cases) {
    vr::TaskRequest request = Good();
    wrong.spoil(request);
    vr::TaskConfig config;
    const vr::CallResult result = vr::CheckTask(request, {}, &config);
    EXPECT_EQ(result.code, vr::CallCode::kInvalidParameter) << wrong.what;
    EXPECT_NE(result.message, "") << wrong.what;
  }
}

TEST(TaskConfig, TakesEveryRateCycleTimeAndPathThatIsAllowed) {
  vr::TaskConfig config;
  for (const uint32_t rate : {16000u, 32000u, 44100u, 48000u}) {
    vr::TaskRequest request = Good();
    request.sample_rate_hz = rate;
    EXPECT_TRUE(vr::CheckTask(request, {}, &config).ok()) << rate;
  }
  for (uint32_t cycle = 0; cycle <= 3600; ++cycle) {
    vr::TaskRequest request = Good();
    request.cycle_time_s = cycle;
    EXPECT_TRUE(vr::CheckTask(request, {}, &config).ok()) << cycle;
  }
  for (const char* path : {VR_DRIVE "/tmp/with space.wav", VR_DRIVE "/tmp/\xe5\xbd\x95\xe9\x9f\xb3.WAV",
                           VR_DRIVE "/tmp/\xf0\x9f\x8e\xa4.AaC"}) {
    vr::TaskRequest request = Good();
    request.file_path = path;
    EXPECT_TRUE(vr::CheckTask(request, {}, &config).ok()) << path;
    EXPECT_TRUE(config.suffix_known) << path;
  }
}

TEST(TaskConfig, LeavesAWrongSuffixToTheEvent) {
  vr::TaskConfig config;
  for (const char* path : {VR_DRIVE "/tmp/a.mp3", VR_DRIVE "/tmp/a", VR_DRIVE "/tmp/wav", VR_DRIVE "/tmp/.wav"}) {
    vr::TaskRequest request = Good();
    request.file_path = path;
    EXPECT_TRUE(vr::CheckTask(request, {}, &config).ok()) << path;
    EXPECT_FALSE(config.suffix_known) << path;
  }
}

TEST(TaskConfig, MakesSplitStereo) {
  vr::TaskRequest request = Good();
  request.layout = 1;
  request.channels = 0;
  vr::TaskConfig config;
  ASSERT_TRUE(vr::CheckTask(request, {}, &config).ok());
  EXPECT_EQ(config.channels, 2);
}

}  // namespace
