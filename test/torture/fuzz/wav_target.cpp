// WAV: any bytes as a file that a killed process left, and as a file of somebody else. What cannot be finished stays as
// it was; what is finished tells the truth of itself, keeps its samples, and is not changed a second time.
#include <cstring>

#include "fuzz/byte_source.h"
#include "fuzz/finish_checks.h"
#include "writer/wav_facts.h"
#include "writer/wav_header.h"

namespace vr_fuzz {
namespace {

constexpr const char* kPath = "/captures/a.wav";
constexpr int kRatesHz[] = {16000, 32000, 44100, 48000};

vr::ByteView ViewOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

void CheckFacts(const std::string& file, uint64_t file_bytes) {
  const vr::Result<vr::WavFacts> facts = vr::ReadWavHeader(ViewOf(file), file_bytes);
  if (!facts.ok()) return;
  Reached("a header was read");
  const vr::WavFacts& wav = facts.value();
  VR_FUZZ_PROMISE(wav.channels > 0 && wav.sample_rate_hz > 0 && wav.bytes_per_frame > 0, "a WAV has a format");
  VR_FUZZ_PROMISE(wav.data_offset + wav.data_bytes <= file_bytes || wav.data_bytes == 0, "its audio lies in the file");
  VR_FUZZ_PROMISE(wav.data_bytes <= wav.told_data_bytes, "not more audio than the header tells");
  VR_FUZZ_PROMISE(wav.data_bytes % static_cast<uint64_t>(wav.bytes_per_frame) == 0, "whole frames");
}

void CheckFinished(const vr::FinishedFile& finished, const vr::CaptureFormat& format, const std::string& before,
                   const std::string& after) {
  const uint64_t frame_bytes = 2 * static_cast<uint64_t>(format.channels);
  const uint64_t audio_bytes = static_cast<uint64_t>(finished.frames) * frame_bytes;
  VR_FUZZ_PROMISE(after.size() == finished.file_bytes, "it is as long as was told");
  VR_FUZZ_PROMISE(after.size() == vr::kWavHeaderBytes + audio_bytes, "its frames are all that is in it");
  VR_FUZZ_PROMISE(before.size() - after.size() == finished.cut_bytes && finished.cut_bytes < frame_bytes,
                  "nothing but a frame that is not whole was cut");
  VR_FUZZ_PROMISE(before.compare(vr::kWavHeaderBytes, audio_bytes, after, vr::kWavHeaderBytes, audio_bytes) == 0,
                  "its samples are as they were");
  const vr::Result<vr::WavFacts> facts = vr::ReadWavHeader(ViewOf(after), after.size());
  VR_FUZZ_PROMISE(facts.ok() && facts.value().data_bytes == audio_bytes && facts.value().told_data_bytes == audio_bytes,
                  "its header is true");
}

}  // namespace
}  // namespace vr_fuzz

// Format 1; whether our header comes first 1; then the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size_bytes) {
  using namespace vr_fuzz;
  ByteSource input(data, size_bytes);
  const uint64_t choice = input.Number(1);
  const vr::CaptureFormat format{vr::Codec::kPcm16, kRatesHz[choice & 3], static_cast<int>(1 + (choice >> 2 & 1))};
  std::string file;
  if ((input.Number(1) & 1) != 0) {
    const vr::WavHeader header = vr::MakeWavHeader(format, (choice & 8) != 0 ? uint64_t{1} << 33 : 1000);
    file.assign(header.begin(), header.end());
  }
  file += input.Text(input.left());
  CheckFacts(file, file.size());
  CheckFacts(file, UINT64_MAX >> (choice >> 4));
  const std::optional<Finished> finished = Finish(kPath, file, format);
  if (!finished.has_value()) return 0;
  CheckFinished(finished->told, format, file, finished->bytes);
  return 0;
}
