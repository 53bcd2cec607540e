// ADTS AAC: any bytes as a capture that is opened, also behind and between frames that are whole.
#include "fuzz/byte_source.h"
#include "fuzz/opened_checks.h"
#include "fuzz/target.h"

namespace vr_fuzz {
namespace {

constexpr const char* kPath = "/captures/a.aac";

// A frame of `size_bytes`, 32 kHz and one channel, whose content is this byte.
std::string Frame(size_t size_bytes, char content) {
  std::string frame(size_bytes, content);
  const uint8_t head[] = {0xff,
                          0xf1,
                          0x54,
                          static_cast<uint8_t>(0x40 | size_bytes >> 11),
                          static_cast<uint8_t>(size_bytes >> 3),
                          static_cast<uint8_t>((size_bytes & 7) << 5 | 0x1f),
                          0xfc};
  for (size_t i = 0; i < sizeof head; ++i) frame[i] = static_cast<char>(head[i]);
  return frame;
}

}  // namespace
}  // namespace vr_fuzz

// Pieces, each a number 1: an even one is so many frames, with their length 2 and content 1; an odd one is half as many
// bytes of the input.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  constexpr size_t kMostBytes = size_t{1} << 20;
  ByteSource input(data, size_bytes);
  std::string file;
  while (input.left() > 0 && file.size() < kMostBytes) {
    const auto choice = static_cast<size_t>(input.Number(1));
    if (choice % 2 == 1) {
      file += input.Text(choice / 2);
      continue;
    }
    const size_t length = std::max<size_t>(7, static_cast<size_t>(input.Number(2)) % 8192);
    const std::string frame = Frame(length, static_cast<char>(input.Number(1)));
    for (size_t i = 0; i < choice / 2 && file.size() < kMostBytes; ++i) file += frame;
  }
  vr::test::MemoryFileSystem files;
  files.Put(kPath, file);
  CheckOpened(files, kPath, nullptr);
  return 0;
}
