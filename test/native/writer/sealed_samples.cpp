#include "native/writer/sealed_samples.h"

#include <gtest/gtest.h>

namespace vr::test {

ReadContainer ReadByThePage(const std::string& file, const SealKey& key) {
  ReadContainer read;
  SealSalt salt;
  std::copy_n(file.begin() + 16, 16, salt.begin());
  const SealKey derived = DeriveKey(key, "voice-recorder capture", salt);
  size_t at = 128;
  while (!read.finished && at + 20 <= file.size()) {
    const uint64_t number = Le(file, at, 4);
    const size_t plain_bytes = number & 0x7fffffff;
    const bool last = number >> 31 != 0;
    if (at + 20 + plain_bytes > file.size()) break;
    const std::string associated = file.substr(0, 128) + file.substr(at, 4);
    const ByteView sealed = {View(file).data + at + 4, plain_bytes + 16};
    std::string plain(plain_bytes + 1, '\0');
    const SealNumber seal_number = {last ? 1u : 0u, read.chunks.size()};
    if (!OpenSealed(derived, seal_number, View(associated), sealed, reinterpret_cast<uint8_t*>(plain.data()))) break;
    plain.resize(plain_bytes);
    at += 20 + plain_bytes;
    if (last) {
      read.finished = true;
    } else {
      read.chunks.push_back(plain);
    }
  }
  read.end_bytes = at;
  return read;
}

std::unique_ptr<CaptureFile> MakeSealed(FileSystem& files, const std::string& path, const CaptureFormat& format,
                                        uint64_t expected_bytes) {
  const SealKey key = KeyOf(1);
  auto made = CaptureFile::Make(files, path, OpenMode::kReplace, format, expected_bytes, &key, kCaptureId);
  EXPECT_TRUE(made.ok()) << made.status().message();
  return std::move(made.value());
}

std::string ReadSealed(FileSystem& files, const std::string& path, const SealKey& key, Status* status,
                       bool* unfinished) {
  std::string plain;
  auto reader = OpenSealedFile(files, path, key);
  *status = reader.status();
  if (!reader.ok()) return plain;
  for (;;) {
    const Result<ByteView> piece = reader.value()->Next();
    *status = piece.status();
    if (!piece.ok() || piece.value().size_bytes == 0) break;
    plain.append(reinterpret_cast<const char*>(piece.value().data), piece.value().size_bytes);
  }
  if (unfinished != nullptr) *unfinished = reader.value()->unfinished();
  return plain;
}

}  // namespace vr::test
