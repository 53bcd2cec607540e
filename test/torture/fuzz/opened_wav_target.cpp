// WAV: any bytes as a capture that is opened, plain or as the content of an encrypted file, which is changed then.
#include "fuzz/byte_source.h"
#include "fuzz/opened_checks.h"
#include "fuzz/ring_images.h"
#include "fuzz/sealed_bytes.h"
#include "fuzz/target.h"

namespace vr_fuzz {
namespace {

constexpr const char* kPath = "/captures/a.wav";

// Ended 1; place of a change 2, its length 1, its bytes; a length that is cut to 2, when not 0; then samples in chunks.
std::string SealedFile(ByteSource& input) {
  const bool ended = (input.Number(1) & 1) != 0;
  const auto at = static_cast<size_t>(input.Number(2));
  const std::string change = input.Text(static_cast<size_t>(input.Number(1)));
  const auto length = static_cast<size_t>(input.Number(2));
  std::vector<std::string> chunks;
  while (input.left() > 0 && chunks.size() < 8) chunks.push_back(input.Text(300));
  std::string file = SealedBytes(vr::SealedKind::kWav, 16000, 1, chunks, ended);
  if (length > 0 && length < file.size()) file.resize(length);
  for (size_t i = 0; i < change.size() && at + i < file.size(); ++i) file[at + i] = change[i];
  return file;
}

}  // namespace
}  // namespace vr_fuzz

// Encrypted 1; then the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  vr::test::MemoryFileSystem files;
  const bool sealed = (input.Number(1) & 1) != 0 && vr::CanSeal();
  files.Put(kPath, sealed ? SealedFile(input) : input.Text(input.left()));
  static const vr::SealKey key = MasterKey();
  CheckOpened(files, kPath, &key);
  return 0;
}
