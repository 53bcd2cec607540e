// Files that sox and ffmpeg write, read as those programs read them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/json_text.h"
#include "native/analysis/analysis_support.h"
#include "support/decode_tool.h"
#include "support/temp_folder.h"

namespace vr {
namespace {

using namespace test;  // NOLINT: the helpers of this suite

bool Ran(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

std::vector<float> FloatsOf(const std::string& bytes) {
  std::vector<float> values(bytes.size() / 4);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values.data()));
  return values;
}

void ExpectNear(const std::vector<float>& expected, const std::vector<float>& got, float tolerance,
                const std::string& what) {
  ASSERT_EQ(expected.size(), got.size()) << what;
  for (size_t i = 0; i < got.size(); ++i) ASSERT_NEAR(expected[i], got[i], tolerance) << what << " " << i;
}

TEST(ToolFiles, OfSoxInEveryFormatGiveWhatSoxGives) {
  if (!HasTool("sox")) GTEST_SKIP() << "SKIPPED: sox is not installed";
  const TempFolder folder;
  const char* kFormats[] = {"-e unsigned -b 8", "-e signed -b 16", "-e signed -b 24",
                            "-e signed -b 32",  "-e float -b 32",  "-e float -b 64"};
  for (const char* format : kFormats) {
    for (const int rate_hz : {8000, 44100, 192000}) {
      for (const int channels : {1, 2, 6}) {
        const std::string wav = folder.File("a.wav");
        const std::string what = std::string(format) + " " + std::to_string(rate_hz) + " " + std::to_string(channels);
        ASSERT_TRUE(Ran("sox -D -n -r " + std::to_string(rate_hz) + " -c " + std::to_string(channels) + " " + format +
                        " " + wav + " synth 0.1 sine 300-3000 gain -1"));
        ASSERT_TRUE(Ran("sox -D " + wav + " -t raw -e float -b 32 -L " + folder.File("a.raw")));
        const auto capture = Opened(PlatformFileSystem(), wav);
        ASSERT_NE(nullptr, capture);
        EXPECT_EQ(rate_hz, capture->sample_rate_hz());
        EXPECT_EQ("[]", ProblemsOf(*capture));
        EXPECT_EQ(false, InfoOf(*capture)["unfinished"]) << what;
        ExpectNear(FloatsOf(folder.Get("a.raw")), ReadAll(*capture, LaneOf(*capture, "mix")), 1e-7f, what);
      }
    }
  }
}

TEST(ToolFiles, OfFfmpegGiveWhatFfmpegGives) {
  if (!HasTool("ffmpeg")) GTEST_SKIP() << "SKIPPED: ffmpeg is not installed";
  const TempFolder folder;
  const std::string source = "ffmpeg -nostdin -y -f lavfi -i 'sine=f=440:b=4:r=48000:d=2' ";
  // A pipe has no length: its header tells none.
  const struct {
    const char* name;
    std::string command;
    bool unfinished;
  } kCases[] = {
      {"a.wav", source + "-ac 2 " + folder.File("a.wav"), false},
      {"b.wav", source + "-f wav - > " + folder.File("b.wav") + " 2>/dev/null && true", true},
      {"c.wav", source + "-rf64 always " + folder.File("c.wav"), false},
      {"d.wav", source + "-c:a pcm_f32le -write_bext 1 -metadata title=x " + folder.File("d.wav"), false},
      {"e.aac", source + "-c:a aac -aac_pns 0 " + folder.File("e.aac"), false},
      {"f.aac", source + "-ac 2 -ar 44100 -c:a aac -aac_pns 0 -write_id3v2 1 -metadata title=x " + folder.File("f.aac"),
       false},
  };
  for (const auto& each : kCases) {
    if (std::system(("( " + each.command + " ) 2>/dev/null").c_str()) != 0) FAIL() << each.command;
    ASSERT_TRUE(Ran("ffmpeg -nostdin -y -i " + folder.File(each.name) + " -f f32le " + folder.File("x.raw")));
    const auto capture = Opened(PlatformFileSystem(), folder.File(each.name));
    ASSERT_NE(nullptr, capture) << each.name;
    const Json info = InfoOf(*capture);
    EXPECT_EQ(each.unfinished, info["unfinished"]) << each.name;
    EXPECT_EQ("[]", JsonText(info["problems"])) << each.name;
    if (info["decodable"] == false) continue;
    ExpectNear(FloatsOf(folder.Get("x.raw")), ReadAll(*capture, LaneOf(*capture, "mix")), 1e-6f, each.name);
  }
}

TEST(ToolFiles, OfFfmpegAreTheSameAfterASeek) {
  if (!HasTool("ffmpeg") || !HasAac()) GTEST_SKIP() << "SKIPPED: ffmpeg or a decoder is not installed";
  const TempFolder folder;
  const std::string path = folder.File("a.aac");
  // Transients change the windows of the encoder.
  const std::string sound = "0.5*sin(1000*t)+0.2*sin(5000*t*t)|0.9*lt(mod(t,0.3),0.01)*(random(0)-0.5)";
  ASSERT_TRUE(Ran("ffmpeg -nostdin -y -f lavfi -i \"aevalsrc=exprs='" + sound +
                  "':s=48000:d=4\" -c:a aac -aac_pns 0 -b:a 160k " + path));
  const auto capture = Opened(PlatformFileSystem(), path);
  const size_t mix = LaneOf(*capture, "mix");
  const std::vector<float> whole = ReadAll(*capture, mix);
  ASSERT_GT(whole.size(), 300000u);
  for (int64_t at = 0; at < 190000; at += 3571) {
    const std::vector<float> part = ReadLane(*capture, mix, at, 1100);
    ASSERT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + 2 * at)) << at;
  }
}

}  // namespace
}  // namespace vr
