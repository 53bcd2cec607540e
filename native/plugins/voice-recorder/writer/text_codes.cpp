#include "writer/text_codes.h"

namespace vr {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kBase64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int Base64Value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

}  // namespace

std::string ToHex(ByteView bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size_bytes; ++i) {
    text += kHexDigits[bytes.data[i] >> 4];
    text += kHexDigits[bytes.data[i] & 15];
  }
  return text;
}

bool FromHex(const std::string& text, uint8_t* to, size_t size_bytes) {
  if (text.size() != 2 * size_bytes) return false;
  for (size_t i = 0; i < size_bytes; ++i) {
    const int high = HexValue(text[2 * i]);
    const int low = HexValue(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    to[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

// Three bytes are four digits of 6 bits; an end of one or two bytes is two or three digits and '='.
std::string ToBase64(ByteView bytes) {
  std::string text;
  text.reserve((bytes.size_bytes + 2) / 3 * 4);
  for (size_t at = 0; at < bytes.size_bytes; at += 3) {
    const size_t left = bytes.size_bytes - at;
    const uint32_t group = uint32_t{bytes.data[at]} << 16 | (left > 1 ? uint32_t{bytes.data[at + 1]} << 8 : 0) |
                           (left > 2 ? uint32_t{bytes.data[at + 2]} : 0);
    text += kBase64Digits[group >> 18];
    text += kBase64Digits[group >> 12 & 63];
    text += left > 1 ? kBase64Digits[group >> 6 & 63] : '=';
    text += left > 2 ? kBase64Digits[group & 63] : '=';
  }
  return text;
}

bool FromBase64(const std::string& text, std::vector<uint8_t>* bytes) {
  if (text.size() % 4 != 0) return false;
  bytes->clear();
  bytes->reserve(text.size() / 4 * 3);
  const size_t end = text.find('=') == std::string::npos ? text.size() : text.find('=');
  uint32_t bits = 0;
  int count = 0;
  for (size_t i = 0; i < end; ++i) {
    const int value = Base64Value(text[i]);
    if (value < 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes->push_back(static_cast<uint8_t>(bits >> count));
    bits &= (1u << count) - 1;
  }
  return bits == 0 && text.size() == (bytes->size() + 2) / 3 * 4 &&
         text.compare(end, std::string::npos, std::string(text.size() - end, '=')) == 0;
}

}  // namespace vr
