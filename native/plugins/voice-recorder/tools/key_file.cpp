#include "tools/key_file.h"

#include "writer/text_codes.h"

namespace vr {
namespace {

constexpr uint64_t kMaxKeyFileBytes = 4096;
constexpr const char* kWhiteSpace = " \t\r\n";

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(kWhiteSpace);
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

}  // namespace

Result<SealKey> ReadKeyFile(FileSystem& files, const std::string& path) {
  const Result<std::string> text = files.ReadAll(path, kMaxKeyFileBytes);
  if (!text.ok()) return text.status();
  SealKey key;
  if (text.value().size() == kSealKeyBytes) {
    return SealKey(reinterpret_cast<const uint8_t*>(text.value().data()));
  }
  if (FromHex(Trimmed(text.value()), key.bytes(), kSealKeyBytes)) return key;
  return Status(ErrorCode::kInvalidArgument, path + " is no key: it has " + std::to_string(text.value().size()) +
                                                 " bytes, and 32 bytes or 64 hexadecimal digits are expected; give the "
                                                 "file with the key that the game records with");
}

}  // namespace vr
