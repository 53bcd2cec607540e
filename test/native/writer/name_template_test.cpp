#include "writer/name_template.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace vr {
namespace {

NameFields Fields() {
  NameFields fields;
  fields.unix_ms = 1'764'000'000'123;  // 2025-11-24 16:00:00.123 UTC
  fields.room = "room 7";
  fields.user = "玩家";
  fields.reason = "hotkey";
  fields.count = 42;
  return fields;
}

class NameTemplate : public testing::Test {
 protected:
#if defined(_WIN32)
  static void SetZone(const char* zone) {
    _putenv_s("TZ", zone);
    _tzset();
  }
#else
  static void SetZone(const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
  }
#endif
  void SetUp() override { SetZone("UTC0"); }
};

TEST_F(NameTemplate, FillsInEveryField) {
  EXPECT_EQ(ExpandNameTemplate(kDefaultNameTemplate, Fields()), "2025-11-24_16-00-00-123_hotkey");
  EXPECT_EQ(ExpandNameTemplate("{room}-{user}-{count}", Fields()), "room 7-玩家-0042");
  NameFields many = Fields();
  many.count = 123456;
  EXPECT_EQ(ExpandNameTemplate("c{count}", many), "c123456");
}

TEST_F(NameTemplate, DateAndTimeAreLocal) {
  SetZone("XYZ-9");
  EXPECT_EQ(ExpandNameTemplate("{date}_{time}", Fields()), "2025-11-25_01-00-00-123");
}

TEST_F(NameTemplate, ValuesAreNotExpandedAgain) {
  NameFields fields = Fields();
  fields.reason = "{room}";
  EXPECT_EQ(ExpandNameTemplate("{reason}", fields), "{room}");
}

TEST_F(NameTemplate, NamesAreSafeOnEveryPlatform) {
  NameFields fields = Fields();
  const auto expand = [&fields](const std::string& reason) {
    fields.reason = reason;
    return ExpandNameTemplate("{reason}", fields);
  };
  EXPECT_EQ(expand("../../etc/passwd"), "_.._etc_passwd");
  EXPECT_EQ(expand("a\\b:c*d?e\"f<g>h|i"), "a_b_c_d_e_f_g_h_i");
  EXPECT_EQ(expand("a\nb\tc\x7f"), "a_b_c_");
  EXPECT_EQ(expand("a\xc2\x85z"), "a_z");
  EXPECT_EQ(expand(" . dots . "), "dots");
  EXPECT_EQ(expand("bad\xff\xfeutf"), "bad__utf");
  EXPECT_EQ(expand("half\xe5\xbd"), "half__");
  EXPECT_EQ(expand(std::string("nul\0x", 5)), "nul_x");
  EXPECT_EQ(expand("🎤 声音"), "🎤 声音");
}

TEST_F(NameTemplate, DeviceNamesOfWindowsGetAnUnderscore) {
  NameFields fields = Fields();
  for (const char* name : {"CON", "nul", "Com1", "LPT9", "aux.old", "con .x", "COM¹"}) {
    fields.reason = name;
    EXPECT_EQ(ExpandNameTemplate("{reason}", fields), std::string("_") + name);
  }
  for (const char* name : {"CONSOLE", "COM", "COM10", "LPTX", "null"}) {
    fields.reason = name;
    EXPECT_EQ(ExpandNameTemplate("{reason}", fields), name);
  }
}

TEST_F(NameTemplate, NamesAreNeverEmptyAndAtMost120Bytes) {
  NameFields fields = Fields();
  for (const char* reason : {"", "...", "  "}) {
    fields.reason = reason;
    EXPECT_EQ(ExpandNameTemplate("{reason}", fields), "capture");
  }
  fields.reason = std::string(1000, 'x');
  EXPECT_EQ(ExpandNameTemplate("{reason}", fields), std::string(120, 'x'));
  std::string chinese;
  for (int i = 0; i < 100; ++i) chinese += "录";
  fields.reason = "ab" + chinese;
  EXPECT_EQ(ExpandNameTemplate("{reason}", fields), "ab" + chinese.substr(0, 117)) << "cut between characters";
  fields.reason = std::string(119, 'x') + " y";
  EXPECT_EQ(ExpandNameTemplate("{reason}", fields), std::string(119, 'x')) << "no space at the new end";
}

// "An unknown field, an unclosed brace, or a separator in the template is kInvalidArgument."
TEST_F(NameTemplate, WrongTemplatesAreRefusedWithAReason) {
  for (const char* wrong : {"", "{dat}", "{}", "{date", "a/{date}", "a\\b", "{ date }", "{date}{", "{{date}}"}) {
    const Status status = CheckNameTemplate(wrong);
    EXPECT_EQ(status.code(), ErrorCode::kInvalidArgument) << wrong;
    EXPECT_NE(status.message().find(wrong), std::string::npos) << status.message();
  }
  EXPECT_NE(CheckNameTemplate("{dat}").message().find("{date}, {time}"), std::string::npos);
  for (const char* right : {kDefaultNameTemplate, "plain", "{room}{user}{count}", "录音 {date}"}) {
    EXPECT_TRUE(CheckNameTemplate(right).ok()) << right;
  }
}

}  // namespace
}  // namespace vr
