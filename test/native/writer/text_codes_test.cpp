#include "writer/text_codes.h"

#include <gtest/gtest.h>

#include "native/writer/capture_samples.h"

namespace vr {
namespace {

using test::View;

// The test vectors of RFC 4648.
TEST(TextCodes, Base64IsAsItsStandardSays) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    EXPECT_EQ(ToBase64(View(plain)), text);
    std::vector<uint8_t> bytes;
    EXPECT_TRUE(FromBase64(text, &bytes));
    EXPECT_EQ(std::string(bytes.begin(), bytes.end()), plain);
  }
}

TEST(TextCodes, AllBytesComeBack) {
  std::string plain;
  for (int i = 0; i < 1000; ++i) plain += static_cast<char>(i * 7);
  std::vector<uint8_t> bytes;
  ASSERT_TRUE(FromBase64(ToBase64(View(plain)), &bytes));
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()), plain);
  std::string hex(plain.size(), '\0');
  ASSERT_TRUE(FromHex(ToHex(View(plain)), reinterpret_cast<uint8_t*>(hex.data()), hex.size()));
  EXPECT_EQ(hex, plain);
}

TEST(TextCodes, WhatIsNoBase64IsRefused) {
  std::vector<uint8_t> bytes;
  for (const char* text : {"A", "AA", "AAA", "A===", "AA=A", "=AAA", "AAA=AAAA", "AA==AA==", "AB==", "AAB=", "AA A",
                           "AA-_", "AAAA\n", "===="}) {
    EXPECT_FALSE(FromBase64(text, &bytes)) << text;
  }
}

TEST(TextCodes, WhatIsNoHexadecimalOfThatLengthIsRefused) {
  uint8_t bytes[2];
  EXPECT_TRUE(FromHex("aF09", bytes, 2));
  EXPECT_EQ(bytes[0], 0xaf);
  for (const char* text : {"", "aF0", "aF090", "aG09", "0x12", " f09"}) EXPECT_FALSE(FromHex(text, bytes, 2)) << text;
}

}  // namespace
}  // namespace vr
