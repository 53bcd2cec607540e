#include "fuzz/recovered_checks.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "fuzz/ring_images.h"
#include "fuzz/target.h"
#include "writer/adts_walker.h"
#include "writer/sealed_reader.h"
#include "writer/sidecar_facts.h"
#include "writer/wav_facts.h"
#include "writer/wav_header.h"

namespace vr_fuzz {
namespace {

using vr::test::MemoryFileSystem;

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// The audio without what stands before it.
std::string AudioOf(MemoryFileSystem& files, const std::string& path, bool* sealed) {
  const std::string file = files.Get(path);
  const vr::ByteView view{reinterpret_cast<const uint8_t*>(file.data()), file.size()};
  *sealed = vr::IsSealed(view);
  if (*sealed) {
    const vr::Result<std::unique_ptr<vr::SealedReader>> reader = vr::OpenSealedFile(files, path, MasterKey());
    VR_FUZZ_PROMISE(reader.ok(), "an encrypted capture opens with its key");
    std::string audio;
    for (;;) {
      const vr::Result<vr::ByteView> piece = reader.value()->Next();
      VR_FUZZ_PROMISE(piece.ok(), "an encrypted capture is whole");
      if (piece.value().size_bytes == 0) break;
      audio.append(piece.value().data, piece.value().data + piece.value().size_bytes);
    }
    VR_FUZZ_PROMISE(!reader.value()->unfinished(), "an encrypted capture is finished");
    return audio;
  }
  if (EndsWith(path, ".aac")) return file;
  const vr::Result<vr::WavFacts> facts = vr::ReadWavHeader(view, view.size_bytes);
  VR_FUZZ_PROMISE(facts.ok() && facts.value().data_bytes == facts.value().told_data_bytes &&
                      facts.value().data_offset + facts.value().data_bytes == file.size(),
                  "the header of a WAV is true");
  return file.substr(vr::kWavHeaderBytes);
}

// Samples carry the number of their frame; 0 is silence.
void CheckSamples(const std::string& audio, int channels) {
  const size_t frame_bytes = 2 * static_cast<size_t>(channels);
  int64_t first = -1;
  for (size_t frame = 0; (frame + 1) * frame_bytes <= audio.size(); ++frame) {
    for (int channel = 0; channel < channels; ++channel) {
      const size_t at = frame * frame_bytes + 2 * static_cast<size_t>(channel);
      const int sample = static_cast<uint8_t>(audio[at]) | static_cast<uint8_t>(audio[at + 1]) << 8;
      if (sample == 0) continue;
      if (first < 0) first = sample - 1 - static_cast<int64_t>(frame);
      VR_FUZZ_PROMISE(sample == SampleOf(first + static_cast<int64_t>(frame)),
                      "no sound but what was recorded, in its place");
    }
  }
}

void CheckSidecar(MemoryFileSystem& files, const vr::RecoveredCapture& capture, const std::string& audio) {
  const std::string text = files.Get(capture.record.sidecar_path);
  const vr::Result<vr::SidecarFacts> facts = vr::ReadSidecarFacts(text);
  VR_FUZZ_PROMISE(facts.ok() && !facts.value().id.empty(), "the sidecar can be read");
  const nlohmann::json sidecar = vr::ParseJson(text);
  VR_FUZZ_PROMISE(sidecar.is_object(), "the sidecar is JSON");
  const int64_t file_frames = sidecar["fileFrames"].get<int64_t>();
  const int64_t valid_frames = sidecar["validFrames"].get<int64_t>();
  const int64_t valid_start = sidecar["validStart"].get<int64_t>();
  VR_FUZZ_PROMISE(sidecar["fileBytes"].get<uint64_t>() == files.SizeOf(capture.record.file_path), "its length is true");
  VR_FUZZ_PROMISE(valid_start >= 0 && valid_frames >= 0 && valid_start + valid_frames <= file_frames,
                  "the valid frames lie in the file");
  if (capture.record.format.codec == vr::Codec::kPcm16) {
    const auto frame_bytes = 2 * static_cast<uint64_t>(capture.record.format.channels);
    VR_FUZZ_PROMISE(static_cast<uint64_t>(file_frames) * frame_bytes == audio.size(),
                    "its frames are those of the WAV");
    return;
  }
  vr::AdtsWalker walker;
  walker.Take({reinterpret_cast<const uint8_t*>(audio.data()), audio.size()});
  VR_FUZZ_PROMISE(walker.whole_bytes() == audio.size(), "AAC is whole ADTS frames");
  VR_FUZZ_PROMISE(walker.frames() == file_frames, "its frames are those of the AAC");
}

}  // namespace

void CheckCapture(MemoryFileSystem& files, const vr::RecoveredCapture& capture, bool true_audio) {
  const vr::CaptureRecord& record = capture.record;
  VR_FUZZ_PROMISE(files.Exists(record.file_path) && files.Exists(record.sidecar_path), "a capture's files are there");
  bool sealed = false;
  const std::string audio = AudioOf(files, record.file_path, &sealed);
  CheckSidecar(files, capture, audio);
  if (true_audio && record.format.codec == vr::Codec::kPcm16) CheckSamples(audio, record.format.channels);
  for (const std::string& track : record.track_paths) {
    VR_FUZZ_PROMISE(files.Exists(track), "its tracks are there");
    const std::string track_audio = AudioOf(files, track, &sealed);
    if (true_audio && record.format.codec == vr::Codec::kPcm16) CheckSamples(track_audio, 1);
  }
  Reached(sealed ? "an encrypted capture was assembled" : "a capture was assembled");
  Reached(true_audio ? "every sample of a capture was checked" : "a capture of forged audio was assembled");
}

}  // namespace vr_fuzz
