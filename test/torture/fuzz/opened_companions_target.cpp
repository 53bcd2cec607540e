// What stands beside audio that is whole: any sidecar and any feature file, with files that a sidecar may name.
#include "fuzz/byte_source.h"
#include "fuzz/opened_checks.h"
#include "fuzz/ring_images.h"
#include "fuzz/target.h"
#include "writer/wav_header.h"

namespace vr_fuzz {
namespace {

std::string WavFile(int channels) {
  const std::string samples(2000 * static_cast<size_t>(channels), '\x11');
  const vr::WavHeader header = vr::MakeWavHeader({vr::Codec::kPcm16, kRateHz, channels}, samples.size());
  return std::string(header.begin(), header.end()) + samples;
}

}  // namespace
}  // namespace vr_fuzz

// Channels 1; length of the sidecar 2, the sidecar; the rest is the feature file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  vr::test::MemoryFileSystem files;
  const int channels = 1 + static_cast<int>(input.Number(1) & 1);
  files.Put("/captures/a.wav", WavFile(channels));
  files.Put("/captures/a.local.wav", WavFile(1));
  files.Put("/captures/a.remote-you.wav", WavFile(2));
  const auto sidecar_bytes = static_cast<size_t>(input.Number(2));
  if (sidecar_bytes > 0) files.Put("/captures/a.wav.json", input.Text(sidecar_bytes));
  if (input.left() > 0) files.Put("/captures/a.wav.features", input.Text(input.left()));
  static const vr::SealKey key = MasterKey();
  CheckOpened(files, "/captures/a.wav", &key);
  VR_FUZZ_PROMISE(files.Exists("/captures/a.local.wav"), "nothing is removed by an export");
  return 0;
}
