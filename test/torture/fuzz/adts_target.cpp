// ADTS AAC: any bytes as a file that a killed process left. However the bytes come, the walk counts the same frames,
// and never more than they hold; a finished file is a whole beginning of what was there.
#include "cycle/adts_walk.h"
#include "fuzz/byte_source.h"
#include "fuzz/finish_checks.h"
#include "writer/adts_walker.h"

namespace vr_fuzz {
namespace {

constexpr const char* kPath = "/captures/a.aac";
constexpr int kRatesHz[] = {16000, 32000, 44100, 48000};

void CheckWalk(const vr::CaptureFormat& format, const std::string& file, uint64_t pieces, const vr::AdtsWalker& whole) {
  vr::AdtsWalker walker(format);
  ByteSource bytes(reinterpret_cast<const uint8_t*>(file.data()), file.size());
  for (uint64_t i = pieces; bytes.left() > 0; i = i * 25 + 7) walker.Take(bytes.View(1 + i % 19));
  VR_FUZZ_PROMISE(walker.whole_bytes() == whole.whole_bytes() && walker.frames() == whole.frames() &&
                      walker.broken() == whole.broken(),
                  "the walk does not depend on how the bytes come");
}

// By the other walker of the product, which the ring uses.
void CheckCount(const std::string& file, const vr::AdtsWalker& whole) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(file.data());
  uint64_t at = 0;
  int64_t frames = 0;
  while (at < whole.whole_bytes()) {
    const vr::AdtsStep step = vr::AdtsStepAt(bytes + at, file.size() - at);
    VR_FUZZ_PROMISE(step.size_bytes >= vr::kAdtsHeaderBytes, "whole frames lie side by side");
    at += step.size_bytes;
    frames += step.frames;
  }
  VR_FUZZ_PROMISE(at == whole.whole_bytes() && at <= file.size() && frames == whole.frames(),
                  "the count is that of the frames that are there");
}

}  // namespace
}  // namespace vr_fuzz

// Format 1; how the bytes are cut 1; then the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  const uint64_t choice = input.Number(1);
  const uint64_t pieces = input.Number(1);
  const vr::CaptureFormat format{vr::Codec::kAacLc, kRatesHz[choice & 3], static_cast<int>(1 + (choice >> 2 & 1))};
  const std::string file = input.Text(input.left());
  vr::AdtsWalker whole(format);
  whole.Take({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
  if (whole.frames() > 0) Reached("frames were counted");
  CheckWalk(format, file, pieces, whole);
  CheckCount(file, whole);
  const std::optional<Finished> finished = Finish(kPath, file, format);
  if (!finished.has_value()) return 0;
  VR_FUZZ_PROMISE(finished->bytes == file.substr(0, whole.whole_bytes()), "it is cut behind its last whole frame");
  VR_FUZZ_PROMISE(finished->told.frames == whole.frames() && finished->told.file_bytes == finished->bytes.size() &&
                      finished->told.cut_bytes == file.size() - finished->bytes.size(),
                  "what was done is told");
  return 0;
}
