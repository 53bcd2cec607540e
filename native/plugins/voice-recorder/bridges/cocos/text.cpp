#include "cocos/text.h"

namespace vr_cocos {
namespace {

unsigned char At(const char* bytes, size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

// How many bytes the character that begins here has; 0: it is none. Halves of surrogate pairs, what is longer than it
// has to be, and what is past U+10FFFF are none.
size_t LengthOfCharacter(const char* bytes, size_t left) {
  const unsigned char first = At(bytes, 0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || left < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((At(bytes, i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = At(bytes, 1);
  const bool is_wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
                        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
  return is_wrong ? 0 : length;
}

}  // namespace

const char* FaultOfText(const char* bytes, size_t size_bytes) {
  if (size_bytes > kLongestTextBytes) return "text of at most 1 MiB";
  for (size_t i = 0; i < size_bytes;) {
    if (bytes[i] == '\0') return "text without a NUL character";
    const size_t length = LengthOfCharacter(bytes + i, size_bytes - i);
    if (length == 0) return "text in well-formed UTF-8";
    i += length;
  }
  return nullptr;
}

}  // namespace vr_cocos
