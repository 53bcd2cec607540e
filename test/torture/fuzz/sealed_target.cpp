// Encrypted files: a true one that was changed, and any bytes. What opens is a beginning of what was written; a
// finished file opens to its end and keeps every chunk.
#include <vector>

#include "base/crc32c.h"
#include "fuzz/byte_source.h"
#include "fuzz/ring_images.h"
#include "fuzz/sealed_bytes.h"
#include "fuzz/target.h"
#include "support/memory_file_system.h"
#include "writer/sealed_reader.h"
#include "writer/unfinished_file.h"

namespace vr_fuzz {
namespace {

constexpr const char* kPath = "/captures/a.wav";
constexpr size_t kCrcAt = vr::kSealedHeaderBytes - 4;

struct Opened {
  std::string plain;
  bool to_its_end = false;
};

Opened ReadAll(vr::FileSystem& files) {
  Opened opened;
  const vr::Result<std::unique_ptr<vr::SealedReader>> reader = vr::OpenSealedFile(files, kPath, MasterKey());
  if (!reader.ok()) return opened;
  Reached("a header was opened");
  for (;;) {
    const vr::Result<vr::ByteView> piece = reader.value()->Next();
    if (!piece.ok()) return opened;
    if (piece.value().size_bytes == 0) break;
    opened.plain.append(piece.value().data, piece.value().data + piece.value().size_bytes);
  }
  opened.to_its_end = !reader.value()->unfinished();
  return opened;
}

void RepairHeader(std::string* file) {
  if (file->size() < vr::kSealedHeaderBytes) return;
  const uint32_t crc = vr::Crc32c(reinterpret_cast<const uint8_t*>(file->data()), kCrcAt);
  for (size_t i = 0; i < 4; ++i) (*file)[kCrcAt + i] = static_cast<char>(crc >> (8 * i));
}

// Edits: where 2, how many 1, bytes; an edit at 0xffff cuts the file to 2 bytes' length.
void Change(ByteSource& input, std::string* file) {
  while (input.left() > 0) {
    const uint64_t at = input.Number(2);
    if (at == 0xffff) {
      file->resize(std::min<size_t>(file->size() + 64, input.Number(2)));
      continue;
    }
    const std::string bytes = input.Text(input.Number(1));
    if (at < file->size()) file->replace(at, bytes.size(), bytes);
  }
}

void Finish(vr::FileSystem& files, const std::string& before, vr::test::MemoryFileSystem& memory,
            const std::string& readable) {
  const vr::CaptureFormat format{vr::Codec::kPcm16, kRateHz, 1};
  const vr::SealKey key = MasterKey();
  const vr::Result<vr::FinishedFile> finished = vr::FinishUnfinished(files, kPath, format, &key);
  if (!finished.ok()) {
    VR_FUZZ_PROMISE(memory.Get(kPath) == before, "what cannot be finished stays as it was");
    return;
  }
  Reached("a file was finished");
  const std::string after = memory.Get(kPath);
  VR_FUZZ_PROMISE(after.size() == finished.value().file_bytes, "it is as long as was told");
  const Opened opened = ReadAll(files);
  VR_FUZZ_PROMISE(opened.to_its_end && opened.plain == readable,
                  "it opens to its end, with all that could be read before");
  VR_FUZZ_PROMISE(finished.value().frames == static_cast<int64_t>(readable.size() / 2), "its frames were counted");
  const vr::Result<vr::FinishedFile> again = vr::FinishUnfinished(files, kPath, format, &key);
  VR_FUZZ_PROMISE(again.ok() && memory.Get(kPath) == after, "the second time changes nothing");
}

}  // namespace
}  // namespace vr_fuzz

// Flags 1: 1 any bytes and no true file, 2 the true file is ended, 4 the header's checksum is repaired. Then edits, or
// the bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  static const std::vector<std::string> chunks = {std::string(500, 'a'), std::string(40, 'b'), std::string(300, 'c')};
  static const std::string plain = chunks[0] + chunks[1] + chunks[2];
  static const std::string open_file = SealedBytes(vr::SealedKind::kWav, kRateHz, 1, chunks, false);
  static const std::string ended_file = SealedBytes(vr::SealedKind::kWav, kRateHz, 1, chunks, true);
  ByteSource input(data, size_bytes);
  const uint64_t flags = input.Number(1);
  std::string file = (flags & 2) != 0 ? ended_file : open_file;
  if ((flags & 1) != 0) {
    file = input.Text(input.left());
  } else {
    Change(input, &file);
  }
  if ((flags & 4) != 0) RepairHeader(&file);
  vr::test::MemoryFileSystem files;
  files.Put(kPath, file);
  const Opened opened = ReadAll(files);
  VR_FUZZ_PROMISE(opened.plain == plain.substr(0, opened.plain.size()),
                  "what opens is a beginning of what was written");
  if (!opened.plain.empty()) Reached("chunks were opened");
  Finish(files, file, files, opened.plain);
  return 0;
}
